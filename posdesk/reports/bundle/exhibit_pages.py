"""The exhibits, each on pages of its own: what it is, when it came, and the thing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import EXHIBIT, Chapter
from posdesk.reports.bundle.exhibit_head import exhibit_head
from posdesk.reports.bundle.framing import IN_OUTLINE, draw_frames, foot_of, frame_anchor
from posdesk.reports.bundle.text_pages import text_pages
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.pictures.picture import WHOLE
from posdesk.reports.pictures.sheets import Sheet, frames, places
from posdesk.reports.typeset.pages import Mark, Part, Strip
from posdesk.reports.typeset.pairs import told
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.style import BODY, BOTTOM, CAPTION, HAIRLINE, LEFT, TOP, WIDTH

NOT_SHOWN = Text(
    "这种文件不能印出；它的摘要在清单里。",
    "A file of this kind cannot be printed; its digest is in the manifest.",
)
TURNED = Text("本页横放，顺时针转四分之一圈看。", "Turned on its side: rotate clockwise to read.")
FROM, ON = Text("（接上页）", "(continued)"), Text("（接下页）", "(continues on the next page)")
TINY = Text(
    "这张图只有 {width} × {height} 像素。", "This picture has only {width} × {height} pixels."
)
_BEFORE, _TINY, _LEAST = 8.0, 44.0, 1.0


def exhibit_parts(chapter: Chapter) -> Iterable[Part]:
    """Yield the pages of every exhibit of a case, each page a part."""
    for exhibit in chapter.here:
        bodies = _bodies(chapter, exhibit)
        for page, body in enumerate(bodies, 1):
            head = exhibit_head(chapter, exhibit, page, len(bodies))
            right = chapter.show(EXHIBIT, number=exhibit.number)
            yield Part(chapter.running_head(), right, (*head, *body))


def _bodies(chapter: Chapter, exhibit: NumberedExhibit) -> Sequence[tuple[Strip, ...]]:
    """Return what each page of an exhibit shows under its head."""
    sheets = chapter.darkroom.sheets(exhibit)
    if sheets:
        return [_shown(chapter, exhibit, sheets, at) for at in range(len(sheets))]
    if exhibit.kept.mime.startswith("text/"):
        pages = text_pages(chapter, exhibit, _room(chapter, exhibit, 1))
        return [
            (_marked(chapter, exhibit, at, page.strip(chapter, exhibit), any(page.framed)),)
            for at, page in enumerate(pages)
        ]
    return [tuple(told(chapter.setter, NOT_SHOWN, BODY, before=_BEFORE))]


def _room(chapter: Chapter, exhibit: NumberedExhibit, page: int) -> float:
    head = exhibit_head(chapter, exhibit, page, page)
    return BOTTOM - TOP - sum(strip.height + strip.before for strip in head)


def _marked(
    chapter: Chapter, exhibit: NumberedExhibit, at: int, strip: Strip, framed: bool
) -> Strip:
    """Return ``strip`` as a place to lead to, where it has a frame."""
    if not framed:
        return strip
    title = chapter.show(IN_OUTLINE)
    return replace(strip, mark=Mark(frame_anchor(exhibit, at), title, chapter.level + 2))


def _shown(
    chapter: Chapter, exhibit: NumberedExhibit, sheets: Sequence[Sheet], at: int
) -> tuple[Strip, ...]:
    """Return a sheet in a thin frame, as large as its pixels and the page allow."""
    sheet = sheets[at]
    above, below = _notes(chapter, exhibit, sheets, at)
    room = _room(chapter, exhibit, at + 1) - _BEFORE - CAPTION.leading * bool(above)
    framed = places(sheet, frames(exhibit))
    foot = foot_of(framed, turned=sheet.turned)
    room -= CAPTION.leading * bool(below) + foot
    # The pieces of one picture are all as wide as the tallest can be.
    tallest = max(one.height for one in sheets if one.piece != WHOLE or one is sheet)
    scale = min(WIDTH / sheet.width, room / tallest, 1.0)
    width, height = max(_LEAST, sheet.width * scale), max(_LEAST, sheet.height * scale)
    x = LEFT + (WIDTH - width) / 2

    def draw(pen: Pen, y: float) -> None:
        pen.jpeg(chapter.darkroom.develop(sheet), sheet.name, x, y, width, height)
        pen.box(x, y, width, height, line=HAIRLINE)
        draw_frames(chapter, pen, exhibit, framed, (x, y, width, height), turned=sheet.turned)

    body = Strip(height + foot, draw, 0.0 if above else _BEFORE, with_next=bool(below))
    return (
        *_note(chapter, above, _BEFORE),
        _marked(chapter, exhibit, at, body, bool(framed)),
        *_note(chapter, below, 0.0),
    )


def _notes(
    chapter: Chapter, exhibit: NumberedExhibit, sheets: Sequence[Sheet], at: int
) -> tuple[str, str]:
    """Return what is said above and under a sheet."""
    sheet = sheets[at]
    above = chapter.show(TURNED) if sheet.turned else ""
    below = ""
    if sheet.piece.top > 0:
        above = chapter.show(FROM)
    if sheet.piece.bottom < 1:
        below = chapter.show(ON)
    if sheet.pixels and max(sheet.pixels) < _TINY:
        width, height = sheet.pixels
        below = chapter.show(TINY, width=width, height=height)
    return above, below


def _note(chapter: Chapter, words: str, before: float) -> tuple[Strip, ...]:
    if not words:
        return ()
    line = chapter.setter.line(words, CAPTION, WIDTH)

    def draw(pen: Pen, y: float) -> None:
        pen.centred(line, LEFT + WIDTH / 2, y)

    return (Strip(line.leading, draw, before, with_next=before > 0),)
