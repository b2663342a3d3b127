"""What lists ask of the derived tables: rows of cases, found by words, by day or as unfinished."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from posdesk.domain.card import MaskedCard, parse_card
from posdesk.domain.errors import NotFound
from posdesk.domain.followup import Pending, read_pending
from posdesk.domain.life import Life, Party
from posdesk.domain.money_state import Charge, State
from posdesk.domain.text import N_, Text
from posdesk.storage.database import Database
from posdesk.storage.rows import Row
from posdesk.storage.words import Term, terms

_LATELY = 1000
"""How far back goes what has to be found between two keys."""

CASES = f"SELECT {', '.join(Row._fields)} FROM cases"
"""What a row of a list is made of, by ``case_row``."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it; ``amount`` is in fen, times are ISO text.

    ``title`` is the flow's, ``step`` where its walk stands, ``outcome`` how it ended; ``attempts``
    and ``exhibits`` count.
    """

    id: str
    number: str
    opened_at: str
    last_at: str
    flow: str
    title: Text | None
    symptom: str
    amount: int | None
    card: MaskedCard | None
    issuer: str | None
    channel: str | None
    terminal_id: str | None
    rrn: str | None
    order_no: str | None
    state: State
    charge_again: Charge
    goods: str | None
    cashier: str
    promise: str | None
    promise_by: str | None
    attempts: int
    exhibits: int
    unfinished: bool
    step: Text | None
    walk_at: str | None
    outcome: str | None
    life: Life
    life_at: str
    waiting_for: Party | None
    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedWalk:
    """A walk that can be gone on with: the last of its case, without an outcome.

    ``node`` is ``FLOW/NODE``, ``step`` the last question shown, ``at`` when that was.
    """

    case: str
    number: str
    walk: str
    flow: str
    title: Text
    node: str
    step: Text
    at: str
    symptom: str
    amount: int | None


class Queries:
    """Questions to the derived tables of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def case_id(self, reference: str) -> str:
        """Return the id of the case with this id or number; raises ``NotFound``."""
        row = self._database.row(
            "SELECT id FROM cases WHERE id = ?1 OR number = ?1 ORDER BY opened_at DESC LIMIT 1",
            (reference.strip(),),
        )
        if row is None:
            raise NotFound(
                N_("There is no case “{reference}”; nothing was changed; look it up in the list."),
                reference=reference.strip()[:40],
            )
        return str(row[0])

    def cases(
        self, query: str | None, opened_on: date | None, lives: Collection[Life], limit: int
    ) -> tuple[CaseRow, ...]:
        """Return the newest cases that hold every part of ``query``, opened on that Beijing day.

        ``lives`` are the states they may be in, all where it is empty.
        """
        where, values = ["1"], list[object]()
        if lives:
            where.append(f"life IN ({', '.join('?' * len(lives))})")
            values += sorted(lives)
        if opened_on is not None:
            where.append("opened_at >= ? AND opened_at < ?")
            values += (opened_on.isoformat(), (opened_on + timedelta(days=1)).isoformat())
        held, asked = holding(query or "")
        where += held
        values += asked
        order = "ORDER BY opened_at DESC, id DESC LIMIT ?"
        found = self._database.rows(
            f"{CASES} WHERE {' AND '.join(where)} {order}",
            (*values, limit),
        )
        return tuple(case_row(Row._make(row)) for row in found)

    def counts(self) -> dict[Life, int]:
        """Return how many cases are in each state."""
        found = self._database.rows("SELECT life, count(*) FROM cases GROUP BY life")
        return {Life(row[0]): row[1] for row in found}

    def at_hand(self, day: date, limit: int) -> tuple[CaseRow, ...]:
        """Return the cases opened or changed on a Beijing day, or promised for it."""
        begin, end = day.isoformat(), (day + timedelta(days=1)).isoformat()
        found = self._database.rows(
            f"{CASES} WHERE (last_at >= ?1 AND last_at < ?2)"
            " OR (opened_at >= ?1 AND opened_at < ?2) OR (promise_by >= ?1 AND promise_by < ?2)"
            " ORDER BY opened_at DESC, id DESC LIMIT ?3",
            (begin, end, limit),
        )
        return tuple(case_row(Row._make(row)) for row in found)

    def open_cases(self, query: str, limit: int) -> tuple[CaseRow, ...]:
        """Return the newest open cases that hold every part of ``query``.

        They are looked for among the newest thousand, so that it never takes longer than a key.
        """
        held, asked = holding(query)
        if not held:
            return ()
        found = self._database.rows(
            f"{CASES} WHERE rowid IN (SELECT rowid FROM cases ORDER BY opened_at DESC LIMIT ?)"
            " AND life NOT IN ('settled', 'closed')"
            f" AND {' AND '.join(held)}"
            " ORDER BY opened_at DESC, id DESC LIMIT ?",
            (_LATELY, *asked, limit),
        )
        return tuple(case_row(Row._make(row)) for row in found)

    def flows_met(self) -> dict[str, int]:
        """Return how many of the newest cases each flow has."""
        found = self._database.rows(
            "SELECT flow, count(*) FROM (SELECT flow FROM cases ORDER BY opened_at DESC LIMIT ?)"
            " WHERE flow <> '' GROUP BY flow",
            (_LATELY,),
        )
        return {row[0]: row[1] for row in found}

    def unfinished(self) -> tuple[UnfinishedWalk, ...]:
        """Return the walks that can be gone on with, the newest first."""
        found = self._database.rows(f"{CASES} WHERE unfinished = 1 ORDER BY walk_at DESC")
        return tuple(_unfinished(Row._make(row)) for row in found)

    def is_taken(self, number: str, case_id: str) -> bool:
        """Return whether another case than ``case_id`` has this number."""
        sql = "SELECT 1 FROM cases WHERE number = ? AND id <> ?"
        return self._database.row(sql, (number, case_id)) is not None

    def named_exhibits(self) -> list[str]:
        """Return the digests of all bytes that events name."""
        return [row[0] for row in self._database.rows("SELECT DISTINCT sha256 FROM exhibits")]

    def next_number(self, day: date) -> str:
        """Return the next free number of a Beijing day, as ``261120-03``, inside a transaction.

        Numbers of erased cases are on paper elsewhere, so openings count, not only rows.
        """
        prefix = day.strftime("%y%m%d-")
        (most,) = self._database.row(
            "SELECT max(CAST(substr(number, 8) AS INTEGER)) FROM cases"
            " WHERE number >= ? AND number < ?",
            (prefix, prefix + "："),
        )
        (opened,) = self._database.row(
            "SELECT count(*) FROM events WHERE type = 'case_opened' AND at >= ? AND at < ?",
            (day.isoformat(), (day + timedelta(days=1)).isoformat()),
        )
        return f"{prefix}{max(most or 0, opened) + 1:02d}"


