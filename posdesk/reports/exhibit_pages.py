"""The exhibits, each on pages of its own: what it is, when it came, and the thing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.chapter import EXHIBIT, Chapter
from posdesk.reports.insert import open_insert, page_as_jpeg
from posdesk.reports.letter import EXHIBIT_SHOWS
from posdesk.reports.picture import Picture, as_jpeg, open_picture
from posdesk.reports.typeset.blocks import one_line
from posdesk.reports.typeset.pages import Mark, Part, Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import (
    BODY,
    BOTTOM,
    FRAME,
    HAIRLINE,
    LEFT,
    PART,
    RIGHT,
    SMALL,
    TOP,
    WIDTH,
)

STAMP = Text(
    "附件 {number}，第 {page} 页，共 {pages} 页", "Exhibit {number}, page {page} of {pages}"
)
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
BACK = Text("附件表在第 {page} 页。", "List of exhibits: page {page}.")
NOT_SHOWN = Text(
    "这种文件不能印出；它的摘要在清单里。",
    "A file of this kind cannot be printed; its digest is in the manifest.",
)
_LARGEST = 0.72
"""Points for one pixel at most (100 DPI): a small picture is not blown up."""

_LONG, _PIECE, _PIECES_AT_MOST = 2.6, 2.1, 24


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one page of an exhibit shows: a picture by its size and how to get it, or strips."""

    width: float = 0.0
    height: float = 0.0
    name: str = ""
    jpeg: Callable[[], bytes] | None = None
    strips: tuple[Strip, ...] = ()


def exhibit_parts(chapter: Chapter) -> Iterable[Part]:
    """Yield the pages of every exhibit of a case, each page a part."""
    for exhibit in chapter.exhibits:
        sheets = list(_sheets(chapter, exhibit))
        for page, sheet in enumerate(sheets, 1):
            head = _head(chapter, exhibit, page, len(sheets))
            room = BOTTOM - TOP - sum(strip.height + strip.before for strip in head)
            body = (_picture(sheet, room),) if sheet.jpeg else sheet.strips
            right = chapter.say(EXHIBIT, number=exhibit.number)
            yield Part(chapter.running_head(), right, (*head, *body))


def _sheets(chapter: Chapter, exhibit: NumberedExhibit) -> Iterable[_Sheet]:
    event = exhibit.kept
    if event.mime == "application/pdf":
        return _insert_sheets(exhibit)
    if event.mime in ("image/jpeg", "image/png"):
        return _picture_sheets(open_picture(event.name, exhibit.data), event.sha256)
    if event.mime.startswith("text/"):
        return _text_sheets(chapter, exhibit)
    line = chapter.setter.lines((Run(chapter.say(NOT_SHOWN), BODY),), WIDTH)[0]
    return [_Sheet(strips=(one_line(line, before=8.0),))]


def _picture_sheets(picture: Picture, digest: str) -> Iterable[_Sheet]:
    """Return one sheet; for a long screenshot as many as keep its text readable."""
    tall = picture.height / picture.width
    count = min(_PIECES_AT_MOST, ceil(tall / _PIECE)) if tall > _LONG else 1
    for at in range(count):
        top, bottom = at / count, (at + 1) / count
        yield _Sheet(
            picture.width,
            picture.height / count,
            f"{digest}-{at}-{count}",
            lambda top=top, bottom=bottom: as_jpeg(picture, top, bottom),  # type: ignore[misc]
        )


def _insert_sheets(exhibit: NumberedExhibit) -> Iterable[_Sheet]:
    insert = open_insert(exhibit.kept.name, exhibit.data)
    for at, (width, height) in enumerate(insert.sizes):
        yield _Sheet(
            width / _LARGEST,
            height / _LARGEST,
            f"{exhibit.kept.sha256}-{at}",
            lambda at=at: page_as_jpeg(insert, at),  # type: ignore[misc]
        )


def _text_sheets(chapter: Chapter, exhibit: NumberedExhibit) -> Iterable[_Sheet]:
    text = exhibit.data.decode("utf-8-sig", "replace")
    lines = chapter.setter.lines((Run(text, BODY),), WIDTH)
    room = BOTTOM - TOP - 66
    fit = max(1, int(room // BODY.leading))
    for at in range(0, len(lines), fit):
        first, *rest = lines[at : at + fit]
        yield _Sheet(strips=(one_line(first, before=6.0), *map(one_line, rest)))


def _head(chapter: Chapter, exhibit: NumberedExhibit, page: int, pages: int) -> list[Strip]:
    """Return the name, the stamp, and on the first page the sentence about an exhibit."""
    setter, event = chapter.setter, exhibit.kept
    kind = chapter.say(EXHIBIT_KINDS[event.kind])
    tag = chapter.tag(exhibit)
    title = setter.lines((Run(tag.text, tag.style, tag=True), Run(f"  {kind}", PART)), WIDTH)[0]
    stamp = setter.line(
        chapter.say(STAMP, number=exhibit.number, page=page, pages=pages), SMALL, WIDTH / 2
    )

    def draw(pen: Pen, y: float) -> None:
        pen.line(title, LEFT - 1.5, y)
        pen.box(RIGHT - stamp.width - 16, y + 2, stamp.width + 16, 20, line=FRAME, radius=2)
        pen.right(stamp, RIGHT - 8, y + 4.8)

    mark = Mark(exhibit.anchor, f"{tag.text} {kind}", chapter.level) if page == 1 else None
    strips = [Strip(title.leading + 4, draw, with_next=True, mark=mark)]
    if page == 1:
        strips += _about(chapter, exhibit)
    return strips


def _about(chapter: Chapter, exhibit: NumberedExhibit) -> list[Strip]:
    actor = chapter.actor(exhibit.kept.actor)
    words = chapter.say(
        ABOUT_BY if actor else ABOUT,
        shows=chapter.say(EXHIBIT_SHOWS[exhibit.kept.kind]),
        name=exhibit.kept.name,
        at=date_and_time(exhibit.kept.at),
        actor=actor,
    )
    back = chapter.say(BACK, page=chapter.page(chapter.anchor("exhibits")))
    gap = " " if chapter.setter.lang == "en" else ""
    if exhibit.kept.about:
        words += gap + exhibit.kept.about
    if exhibit.kept.boxes:
        words += gap + chapter.say(COVERED, count=len(exhibit.kept.boxes))
    runs = (Run(words + gap, SMALL), Run(back, SMALL, chapter.anchor("exhibits")))
    lines = chapter.setter.lines(runs, WIDTH)
    return [one_line(line, with_next=True) for line in lines[:6]]


def _picture(sheet: _Sheet, room: float) -> Strip:
    """Return the picture in a thin frame, as large as its pixels and the page allow."""
    before = 8.0
    scale = min(WIDTH / sheet.width, (room - before) / sheet.height, _LARGEST)
    width, height = sheet.width * scale, sheet.height * scale
    x = LEFT + (WIDTH - width) / 2

    def draw(pen: Pen, y: float) -> None:
        if sheet.jpeg is not None:
            pen.jpeg(sheet.jpeg(), sheet.name, x, y, width, height)
        pen.box(x, y, width, height, line=HAIRLINE)

    return Strip(height, draw, before)
