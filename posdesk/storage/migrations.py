"""The tables of ``posdesk.db``: the journal, kept append-only by triggers, and what is derived.

    events      one row an event, chained by hash; ``pos`` is its place in this copy of the journal
    payloads    what each event says and the salt of its digest; the only rows that can ever go
    here        the counter id under which this copy writes
    kinds       every (type, version) in the journal, so that opening can refuse unknown ones
    derived     the version and the head that the tables below have reached
    cases       one row a case, for lists and searches
    pieces      the full-text index of what a search asks for
    exhibits    which case names which bytes

Whoever changes ``cases`` or ``exhibits`` adds a step here and raises ``projection.VERSION``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from posdesk.storage.cleaning import cleaning
from posdesk.storage.finding_tables import finding
from posdesk.storage.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_GUARDS = """
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TRIGGER events_in_order BEFORE INSERT ON events
BEGIN
  SELECT RAISE(ABORT, 'an event takes the next place')
  WHERE NEW.pos <> -1 AND NEW.pos <= (SELECT max(pos) FROM events)
     OR EXISTS (SELECT 1 FROM events WHERE counter = NEW.counter AND seq = NEW.seq)
     OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'an event names the hash before it')
  WHERE NEW.prev IS NOT CASE NEW.seq WHEN 1 THEN zeroblob(32) ELSE
    (SELECT hash FROM events WHERE counter = NEW.counter AND seq = NEW.seq - 1) END;
END;

CREATE TRIGGER events_kinds AFTER INSERT ON events
WHEN NOT EXISTS (SELECT 1 FROM kinds WHERE type = NEW.type AND version = NEW.version)
BEGIN INSERT INTO kinds VALUES (NEW.type, NEW.version); END;

CREATE TRIGGER payloads_no_update BEFORE UPDATE ON payloads
BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END;

CREATE TRIGGER payloads_once BEFORE INSERT ON payloads
WHEN NEW.pos <> (SELECT max(pos) FROM events)
  OR EXISTS (SELECT 1 FROM payloads WHERE pos = NEW.pos)
BEGIN SELECT RAISE(ABORT, 'a payload comes with its event'); END;

CREATE TRIGGER payloads_only_erased BEFORE DELETE ON payloads
WHEN NOT EXISTS (
  SELECT 1
  FROM events gone, events erased
  JOIN payloads said ON said.pos = erased.pos
  JOIN json_each(CAST(said.body AS TEXT), '$.seqs') named
  WHERE gone.pos = OLD.pos AND erased.type = 'erased' AND erased.pos > gone.pos
    AND json_extract(CAST(said.body AS TEXT), '$.counter') = gone.counter
    AND named.value = gone.seq)
BEGIN SELECT RAISE(ABORT, 'a payload goes only where an erased event names it'); END;
"""


def journal_and_tables(db: Tables) -> None:
    """Make the tables of version 1."""
    _journal(db)
    _derived(db)
    for guard in _GUARDS.strip().split("\n\n"):
        db.execute(guard)


def _journal(db: Tables) -> None:
    events = db.table("events")
    text = dict.fromkeys(("id", "type", "at", "actor", "case"), str)
    digests = dict.fromkeys(("digest", "prev", "hash"), bytes)
    columns = {"pos": int, "counter": str, "seq": int, **text, "version": int, **digests}
    events.create(columns, pk="pos", not_null=set(columns) - {"pos"}, strict=True)
    events.create_index(["counter", "seq"], unique=True)
    events.create_index(["id"], unique=True)
    db.execute("""CREATE INDEX events_of_case ON events("case", pos) WHERE "case" <> ''""")
    db.execute("CREATE INDEX events_erased ON events(pos) WHERE type = 'erased'")
    db.execute("CREATE INDEX events_opened ON events(at) WHERE type = 'case_opened'")
    db.table("payloads").create(
        {"pos": int, "salt": bytes, "body": bytes},
        pk="pos",
        not_null={"salt", "body"},
        foreign_keys=[("pos", "events", "pos")],
        strict=True,
    )
    db.table("here").create({"one": int, "counter": str}, pk="one", strict=True)
    kinds = {"type": str, "version": int}
    db.table("kinds").create(kinds, pk=("type", "version"), strict=True)


def _derived(db: Tables) -> None:
    columns = {"one": int, "version": int, "pos": int, "head": bytes}
    db.table("derived").create(columns, pk="one", strict=True)
    words = "number opened_at last_at flow title_zh title_en symptom card issuer channel"
    words += " terminal_id rrn order_no state charge_again goods cashier promise promise_by"
    words += " walk node step_zh step_en walk_at outcome amounts words"
    counts = "amount attempts exhibits unfinished"
    cases = db.table("cases")
    cases.create(
        {
            "id": str,
            **dict.fromkeys(words.split(), str),
            **dict.fromkeys(counts.split(), int),
            "head": bytes,
        },
        pk="id",
        strict=True,
    )
    cases.create_index(["number"])
    cases.create_index(["opened_at"])
    cases.create_index(["last_at"])
    cases.create_index(["promise_by"])
    db.execute("CREATE INDEX cases_unfinished ON cases(walk_at) WHERE unfinished = 1")
    exhibits = db.table("exhibits")
    columns_of_one = {"case": str, "id": str, "sha256": str}
    exhibits.create(columns_of_one, pk=("case", "id"), strict=True)
    exhibits.create_index(["sha256"])


def follow_up(db: Tables) -> None:
    """Make the tables of version 2: cases know their state and what is to be done about them.

    The derived tables are made anew; storage fills them again from the journal.
    """
    execute = db.execute
    execute("""CREATE INDEX events_beside ON events(pos) WHERE "case" = ''""")
    for name, kind in (
        ("life", "TEXT"),
        ("life_at", "TEXT"),
        ("waiting_for", "TEXT"),
        ("pending", "TEXT"),
    ):
        execute(f"ALTER TABLE cases ADD COLUMN {name} {kind}")
    execute("CREATE INDEX cases_living ON cases(opened_at) WHERE life <> 'closed'")
    execute("CREATE INDEX cases_life ON cases(life, opened_at)")
    db.table("exhibits").drop()
    columns = {"case": str, "id": str, "sha256": str}
    exhibits = db.table("exhibits")
    exhibits.create(columns, pk=("case", "id", "sha256"), strict=True)
    exhibits.create_index(["sha256"])


JOURNAL = Schema(
    "journal", mark=0x5044736A, steps=(journal_and_tables, follow_up, cleaning, finding)
)
"""``posdesk.db``; the mark reads “PDsj”."""
