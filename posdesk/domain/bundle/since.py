"""What is new in a case since a bundle about it went out, so that nobody need compare two PDFs."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.case import Case, Sent
from posdesk.domain.event import (
    Answered,
    BundleForgotten,
    BundleSent,
    ExhibitAttached,
    FactLearnt,
    Recorded,
    SteppedBack,
)
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.facts import NOTHING_KNOWN, Facts
from posdesk.domain.fold import fold
from posdesk.domain.timeline import sentence

_OF_BUNDLES = (BundleSent, BundleForgotten)
_TOLD_OTHERWISE = (Answered, SteppedBack, ExhibitAttached)
"""Steps, and exhibits that are listed by themselves: not lines of their own in what is new."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """The facts of one attempt as the earlier bundle told them, and as they are now."""

    attempt: int
    before: Facts
    now: Facts


@dataclass(frozen=True, slots=True)
class Changes:
    """What a case holds now that the bundle ``sent`` did not tell.

    ``events`` are all that came later but the sending of bundles, ``exhibits`` the new ones,
    ``altered`` those whose kept bytes, covers or frames are others now.
    """

    sent: Sent
    events: tuple[Recorded, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    altered: tuple[Exhibit, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the earlier bundle told all there is to tell."""
        return not self.told and not (self.exhibits or self.altered or self.facts)

    @property
    def told(self) -> tuple[Recorded, ...]:
        """The new events that are worth a line: no steps, and no exhibits, which have a list."""
        return tuple(
            r
            for r in self.events
            if not isinstance(r.event, _TOLD_OTHERWISE)
            and not (isinstance(r.event, FactLearnt) and not r.event.ticket and self.facts)
            and sentence(r.event) is not None
        )


def last_changes(case: Case) -> Changes | None:
    """Return what is new since the bundle that went out last, ``None`` where none has."""
    return changes_since(case, case.sent[-1]) if case.sent else None


def changes_since(case: Case, sent: Sent) -> Changes:
    """Return what is new in ``case`` since ``sent``, a bundle that went out about it."""
    known = _known(case, sent)
    before = fold(case.id, case.history[:known])
    earlier = {exhibit.id: exhibit for exhibit in before.exhibits}
    return Changes(
        sent,
        tuple(r for r in case.history[known:] if not isinstance(r.event, _OF_BUNDLES)),
        tuple(e for e in case.exhibits if e.id not in earlier),
        tuple(e for e in case.exhibits if e.id in earlier and _shown(e) != _shown(earlier[e.id])),
        tuple(_facts(before, case)),
    )


def _known(case: Case, sent: Sent) -> int:
    """Return how many events the bundle knew; an erasure since may have left fewer than it says."""
    at = next((n for n, r in enumerate(case.history) if r.event == sent.event), len(case.history))
    return min(sent.event.upto, at)


def _shown(exhibit: Exhibit) -> tuple[object, ...]:
    return (exhibit.sha256, exhibit.boxes, exhibit.marks)


def _facts(before: Case, case: Case) -> list[FactChange]:
    stood = {attempt.number: attempt.facts for attempt in before.attempts}
    return [
        FactChange(a.number, stood.get(a.number, NOTHING_KNOWN), a.facts)
        for a in case.attempts
        if a.facts != stood.get(a.number, NOTHING_KNOWN)
    ]
