"""Sets runs of text into lines: measured, broken, spaced, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from posdesk.domain.text import Lang, Text
from posdesk.reports.typeset.fonts import REPLACEMENT, Typeface
from posdesk.reports.typeset.linebreak import OBJECT, break_lines, is_space
from posdesk.reports.typeset.pieces import (
    TAG_MARGIN,
    TAG_PADDING,
    Piece,
    Run,
    SetLine,
    Stream,
    set_line,
)
from posdesk.reports.typeset.spacing import flows, space_out
from posdesk.reports.typeset.style import TAG, Style


@dataclass(frozen=True, slots=True)
class Setter:
    """The typesetter of one document: its typeface and its language.

    ``both``: English stands beside the Chinese, which is ``lang`` then.
    """

    face: Typeface
    lang: Lang
    both: bool = False
    _known: dict[tuple[tuple[Run, ...], float], tuple[SetLine, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Lines already set: what does not change from pass to pass is set once."""

    def say(self, words: Text) -> str:
        """Return the half of ``words`` for this document; of both, the Chinese."""
        return words.in_(self.lang)

    @property
    def halves(self) -> tuple[Setter, ...]:
        """This setter, or where both languages stand side by side one for each."""
        if not self.both:
            return (self,)
        return (replace(self, both=False), replace(self, both=False, lang="en"))

    def show(self, words: Text) -> str:
        """Return ``words`` on one line; in both languages what ends both halves appears once."""
        if not self.both or words.zh_CN == words.en:
            return self.say(words)
        tail = common_end(words)
        if not tail:
            return f"{words.zh_CN}  {words.en}"
        chinese, english = words.zh_CN[: -len(tail)], words.en[: -len(tail)]
        return f"{chinese.rstrip(' ：，:,')} {english}{tail}"

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
        key = (tuple(runs), width)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(
                line
                for paragraph in _paragraphs(self._printable(key[0]))
                for line in self._paragraph(paragraph, width)
            )
        return known

    def _printable(self, runs: Iterable[Run]) -> list[Run]:
        return [self._printable_run(run) for run in runs]

    def _printable_run(self, run: Run) -> Run:
        text = self.face.printable(run.text).replace(OBJECT, REPLACEMENT)
        return run if text == run.text else replace(run, text=text)

    def _paragraph(self, runs: Sequence[Run], width: float) -> list[SetLine]:
        if len(runs) == 1 and not runs[0].tag and not runs[0].kept:
            return self._plain(runs[0], width)
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
        stream = Stream(text, owners, natural, spaced)
        kept = frozenset(
            at for at in range(1, len(owners)) if owners[at].kept and owners[at] is owners[at - 1]
        )
        broken = break_lines(text, spaced.advances, width, spaced.hang, kept)
        return [set_line(stream, line, leading) for line in broken]

    def _plain(self, run: Run, width: float) -> list[SetLine]:
        """Return the lines of a paragraph of one run."""
        text, style = run.text, run.style
        natural = self.face.advances(style.face, text, style.size)
        whole = sum(natural)
        if (
            text
            and whole <= width
            and flows(text)
            and not (is_space(text[0]) or is_space(text[-1]))
        ):
            # Most cells of a table are one short word, and nothing of it has to be moved.
            piece = Piece(0.0, whole, text, style, run.link)
            return [SetLine((piece,), whole, style.leading)]
        spaced = space_out(text, natural, [style.size] * len(text))
        stream = Stream(text, [run] * len(text), natural, spaced)
        broken = break_lines(text, spaced.advances, width, spaced.hang)
        return [set_line(stream, line, style.leading) for line in broken]

    def tag_width(self, text: str) -> float:
        """Return how wide the box of a tag is."""
        return self.face.width(TAG.face, text, TAG.size) + 2 * TAG_PADDING


def common_end(words: Text) -> str:
    """Return what ends both halves of ``words``: what a person typed, a number, a name."""
    left, right = words.zh_CN, words.en
    same = sum(
        1
        for _ in takewhile(
            lambda pair: pair[0] == pair[1], zip(left[::-1], right[::-1], strict=False)
        )
    )
    while same and _inside_word(left, -same) | _inside_word(right, -same):
        same -= 1
    return left[len(left) - same :]


def _inside_word(text: str, at: int) -> bool:
    return len(text) > -at and text[at].isascii() and f"{text[at - 1]}{text[at]}".isalnum()


def _paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Return ``runs`` parted at the line ends in them; every part keeps a style."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if "\n" not in run.text:
            parts[-1].append(run)
            continue
        for at, words in enumerate(run.text.split("\n")):
            if at:
                parts.append([])
            parts[-1].append(replace(run, text=words))
    return parts
