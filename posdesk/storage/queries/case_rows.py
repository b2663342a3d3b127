"""What lists show of a case, and how it is made of a stored row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from posdesk.domain.card import MaskedCard
from posdesk.domain.errors import DataDamaged
from posdesk.domain.followup import Pending, read_pending
from posdesk.domain.life import Life, Party
from posdesk.domain.money_state import Charge, State
from posdesk.domain.text import N_, Text
from posdesk.storage.rows import Row

_LEFT_OUT = {name: f"'' AS {name}" for name in ("words", "amounts", "initials")}

CASES = f"SELECT {', '.join(_LEFT_OUT.get(name, name) for name in Row._fields)} FROM cases"
"""What a row of a list is made of, by ``case_row``, without what only a search reads."""

_BAD_ROW = N_(
    "What the lists hold of the case {number} is damaged; the journal was left as it is;"
    " restore the latest backup."
)


class CaseRow(NamedTuple):
    """A case as lists show it; ``amount`` is in fen, times are ISO text.

    A named tuple, since a frozen dataclass of so many fields takes three times as long to make.

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


def case_row(row: Row) -> CaseRow:
    """Return what a list shows of a stored ``row``; raises ``DataDamaged``."""
    try:
        return CaseRow(
            id=row.id,
            number=row.number,
            opened_at=row.opened_at,
            last_at=row.last_at,
            flow=row.flow,
            title=_text(row.title_zh, row.title_en),
            symptom=row.symptom,
            amount=row.amount,
            card=_card(row.card) if row.card else None,
            issuer=row.issuer,
            channel=row.channel,
            terminal_id=row.terminal_id,
            rrn=row.rrn,
            order_no=row.order_no,
            state=_STATES[row.state],
            charge_again=_CHARGES[row.charge_again],
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
            life=_LIVES[row.life],
            life_at=row.life_at,
            waiting_for=Party(row.waiting_for) if row.waiting_for else None,
            pending=_pending(row.pending),
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise DataDamaged(_BAD_ROW, number=row.number) from error


def unfinished_walk(row: Row) -> UnfinishedWalk:
    """Return the walk that a stored ``row`` tells of."""
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


# A page has 256 rows and many alike: what is said the same is made once.
_STATES = {state.value: state for state in State}
_CHARGES = {charge.value: charge for charge in Charge}
_LIVES = {life.value: life for life in Life}


def _card(stored: str) -> MaskedCard:
    """Return the card that was stored as ``str`` of it."""
    return MaskedCard(stored[:6], stored[-4:])


@lru_cache(maxsize=2048)
def _text(zh: str | None, en: str | None) -> Text | None:
    return Text(zh, en) if zh is not None and en is not None else None


@lru_cache(maxsize=2048)
def _pending(told: str) -> tuple[Pending, ...]:
    return read_pending(json.loads(told))
