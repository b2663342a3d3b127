"""What a walk has behind it and what may still come: ways taken, open and ruled out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from posdesk.domain.flow import Place
from posdesk.domain.walk import Step, Walk
from posdesk.domain.ways import Way, explore


@dataclass(frozen=True, slots=True)
class Taken:
    """A step behind the walk: the place, the answer given there, and where it led.

    ``count`` is how many steps by a person lie before it: ``Walk.back_to(count)`` returns there.
    ``answer`` and ``count`` are ``None`` where facts learnt elsewhere led on. ``code`` is what was
    typed at a look-up.
    """

    place: Place
    answer: str | None
    to: Place
    count: int | None
    code: str | None = None

    @property
    def way(self) -> Way | None:
        """The way taken, if an answer took it."""
        return None if self.answer is None else Way(self.place, self.answer, self.to)


@dataclass(frozen=True, slots=True)
class Prospects:
    """The flows as seen from where a walk stands; what is in neither set is ruled out."""

    at: Place
    taken: tuple[Taken, ...]
    places: frozenset[Place]
    ways: frozenset[Way]


def prospects(walk: Walk) -> Prospects:
    """Return what lies behind ``walk``, and what can follow it with what is known."""
    standings, treads = explore(walk.book, walk.at, walk.facts, walk.others)
    return Prospects(
        at=walk.at,
        taken=tuple(_behind(walk)),
        places=frozenset(place for place, _ in standings),
        ways=frozenset(tread.way for tread in treads),
    )


def _behind(walk: Walk) -> Iterator[Taken]:
    stops = [step for step in walk.steps if _stands(step)]
    nexts = (*(step.place for step in stops[1:]), walk.at)
    count = 0
    for step, to in zip(stops, nexts, strict=False):
        learnt = step.answer is None
        yield Taken(step.place, step.answer, to, None if learnt else count, step.code)
        count += not learnt


def _stands(step: Step) -> bool:
    """Return whether somebody stood at the step, rather than passing it by the facts alone."""
    return not step.automatic or step.answer is None
