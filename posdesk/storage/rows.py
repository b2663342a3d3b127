"""What lists and searches show of a case: one row, told by the case alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from posdesk.domain.case import Case
from posdesk.domain.event import (
    CallLogged,
    CasesLinked,
    Event,
    ExhibitAttached,
    FactLearnt,
    NoteAdded,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    StateChanged,
    StepDone,
    StepPlanned,
    WrittenOff,
)
from posdesk.domain.followup import write_pending
from posdesk.domain.money import plain_amount
from posdesk.domain.money_state import STATE_WORDS, State
from posdesk.domain.pending import pending
from posdesk.domain.text import Text
from posdesk.domain.transaction import Slip
from posdesk.storage.initials import initials_of
from posdesk.storage.words import normal

_NOTHING = Slip()


class Row(NamedTuple):
    """A row of the table ``cases``; the fields are its columns, but for its place."""

    id: str
    number: str
    opened_at: str
    last_at: str
    flow: str
    title_zh: str | None
    title_en: str | None
    symptom: str
    amount: int | None
    card: str | None
    issuer: str | None
    channel: str | None
    terminal_id: str | None
    rrn: str | None
    order_no: str | None
    state: str
    charge_again: str
    goods: str | None
    cashier: str
    promise: str | None
    promise_by: str | None
    attempts: int
    exhibits: int
    unfinished: int
    walk: str | None
    node: str | None
    step_zh: str | None
    step_en: str | None
    walk_at: str | None
    outcome: str | None
    life: str
    life_at: str
    waiting_for: str | None
    pending: str
    amounts: str
    words: str
    initials: str
    head: bytes


SEARCHED = ("life", "amounts", "words", "initials")
"""The columns that a search goes by."""


def row_of(case: Case) -> Row:
    """Return the row of ``case``, which has at least one event."""
    slip, walk, verdict = _slip(case), case.walk, case.verdict
    words = _words(case, case.money)
    title, step = (walk.title, walk.question) if walk else (None, None)
    return Row(
        id=case.id,
        number=case.number,
        opened_at=case.opened_at,
        last_at=case.last.at,
        flow=case.flow,
        title_zh=title.zh_CN if title else None,
        title_en=title.en if title else None,
        symptom=case.symptom,
        amount=slip.amount,
        card=str(slip.card) if slip.card else None,
        issuer=slip.issuer,
        channel=slip.channel,
        terminal_id=slip.terminal_id,
        rrn=slip.rrn,
        order_no=slip.order_no,
        state=case.money,
        charge_again=verdict.charge_again,
        goods=case.goods,
        cashier=case.cashier,
        promise=case.promise.what if case.promise else None,
        promise_by=case.promise.by if case.promise else None,
        attempts=len(case.attempts),
        exhibits=len(case.exhibits),
        unfinished=int(walk is not None and walk.outcome is None),
        walk=walk.id if walk else None,
        node=walk.at if walk else None,
        step_zh=step.zh_CN if step else None,
        step_en=step.en if step else None,
        walk_at=_walk_at(case),
        outcome=case.outcome or None,
        life=case.life,
        life_at=case.life_at,
        waiting_for=case.waiting_for,
        pending=_pending(case),
        amounts="".join(f"¥{plain_amount(a)}" for a in _amounts(case)),
        words=words,
        initials=initials_of(words),
        head=bytes.fromhex(case.last.hash),
    )


def _pending(case: Case) -> str:
    """Return what is still to be done, as JSON; dates are counted when somebody asks."""
    return json.dumps(write_pending(pending(case)), ensure_ascii=False, separators=(",", ":"))


def _slip(case: Case) -> Slip:
    """Return the slip of the last attempt of which anything is known."""
    return next((a.slip for a in reversed(case.attempts) if a.slip != _NOTHING), _NOTHING)


def _amounts(case: Case) -> list[int]:
    return [a.slip.amount for a in case.attempts if a.slip.amount is not None]


def _walk_at(case: Case) -> str | None:
    """Return when the last walk was begun or went on last."""
    if case.walk is None:
        return None
    of = case.walk.id
    return next(r.at for r in reversed(case.history) if getattr(r.event, "walk", None) == of)


def _words(case: Case, state: State) -> str:
    """Return all that a search may ask for, amounts aside, one thing a line."""
    said = [case.number, case.symptom, case.cashier, case.till, *_both(STATE_WORDS[state])]
    for attempt in case.attempts:
        said += (str(v) for n, v in attempt.slip.values().items() if n != "amount")
    for walk in case.walks:
        said += (*_both(walk.title), *(_both(walk.question) if walk.outcome else ()))
    for recorded in case.history:
        tell = _TOLD.get(type(recorded.event))
        if tell is not None:
            said += tell(recorded.event)
    return "\n".join([normal(one) for one in said if one])


_TOLD: dict[type[Event], Callable[[Any], tuple[str, ...]]] = {
    NoteAdded: lambda event: (event.text,),
    FactLearnt: lambda event: (event.ticket,),
    OtherTenderTaken: lambda event: (event.means, event.note),
    Promised: lambda event: (event.what,),
    CallLogged: lambda event: (event.ticket, event.name, event.said),
    CasesLinked: lambda event: (event.number,),
    StepDone: lambda event: (event.came,),
    StepPlanned: lambda event: _both(event.what),
    PayoutTracked: lambda event: (event.cause or "", event.document or ""),
    WrittenOff: lambda event: (event.why,),
    StateChanged: lambda event: (event.why,),
    ExhibitAttached: lambda event: (event.name,),
}
"""What a search may ask for of events that the case itself does not keep in words."""


def _both(text: Text) -> tuple[str, str]:
    return text.zh_CN, text.en
