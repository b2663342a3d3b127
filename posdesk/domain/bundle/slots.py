"""The pieces of evidence that a kind of request needs: each there, missing, or not applicable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.bundle.slot_rules import RULES, needed, words_of
from posdesk.domain.bundle.slot_state import THERE, SlotState
from posdesk.domain.case import Case
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.text import Text

__all__ = ["Slot", "SlotState", "slots_for"]

_FILLED_BY = {
    "slip": "slip",
    "terminal": "terminal",
    "refund": "refund",
    "statement": "statement",
    "app": "customer",
    "sms": "customer",
    "note": "written",
    "goods": "goods",
    "mail": "mail",
}
_OF_A_PAYOUT = frozenset({"terminal", "app", "sms"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of evidence that is asked for.

    ``name`` is stable (for scripts); ``why`` says in a sentence why it does not apply, or how to
    get it while it is missing; ``exhibits`` are the ids of those that fill it. A slot that is not
    ``required`` helps but nobody asks for it.
    """

    name: str
    words: Text
    state: SlotState
    why: Text | None = None
    exhibits: tuple[str, ...] = ()
    required: bool = True


def slots_for(case: Case, kind: RequestKind | None = None) -> tuple[Slot, ...]:
    """Return the evidence for a request of ``kind`` (``None``: the case decides), in order.

    Every exhibit of ``case`` fills one slot; a slot nobody asks for stands only where it is filled.
    """
    return tuple(_slots(case, kind or kind_of(case)))


def _slots(case: Case, kind: RequestKind) -> Iterator[Slot]:
    asked = needed(case, kind)
    for name, rule in RULES.items():
        held = tuple(e.id for e in case.exhibits if slot_of(e, kind) == name)
        if not held and name not in asked:
            continue
        found = rule(case, kind)
        state, why = (THERE.state, None) if held else (found.state, found.why)
        yield Slot(name, words_of(case, name), state, why, held, found.required)


def slot_of(exhibit: Exhibit, kind: RequestKind) -> str:
    """Return the name of the slot that ``exhibit`` fills."""
    if kind is RequestKind.PAYOUT and exhibit.kind in _OF_A_PAYOUT:
        return "notice"
    return _FILLED_BY.get(exhibit.kind, "other")
