"""The answers that lead far away, listed under their box, each with the number to go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from posdesk.domain.text import Text
from posdesk.reports.chart.steps import Link
from posdesk.reports.chart.told import OR, UNSURE
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, Style

THEN = Text("然后", "Then")
GO_TO = "→"
PAD = 2.4


@dataclass(frozen=True, slots=True)
class Hang:
    """One answer in the list: its lines and, at the end of the last one, where it leads."""

    lines: tuple[SetLine, ...]
    to: SetLine
    same_line: bool
    taken: bool

    @property
    def height(self) -> float:
        """How high the answer is."""
        return sum(line.leading for line in self.lines) + (
            0.0 if self.same_line else self.to.leading
        )


@dataclass(frozen=True, slots=True)
class Flap:
    """What hangs under a box; ``height`` is 0 where nothing does."""

    hangs: tuple[Hang, ...]
    width: float

    @property
    def height(self) -> float:
        """How high the list is, with the space around it."""
        return sum(hang.height for hang in self.hangs) + 2 * PAD if self.hangs else 0.0


def flap_of(
    setter: Setter, style: Style, jumps: Iterable[Link], numbers: Mapping[str, int], width: float
) -> Flap:
    """Return the list of ``jumps`` for a box; what is said alike stands there once."""
    groups: dict[str, list[Link]] = {}
    for said, links in _rows(setter, jumps):
        groups.setdefault(said, []).extend(links)
    hangs = tuple(
        _hang(setter, style, said, sorted({numbers[k.target] for k in links}), width, links)
        for said, links in groups.items()
    )
    return Flap(hangs, width)


def _rows(setter: Setter, jumps: Iterable[Link]) -> Iterator[tuple[str, list[Link]]]:
    """Yield what is said and where it leads.

    A return that depends on what is known is one row with several numbers: which of them it is
    the record tells.
    """
    rows: list[tuple[set[str], list[Link]]] = []
    for link in jumps:
        if link.main or not link.answers:
            yield link.said or setter.say(THEN), [link]
            continue
        answers, links = set(link.answers), [link]
        for row in [row for row in rows if row[0] & answers]:
            rows.remove(row)
            answers, links = answers | row[0], [*row[1], *links]
        rows.append((answers, links))
    for _, links in rows:
        words = {key: said for link in links for key, said in link.answers.items()}
        sure = [said for said in words.values() if said != UNSURE]
        told = [*sure, *([UNSURE] if len(sure) < len(words) else [])] if sure else []
        yield setter.say(OR).join(told) or links[0].said, links


def _hang(
    setter: Setter, style: Style, said: str, to: list[int], width: float, links: list[Link]
) -> Hang:
    words = f"{GO_TO} {'/'.join(map(str, to))}"
    number = setter.lines((Run(words, style.bold().in_colour(ACCENT)),), 1e9)[0]
    room = width - 2 * PAD
    lines = setter.lines((Run(said, style),), room)
    fits = lines[-1].width + number.width + 3.0 <= room
    return Hang(lines, number, fits, any(link.taken for link in links))
