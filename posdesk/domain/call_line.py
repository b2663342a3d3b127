"""Reads a call told in one line: whom, how, the ticket, by when they answer; the rest was said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from posdesk.domain.calendar import WEEKENDS_ONLY, WorkCalendar
from posdesk.domain.call_words import GENERIC, HOW, NAME, SAYS, WHO, ticket_places
from posdesk.domain.life import Party
from posdesk.domain.when_words import find_when

_BETWEEN = " \t　,，、;；:：。."
"""What stands between the parts of a line and belongs to none of them."""


class Kind(StrEnum):
    """What a part of the line tells."""

    WHO = "who"
    HOW = "how"
    NAME = "name"
    TICKET = "ticket"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Part:
    """A found part: its place in the line, with the separators that go with it, and its meaning.

    ``value`` is a ``Party``, a way of ``life.WAYS``, a name, a ticket number or ISO time; ``words``
    is what stands in the line for it.
    """

    kind: Kind
    start: int
    end: int
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """A line as it was understood; ``said`` is all of it that is in no part."""

    parts: tuple[Part, ...]
    said: str

    @property
    def who(self) -> Party | None:
        """Whom the call was with, ``None`` where the line does not say."""
        found = self.part(Kind.WHO)
        return Party(found.value) if found else None

    @property
    def how(self) -> str:
        """The way they spoke: they called us only where the line says so."""
        found = self.part(Kind.HOW)
        return found.value if found else "call"

    @property
    def name(self) -> str:
        """Who was spoken to; a bank or wallet that is named counts, for its kind is known."""
        found = self.part(Kind.WHO)
        named = [found.words] if found and _is_own_name(found) else []
        return " ".join([*named, *(p.value for p in self.parts if p.kind is Kind.NAME)])

    @property
    def ticket(self) -> str:
        """The ticket number, empty where there is none."""
        found = self.part(Kind.TICKET)
        return found.value if found else ""

    @property
    def promise_by(self) -> str | None:
        """By when they answer (ISO)."""
        found = self.part(Kind.WHEN)
        return found.value if found else None

    def part(self, kind: Kind) -> Part | None:
        """Return the part of that kind."""
        return next((p for p in self.parts if p.kind is kind), None)


def read_call_line(
    text: str,
    now: datetime,
    calendar: WorkCalendar = WEEKENDS_ONLY,
    plain: Collection[str] = (),
) -> CallLine:
    """Return what ``text`` says of a call made at ``now``.

    ``plain`` are words (of parts) that a person wants to stay as they are: nothing is read in them.
    """
    found: list[Part] = []
    for kind in (Kind.WHEN, Kind.NAME, Kind.WHO, Kind.TICKET, Kind.HOW):
        for part in _candidates(kind, text, now, calendar):
            if part.words in plain or any(_overlap(part, other) for other in found):
                continue
            if kind is Kind.HOW and not _stands_by_somebody(part, found, text):
                continue
            found.append(part)
            break
    parts = _with_separators(sorted(found, key=lambda p: p.start), text)
    return CallLine(parts, _rest(parts, text))


def _candidates(kind: Kind, text: str, now: datetime, calendar: WorkCalendar) -> Iterator[Part]:
    if kind is Kind.WHEN:
        for when in find_when(text, now, calendar):
            words = text[when.start : when.end]
            yield Part(kind, when.start, when.end, when.moment, words)
    elif kind is Kind.TICKET:
        for start, end, number in ticket_places(text):
            yield Part(kind, start, end, number, text[start:end])
    elif kind is Kind.NAME:
        for match in NAME.finditer(text):
            yield Part(kind, match.start(), match.end(), match[0], match[0])
    else:
        matches = (WHO if kind is Kind.WHO else HOW).finditer(text)
        for match in sorted(matches, key=lambda m: not _begins(m, text)):
            value = match.lastgroup or ""
            yield Part(kind, match.start(), match.end(), value, match[value])


def _begins(match: re.Match[str], text: str) -> bool:
    """Return whether a party is named first of all or behind a space: it is told."""
    return match.start() == 0 or text[match.start() - 1] in _BETWEEN


def _overlap(one: Part, other: Part) -> bool:
    return one.start < other.end and other.start < one.end


def _stands_by_somebody(how: Part, found: list[Part], text: str) -> bool:
    """Return whether the way stands at whoever was spoken to; 回电 alone is promised."""
    people = [p for p in found if p.kind in (Kind.WHO, Kind.NAME)]
    return any(
        not text[p.end : how.start].strip(_BETWEEN)
        if p.end <= how.start
        else not text[how.end : p.start].strip(_BETWEEN)
        for p in people
    )


def _is_own_name(part: Part) -> bool:
    return GENERIC.fullmatch(part.words) is None


def _with_separators(parts: list[Part], text: str) -> tuple[Part, ...]:
    """Return ``parts`` with the separators behind each, and those before the last one of all."""
    wide: list[Part] = []
    for place, part in enumerate(parts):
        end, until = part.end, parts[place + 1].start if place + 1 < len(parts) else len(text)
        if part.kind in (Kind.WHO, Kind.NAME, Kind.HOW):
            says = SAYS.match(text, end)
            end = says.end() if says and says.end() <= until else end
        while end < until and text[end] in _BETWEEN:
            end += 1
        start, since = part.start, wide[-1].end if wide else 0
        while end == len(text) and start > since and text[start - 1] in _BETWEEN:
            start -= 1
        wide.append(Part(part.kind, start, end, part.value, part.words))
    return tuple(wide)


def _rest(parts: tuple[Part, ...], text: str) -> str:
    """Return what is left between ``parts``, with a space where a part stood between spaces."""
    said, at, apart = "", 0, False
    for start, end in (*((p.start, p.end) for p in parts), (len(text), len(text))):
        piece = text[at:start]
        apart = apart or piece[:1].isspace()
        if piece.strip():
            said += f" {piece.strip()}" if said and apart else piece.strip()
            apart = False
        apart = apart or piece[-1:].isspace() or text[start:end][-1:].isspace()
        at = end
    return said
