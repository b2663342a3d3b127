"""The lines of a case's timeline: what each event says, its sign, who did it, what stood before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from posdesk.domain.case import Case
from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    BundleForgotten,
    BundleSent,
    CallLogged,
    CaseOpened,
    CasesLinked,
    DetailsCorrected,
    Event,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
    FactLearnt,
    GoodsMarked,
    HandedOver,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    SlipRecorded,
    StateChanged,
    StepDone,
    SteppedBack,
    StepPlanned,
    WrittenOff,
)
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS, Bank, Terminal
from posdesk.domain.life import Life
from posdesk.domain.people import actor_words
from posdesk.domain.text import Text
from posdesk.domain.timeline import sentence, shown_value
from posdesk.i18n import Translator
from posdesk.ui.parts.words import tight

_ICONS: Final[dict[type[Event], str]] = {
    CaseOpened: "person",
    SlipRecorded: "receipt",
    FactLearnt: "bank",
    AttemptAdded: "terminal",
    OtherTenderTaken: "paid",
    Answered: "question",
    SteppedBack: "back",
    GoodsMarked: "lock",
    Promised: "calendar",
    ExhibitAttached: "image",
    ExhibitCovered: "image",
    ExhibitDescribed: "image",
    ExhibitMarked: "image",
    BundleSent: "export",
    BundleForgotten: "export",
    CallLogged: "phone",
    StepDone: "check",
    StepPlanned: "calendar",
    CasesLinked: "cases",
    PayoutTracked: "statements",
    WrittenOff: "stop",
    HandedOver: "person",
}
_LIVES: Final = {"open": "return", "waiting": "wait", "settled": "check", "closed": "check"}
_HEADLINES: Final = (CallLogged, StateChanged, Promised, StepDone, WrittenOff, OtherTenderTaken)


@dataclass(frozen=True, slots=True)
class Told:
    """One line: ``at`` is ISO time, ``detail`` stands below ``title``, ``old`` is struck out."""

    at: str
    icon: str
    title: str
    detail: str = ""
    old: str = ""
    who: str = ""
    strong: bool = False


def told(case: Case, tr: Translator, names: Mapping[str, str]) -> tuple[Told, ...]:
    """Return the lines of ``case`` in order; ``names`` are the people's by their ids."""
    lines: list[Told] = []
    before: dict[tuple[int, str], str] = {}
    for recorded in case.history:
        event = recorded.event
        said = sentence(event)
        if said is None:
            continue
        title, detail = _parted(event, tr, tight(tr.text(said)))
        stood = _stood(event, before, tr)
        lines.append(
            Told(
                at=recorded.at,
                icon=_icon(event),
                title=title,
                detail=detail,
                old=tr("before: {what}", what=stood) if stood else "",
                who=_who(recorded.actor, names, tr),
                strong=isinstance(event, _HEADLINES),
            )
        )
    return tuple(lines)


def _who(actor: str, names: Mapping[str, str], tr: Translator) -> str:
    who = actor_words(actor, names)
    return "" if who.en == actor and actor not in names else tr.text(who)


def _icon(event: Event) -> str:
    if isinstance(event, StateChanged):
        return _LIVES[Life(event.to)]
    if isinstance(event, CallLogged) and event.how not in ("call", "call_in"):
        return "message"
    return _ICONS.get(type(event), "message")


def _parted(event: Event, tr: Translator, said: str) -> tuple[str, str]:
    """Return the headline of a sentence and the rest of it; most are one line."""
    if isinstance(event, Answered):
        told = tr.text(event.question).replace("\n", "")
        return told, said.removeprefix(told).strip(" 　")
    if isinstance(event, CallLogged):
        head, _, rest = said.partition("，" if tr.lang == "zh_CN" else ", ")
        return head, rest
    if isinstance(event, StateChanged) and event.why:
        return said.removesuffix(event.why).rstrip("： :"), event.why
    return said, ""


def _stood(event: Event, before: dict[tuple[int, str], str], tr: Translator) -> str:
    """Return what a correction replaces, and remember what ``event`` says."""
    replaced = []
    corrects = bool(getattr(event, "why", "")) and isinstance(
        event, SlipRecorded | FactLearnt | DetailsCorrected
    )
    for key, value in _said(event, tr):
        if corrects and before.get(key, value) != value:
            replaced.append(before[key])
        before[key] = value
    return tr(", ").join(replaced)


def _said(event: Event, tr: Translator) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield what can be corrected, each with what it is said of."""
    if isinstance(event, SlipRecorded):
        for name, value in event.values.items():
            yield (event.attempt, name), tight(shown_value(name, value))
    elif isinstance(event, CaseOpened | DetailsCorrected):
        for name in ("symptom", "cashier"):
            if value := getattr(event, name):
                yield (0, name), value
    elif isinstance(event, FactLearnt | Answered):
        facts: tuple[tuple[str, Text | None], ...] = (
            ("terminal", TERMINAL_WORDS[Terminal(event.terminal)] if event.terminal else None),
            ("bank", BANK_WORDS[Bank(event.bank)] if event.bank else None),
        )
        for name, words in facts:
            if words is not None:
                yield (event.attempt, name), tr.text(words)
