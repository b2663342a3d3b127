"""The step to tables in which a million cases are found: cases by place, and pieces of their words.

cases     ``place`` is that of the case's first event, so that rows lie in the order in which
          this copy learnt of cases, whoever makes them again
pieces    the full-text index, contentless: what ``tokens`` makes of a case, under its place
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_TABLES = """
DROP TABLE cases;

CREATE TABLE cases (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, opened_at TEXT,
  last_at TEXT, flow TEXT, title_zh TEXT, title_en TEXT, symptom TEXT, amount INTEGER, card TEXT,
  issuer TEXT, channel TEXT, terminal_id TEXT, rrn TEXT, order_no TEXT, state TEXT,
  charge_again TEXT, goods TEXT, cashier TEXT, promise TEXT, promise_by TEXT, attempts INTEGER,
  exhibits INTEGER, unfinished INTEGER, walk TEXT, node TEXT, step_zh TEXT, step_en TEXT,
  walk_at TEXT, outcome TEXT, life TEXT NOT NULL, life_at TEXT, waiting_for TEXT, pending TEXT,
  amounts TEXT NOT NULL, words TEXT NOT NULL, initials TEXT NOT NULL, head BLOB NOT NULL
) STRICT;

CREATE INDEX cases_opened ON cases(opened_at);

CREATE INDEX cases_last ON cases(last_at);

CREATE INDEX cases_promised ON cases(promise_by) WHERE promise_by IS NOT NULL;

CREATE INDEX cases_unfinished ON cases(walk_at) WHERE unfinished = 1;

CREATE INDEX cases_living ON cases(opened_at) WHERE life <> 'closed';

CREATE INDEX cases_life ON cases(life, place);

CREATE INDEX cases_number ON cases(number, place, life);

CREATE INDEX cases_amount ON cases(ifnull(amount, 0), place, life);

CREATE VIRTUAL TABLE pieces USING fts5(
  said, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
);

INSERT INTO pieces (pieces, rank) VALUES ('automerge', 8);

INSERT INTO pieces (pieces, rank) VALUES ('deletemerge', 30);
"""
"""Merging later than it would by itself halves what a save costs; a search hardly notices."""


def finding(db: Tables) -> None:
    """Make the tables anew; storage fills them again from the journal."""
    for statement in _TABLES.strip().split("\n\n"):
        db.execute(statement)
