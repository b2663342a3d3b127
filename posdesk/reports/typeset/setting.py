"""Sets runs of text into lines: measured, broken, spaced, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from posdesk.domain.text import Lang, Text
from posdesk.reports.typeset.fonts import Typeface
from posdesk.reports.typeset.linebreak import OBJECT, OPENING, Line, break_lines
from posdesk.reports.typeset.spacing import Spaced, space_out
from posdesk.reports.typeset.style import TAG, Style

TAG_PADDING = 4.0
TAG_MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; ``link`` names the anchor it leads to; a ``tag`` is boxed and unbroken."""

    text: str
    style: Style
    link: str = ""
    tag: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is drawn in one go, ``x`` points from the line's beginning."""

    x: float
    width: float
    text: str
    style: Style
    link: str = ""
    tag: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of pieces with its width and its height."""

    pieces: tuple[Piece, ...]
    width: float
    leading: float


@dataclass(frozen=True, slots=True)
class Setter:
    """The typesetter of one document: its typeface and its language."""

    face: Typeface
    lang: Lang

    def say(self, words: Text) -> str:
        """Return the half of ``words`` for this document."""
        return words.in_(self.lang)

    def width(self, text: str, style: Style) -> float:
        """Return how wide ``text`` is on one line."""
        return self.lines((Run(text, style),), 1e9)[0].width

    def line(self, text: str, style: Style, width: float) -> SetLine:
        """Return ``text`` on one line, its end cut off with … where it is wider than ``width``."""
        whole = self.lines((Run(text.replace("\n", " ")[:400], style),), 1e9)[0]
        if whole.width <= width:
            return whole
        room = width - self.face.width(style.face, "…", style.size)
        head = self.lines((Run(text.replace("\n", " ")[:400], style),), room)[0]
        kept = "".join(piece.text for piece in head.pieces)
        return self.lines((Run(kept + "…", style),), 1e9)[0]

    def lines(self, runs: Iterable[Run], width: float) -> tuple[SetLine, ...]:
        """Return ``runs`` set into lines of at most ``width`` points; line ends in them hold."""
        return tuple(
            line
            for paragraph in _paragraphs(self._printable(runs))
            for line in self._paragraph(paragraph, width)
        )

    def _printable(self, runs: Iterable[Run]) -> list[Run]:
        return [
            Run(self.face.printable(r.text).replace(OBJECT, "〓"), r.style, r.link, r.tag)
            for r in runs
        ]

    def _paragraph(self, runs: Sequence[Run], width: float) -> list[SetLine]:
        text = "".join(OBJECT if run.tag else run.text for run in runs)
        owners = [run for run in runs for _ in (OBJECT if run.tag else run.text)]
        natural = [
            self.tag_width(r.text) + 2 * TAG_MARGIN
            if r.tag
            else self.face.advance(r.style.face, c, r.style.size)
            for c, r in zip(text, owners, strict=True)
        ]
        sizes = [1e6 if r.tag else r.style.size for r in owners]
        spaced = space_out(text, natural, sizes)
        leading = max((run.style.leading for run in runs), default=0.0)
        stream = _Stream(text, owners, natural, spaced)
        broken = break_lines(text, spaced.advances, width, spaced.hang)
        return [_set(stream, line, leading) for line in broken]

    def tag_width(self, text: str) -> float:
        """Return how wide the box of a tag is."""
        return self.face.width(TAG.face, text, TAG.size) + 2 * TAG_PADDING


def _paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Return ``runs`` parted at the line ends in them; every part keeps a style."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        for at, words in enumerate(run.text.split("\n")):
            if at:
                parts.append([])
            parts[-1].append(Run(words, run.style, run.link, run.tag))
    return parts


@dataclass(frozen=True, slots=True)
class _Stream:
    """A paragraph as characters: which run each is of, its natural width, and its spacing."""

    text: str
    owners: Sequence[Run]
    natural: Sequence[float]
    spaced: Spaced


def _set(stream: _Stream, line: Line, leading: float) -> SetLine:
    """Return one line as pieces: a new one wherever the run changes or a glyph is moved."""
    pieces: list[Piece] = []
    # The blank half of an opening mark is left out where it begins a line.
    x = -_blank_half(stream, line.start) if line.end > line.start else 0.0
    for at in range(line.start, line.end):
        run, width = stream.owners[at], stream.natural[at]
        drawn = x - stream.spaced.shifts[at]
        last = pieces[-1] if pieces else None
        if run.tag:
            box = width - 2 * TAG_MARGIN
            pieces.append(Piece(drawn + TAG_MARGIN, box, run.text, run.style, run.link, True))
        elif (
            last is not None
            and run is stream.owners[at - 1]
            and abs(last.x + last.width - drawn) < 1e-6
        ):
            words = last.text + stream.text[at]
            pieces[-1] = Piece(last.x, last.width + width, words, run.style, run.link)
        else:
            pieces.append(Piece(drawn, width, stream.text[at], run.style, run.link))
        x += stream.spaced.advances[at]
    return SetLine(tuple(pieces), x, leading)


def _blank_half(stream: _Stream, at: int) -> float:
    full = stream.text[at] in OPENING and stream.spaced.advances[at] == stream.owners[at].style.size
    return stream.owners[at].style.size / 2 if full else 0.0