def holding(query: str) -> tuple[list[str], list[object]]:
    """Return the conditions that a case holds every part of ``query``, and their values."""
    held = [_holds(term) for term in terms(query)]
    return [condition for condition, _ in held], [v for _, values in held for v in values]


def _holds(term: Term) -> tuple[str, Sequence[object]]:
    """Return the condition that a case holds ``term`` in its words or as an amount's beginning."""
    if term.amount is None:
        return "instr(words, ?)", (term.text,)
    return "(instr(words, ?) OR instr(amounts, ?))", (term.text, term.amount)


def case_row(row: Row) -> CaseRow:
    """Return what a list shows of a stored ``row``."""
    return CaseRow(
        id=row.id,
        number=row.number,
        opened_at=row.opened_at,
        last_at=row.last_at,
        flow=row.flow,
        title=_text(row.title_zh, row.title_en),
        symptom=row.symptom,
        amount=row.amount,
        card=parse_card(row.card) if row.card else None,
        issuer=row.issuer,
        channel=row.channel,
        terminal_id=row.terminal_id,
        rrn=row.rrn,
        order_no=row.order_no,
        state=State(row.state),
        charge_again=Charge(row.charge_again),
        goods=row.goods,
        cashier=row.cashier,
        promise=row.promise,
        promise_by=row.promise_by,
        attempts=row.attempts,
        exhibits=row.exhibits,
        unfinished=bool(row.unfinished),
        step=_text(row.step_zh, row.step_en),
        walk_at=row.walk_at,
        outcome=row.outcome,
        life=Life(row.life),
        life_at=row.life_at,
        waiting_for=Party(row.waiting_for) if row.waiting_for else None,
        pending=read_pending(json.loads(row.pending)),
    )


def _unfinished(row: Row) -> UnfinishedWalk:
    return UnfinishedWalk(
        case=row.id,
        number=row.number,
        walk=row.walk or "",
        flow=row.flow,
        title=Text(row.title_zh or "", row.title_en or ""),
        node=row.node or "",
        step=Text(row.step_zh or "", row.step_en or ""),
        at=row.walk_at or "",
        symptom=row.symptom,
        amount=row.amount,
    )


def _text(zh: str | None, en: str | None) -> Text | None:
    return Text(zh, en) if zh is not None and en is not None else None
