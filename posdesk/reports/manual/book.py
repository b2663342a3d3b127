"""Sets the manual as one PDF for the shelf: contents with page numbers, then chapter by chapter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from posdesk import __version__
from posdesk.domain.manual import Chapter, Manual
from posdesk.domain.text import Text
from posdesk.reports.document import About, write_pdf
from posdesk.reports.manual.strips import anchor, chapter_strips
from posdesk.reports.typeset.blocks import heading
from posdesk.reports.typeset.pages import Layout, Mark, Part, Strip, paginate
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, BODY, CAPTION, LEFT, RIGHT, TITLE, WIDTH

CONTENTS = Text("目录", "Contents")
EDITION = Text("PosDesk {version} 版", "For PosDesk {version}")


def manual_pdf(manual: Manual, pictures: Path, setter: Setter) -> bytes:
    """Return the PDF of ``manual``, whose ``pictures`` lie there; equal ones make equal bytes.

    It has no date of its own: it belongs to a version.
    """
    edition = setter.say(EDITION).format(version=__version__)
    subject = setter.say(Text("、", ", ")).join(part.title for part in manual.parts)
    about = About(manual.title, "PosDesk", subject, "", edition)
    return write_pdf(setter, _layout(manual, pictures, setter), None, about)


def _layout(manual: Manual, pictures: Path, setter: Setter) -> Layout:
    """Return the pages; the contents are set twice, since their numbers come from the pages."""
    known = frozenset(chapter.id for chapter in manual.chapters)
    chapters = [
        Part(manual.title, chapter.title, chapter_strips(chapter, known, pictures, setter))
        for chapter in manual.chapters
    ]
    numbers: Mapping[str, int] = {}
    for _ in range(2):
        contents = Part(manual.title, setter.say(CONTENTS), _contents(manual, setter, numbers))
        layout = paginate([contents, *chapters])
        numbers = layout.numbers
    return layout


def _contents(manual: Manual, setter: Setter, numbers: Mapping[str, int]) -> tuple[Strip, ...]:
    title = setter.lines([Run(manual.title, TITLE)], WIDTH)[0]
    edition = setter.line(setter.say(EDITION).format(version=__version__), CAPTION, WIDTH)

    def draw(pen: Pen, y: float) -> None:
        pen.line(title, LEFT, y)
        pen.line(edition, LEFT, y + title.leading)

    mark = Mark("contents", setter.say(CONTENTS))
    strips = [Strip(title.leading + edition.leading + 8, draw, with_next=True, mark=mark)]
    for part in manual.parts:
        strips.append(heading(setter, "", part.title, before=16.0))
        strips += [_line(setter, chapter, numbers) for chapter in part.chapters]
    return tuple(strips)


def _line(setter: Setter, chapter: Chapter, numbers: Mapping[str, int]) -> Strip:
    """Return a chapter in the contents: its title, and its page at the right."""
    target = anchor(chapter.id)
    words = setter.line(chapter.title, BODY.in_colour(ACCENT), WIDTH - 50)
    page = setter.line(str(numbers.get(target, "")), BODY, 50)

    def draw(pen: Pen, y: float) -> None:
        pen.line(words, LEFT, y)
        pen.right(page, RIGHT, y)
        pen.rule(LEFT + words.width + 6, y + 11, RIGHT - page.width - 6, y + 11, thick=0.25)
        pen.link(target, LEFT, y, WIDTH, words.leading)

    return Strip(words.leading + 3, draw)
