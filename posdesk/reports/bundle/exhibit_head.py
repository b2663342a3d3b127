"""The head of every page of an exhibit: its stamp, what it is, and the way back to the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import EXHIBIT, Chapter, filled
from posdesk.reports.bundle.exhibit_words import shows
from posdesk.reports.bundle.framing import framed_runs
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.typeset.pages import Mark, Strip
from posdesk.reports.typeset.pairs import label, paired
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.style import ACCENT, BODY, CAPTION, LEFT, PART, RIGHT, SMALL, WIDTH

EXHIBITS = Text("附件", "Exhibits")
PAGE = Text("第 {page} 页，共 {pages} 页", "page {page} of {pages}")
CONTINUED = Text("（续）", " (continued)")
ABOUT = Text(
    "{shows}。文件“{name}”，{at} 收到。",
    "{shows}. File “{name}”, received {at}.",
)
ABOUT_BY = Text(
    "{shows}。文件“{name}”，{at} 由{actor}收到。",
    "{shows}. File “{name}”, received {at} by {actor}.",
)
COVERED = Text(
    "店里遮盖了 {count} 处，未遮盖的原件没有保留。",
    "The shop covered {count} places; no uncovered copy is kept.",
)
BACK = Text("返回附件表（第 {page} 页）", "Back to the list of exhibits (page {page})")
_NAME_MOST, _ABOUT_MOST = 60, 400
"""Characters; the whole name stands in the manifest, all of what the shop said in the timeline."""


def exhibit_head(
    chapter: Chapter, exhibit: NumberedExhibit, page: int, pages: int
) -> Iterable[Strip]:
    """Yield the head of ``page`` of an exhibit; the first also tells what it is and whence."""
    if page == 1 and exhibit.number == chapter.here[0].number:
        title = chapter.show(EXHIBITS)
        mark = Mark(chapter.anchor("exhibit-pages"), title, chapter.level)
        yield Strip(0.0, _nothing, with_next=True, mark=mark)
    yield _stamped(chapter, exhibit, page, pages)
    if page == 1:
        yield from _about(chapter, exhibit)


def _nothing(pen: Pen, y: float) -> None:
    """Draw nothing: the strip is there for its mark."""


def _stamped(chapter: Chapter, exhibit: NumberedExhibit, page: int, pages: int) -> Strip:
    setter, kind = chapter.setter, EXHIBIT_KINDS[exhibit.kept.kind]
    stamp = [
        setter.lines(_stamp(half, exhibit, page, pages, first=at == 0), WIDTH)[0]
        for at, half in enumerate(chapter.halves)
    ]
    wide = max(line.width for line in stamp) + 18
    high = sum(line.leading for line in stamp) + 7
    name = label(setter, kind, PART)
    if page > 1:
        name = (*name, Run(chapter.say(CONTINUED), BODY))
    title = setter.lines(name, WIDTH - wide - 16)[0]
    words = chapter.show(filled(BACK, page=chapter.page(chapter.anchor("exhibits"))))
    back = setter.line(words, CAPTION, WIDTH - wide - 16)
    anchor = chapter.anchor("exhibits")

    def draw(pen: Pen, y: float) -> None:
        pen.line(title, LEFT, y)
        pen.line(_leading_to(back, anchor), LEFT, y + title.leading)
        x = RIGHT - wide
        pen.box(x, y + 1, wide, high, line=ACCENT, thickness=1.2, radius=3)
        pen.lines(tuple(stamp), x + 9, y + 4.5)
        pen.link(anchor, x, y + 1, wide, high)

    shown = f"{chapter.show(EXHIBIT, number=exhibit.number)} {setter.show(kind)}"
    mark = Mark(exhibit.anchor, shown, chapter.level + 1) if page == 1 else None
    height = max(title.leading + back.leading, high + 2) + 4
    return Strip(height, draw, with_next=True, mark=mark)


def _stamp(
    chapter: Chapter, exhibit: NumberedExhibit, page: int, pages: int, *, first: bool
) -> tuple[Run, Run]:
    """Return the words of a stamp in one language: which exhibit, which of its pages."""
    style = (BODY if first else SMALL).in_colour(ACCENT)
    comma = "，" if chapter.setter.lang == "zh_CN" else ", "
    return (
        Run(chapter.say(EXHIBIT, number=exhibit.number), style.bold()),
        Run(comma + chapter.say(PAGE, page=page, pages=pages), style),
    )


def _leading_to(line: SetLine, anchor: str) -> SetLine:
    return replace(line, pieces=tuple(replace(piece, link=anchor) for piece in line.pieces))


def _about(chapter: Chapter, exhibit: NumberedExhibit) -> list[Strip]:
    """Return the sentence about an exhibit, and what the shop added to it, once."""
    halves = [
        (Run(_sentence(half, exhibit), SMALL), *framed_runs(half, exhibit, SMALL))
        for half in chapter.halves
    ]
    strips = paired(chapter.setter, halves)
    if exhibit.kept.about:
        about = _shortened(" ".join(exhibit.kept.about.split()), _ABOUT_MOST)
        strips += paired(chapter.setter, [(Run(about, SMALL),)])
    return [replace(strip, with_next=True) for strip in strips]


def _bounded(words: Text) -> Text:
    return Text(_shortened(words.zh_CN, _ABOUT_MOST), _shortened(words.en, _ABOUT_MOST))


def _shortened(words: str, most: int) -> str:
    """Return ``words`` with … where they are longer than ``most`` characters; the end stays."""
    return words if len(words) <= most else f"{words[: most - 9]}…{words[-8:]}"


def _sentence(chapter: Chapter, exhibit: NumberedExhibit) -> str:
    kept, gap = exhibit.kept, " " if chapter.setter.lang == "en" else ""
    actor = _shortened(chapter.actor(kept.actor), _NAME_MOST)
    words = chapter.say(
        ABOUT_BY if actor else ABOUT,
        shows=_bounded(shows(chapter.case, kept)),
        name=_shortened(kept.name, _NAME_MOST),
        at=date_and_time(kept.at),
        actor=actor,
    )
    if kept.boxes:
        words += gap + chapter.say(COVERED, count=len(kept.boxes))
    return words
