"""Lines of text as pieces that are drawn in one go, each character at its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from posdesk.reports.typeset.linebreak import OPENING, Line
from posdesk.reports.typeset.spacing import Spaced
from posdesk.reports.typeset.style import TAG, Style

TAG_PADDING = 4.0
TAG_MARGIN = 1.5
_X_HEIGHT = 0.64
"""Of the type size: puts Chinese glyphs, which reach below the base, in the middle of a line."""

_NEAR = 1e-3


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; ``link`` names the anchor it leads to.

    A ``tag`` is boxed; what is ``kept`` stands on one line where a line can hold it.
    """

    text: str
    style: Style
    link: str = ""
    tag: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is drawn in one go, ``x`` points from the line's beginning.

    ``offsets`` are set where its characters stand closer than they are wide: one for each.
    """

    x: float
    width: float
    text: str
    style: Style
    link: str = ""
    tag: bool = False
    offsets: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of pieces with its width and its height."""

    pieces: tuple[Piece, ...]
    width: float
    leading: float
    base: float = field(init=False)
    """How far below the line's top its glyphs stand."""

    def __post_init__(self) -> None:
        size = max((p.style.size for p in self.pieces if not p.tag), default=TAG.size)
        object.__setattr__(self, "base", (self.leading + size * _X_HEIGHT) / 2)


@dataclass(frozen=True, slots=True)
class Stream:
    """A paragraph as characters: which run each is of, its natural width, and its spacing."""

    text: str
    owners: Sequence[Run]
    natural: Sequence[float]
    spaced: Spaced


def set_line(stream: Stream, line: Line, leading: float) -> SetLine:
    """Return one line as pieces."""
    moved = stream.spaced.moved
    if bisect_left(moved, line.start) == bisect_left(moved, line.end):
        return _flowing(stream, line, leading)
    drawn: list[float] = []
    # The blank half of an opening mark is left out where it begins a line.
    x = -_blank_half(stream, line.start) if line.end > line.start else 0.0
    for at in range(line.start, line.end):
        drawn.append(x - stream.spaced.shifts[at])
        x += stream.spaced.advances[at]
    return SetLine(tuple(_pieces(stream, line.start, drawn)), x, leading)


def _flowing(stream: Stream, line: Line, leading: float) -> SetLine:
    """Return a line in which every glyph stands as the typeface has it: a piece for each run."""
    x, pieces, at = 0.0, list[Piece](), line.start
    if line.end > line.start:
        x = -_blank_half(stream, line.start)
        run = stream.owners[line.start]
        if run is stream.owners[-1] and run is stream.owners[0] and not run.tag:
            width = sum(stream.natural[line.start : line.end])
            piece = Piece(x, width, stream.text[line.start : line.end], run.style, run.link)
            return SetLine((piece,), x + width, leading)
    for _, of_run in groupby(stream.owners[line.start : line.end], key=id):
        owners = list(of_run)
        run, until = owners[0], at + len(owners)
        width = sum(stream.natural[at:until])
        if run.tag:
            pieces.append(_tag(run, x, width))
        else:
            pieces.append(Piece(x, width, stream.text[at:until], run.style, run.link))
        x, at = x + width, until
    return SetLine(tuple(pieces), x, leading)


def _blank_half(stream: Stream, at: int) -> float:
    full = stream.text[at] in OPENING and stream.spaced.advances[at] == stream.owners[at].style.size
    return stream.owners[at].style.size / 2 if full else 0.0


def _pieces(stream: Stream, start: int, drawn: Sequence[float]) -> Iterable[Piece]:
    """Yield the stretches of a line: those that flow, and those set closer than they are wide.

    ``drawn`` is where each character from ``start`` on stands. Readers of PDF take glyphs whose
    boxes overlap for separate words; each stretch of such glyphs is therefore kept by itself, and
    tells its text in one.
    """
    count = len(drawn)
    owners = stream.owners[start : start + count]
    ends = [
        x + width for x, width in zip(drawn, stream.natural[start : start + count], strict=True)
    ]
    over = [False, *(drawn[at] < ends[at - 1] - _NEAR for at in range(1, count)), False]
    close = [over[at] or over[at + 1] for at in range(count)]
    begun = 0
    for at in range(1, count + 1):
        if at < count:
            run = owners[at]
            goes_on = owners[at - 1] is run and not run.tag and drawn[at] - ends[at - 1] < _NEAR
            if goes_on and (over[at] or not (close[at - 1] or close[at])):
                continue
        first = owners[begun]
        if first.tag:
            yield _tag(first, drawn[begun], ends[begun] - drawn[begun])
        else:
            text = stream.text[start + begun : start + at]
            x, tight = drawn[begun], any(over[begun + 1 : at])
            offsets = tuple(place - x for place in drawn[begun:at]) if tight else ()
            yield Piece(x, ends[at - 1] - x, text, first.style, first.link, offsets=offsets)
        begun = at


def _tag(run: Run, x: float, width: float) -> Piece:
    box = width - 2 * TAG_MARGIN
    return Piece(x + TAG_MARGIN, box, run.text, run.style, run.link, tag=True)
