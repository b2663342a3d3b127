"""The exhibits, each on pages of its own: what it is, when it came, and the thing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from posdesk.domain.text import Text
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.chapter import EXHIBIT, Chapter
from posdesk.reports.exhibit_head import exhibit_head
from posdesk.reports.insert import open_insert, page_as_jpeg
from posdesk.reports.picture import Picture, as_jpeg, open_picture
from posdesk.reports.typeset.blocks import one_line
from posdesk.reports.typeset.pages import Part, Strip
from posdesk.reports.typeset.pairs import told
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import (
    BODY,
    BOTTOM,
    HAIRLINE,
    LEFT,
    TOP,
    WIDTH,
)

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
            head = list(exhibit_head(chapter, exhibit, page, len(sheets)))
            room = BOTTOM - TOP - sum(strip.height + strip.before for strip in head)
            body = (_picture(sheet, room),) if sheet.jpeg else sheet.strips
            right = chapter.show(EXHIBIT, number=exhibit.number)
            yield Part(chapter.running_head(), right, (*head, *body))


def _sheets(chapter: Chapter, exhibit: NumberedExhibit) -> Iterable[_Sheet]:
    event = exhibit.kept
    if event.mime == "application/pdf":
        return _insert_sheets(exhibit)
    if event.mime in ("image/jpeg", "image/png"):
        return _picture_sheets(open_picture(event.name, exhibit.data), event.sha256)
    if event.mime.startswith("text/"):
        return _text_sheets(chapter, exhibit)
    return [_Sheet(strips=tuple(told(chapter.setter, NOT_SHOWN, BODY, before=8.0)))]


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
    head = sum(strip.height for strip in exhibit_head(chapter, exhibit, 1, 1))
    room = BOTTOM - TOP - head - 6
    fit = max(1, int(room // BODY.leading))
    for at in range(0, len(lines), fit):
        first, *rest = lines[at : at + fit]
        yield _Sheet(strips=(one_line(first, before=6.0), *map(one_line, rest)))


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
