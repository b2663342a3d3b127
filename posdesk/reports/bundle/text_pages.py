"""Sets a text that is an exhibit on pages of lines, with frames around the rows that matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from posdesk.domain.cover import WHOLE, Box
from posdesk.domain.text_grid import ROWS, text_rows
from posdesk.reports.bundle.chapter import Chapter
from posdesk.reports.bundle.framing import draw_frames
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.pictures.sheets import Place, frames
from posdesk.reports.typeset.columns import column_style, columned, has_columns
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.style import BODY, LEFT, WIDTH

_BEFORE = 6.0


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of one page, and which of them are framed."""

    lines: tuple[SetLine, ...]
    framed: tuple[bool, ...]

    def strip(self, chapter: Chapter, exhibit: NumberedExhibit) -> Strip:
        """Return the page as one strip."""
        height = sum(line.leading for line in self.lines)

        def draw(pen: Pen, y: float) -> None:
            pen.lines(self.lines, LEFT, y)
            draw_frames(chapter, pen, exhibit, self._places(height), (LEFT, y, WIDTH, height))

        return Strip(height, draw, _BEFORE)

    def _places(self, height: float) -> tuple[Place, ...]:
        """Return a frame around each stretch of framed lines."""
        places: list[Place] = []
        y = 0.0
        for line, framed in zip(self.lines, self.framed, strict=True):
            share = line.leading / height
            if framed and places and abs(places[-1].y + places[-1].height - y) < 1e-9:
                places[-1] = Place(0.0, places[-1].y, 1.0, places[-1].height + share)
            elif framed:
                places.append(Place(0.0, y, 1.0, share))
            y += share
        return tuple(places)


def text_pages(chapter: Chapter, exhibit: NumberedExhibit, room: float) -> tuple[TextPage, ...]:
    """Return the pages of a text exhibit, each with ``room`` points for its lines."""
    told = list(_lines(chapter, exhibit))
    fit = max(1, int((room - _BEFORE) // BODY.leading))
    return tuple(
        TextPage(*map(tuple, zip(*told[at : at + fit], strict=True)))
        for at in range(0, len(told), fit)
    )


def _lines(chapter: Chapter, exhibit: NumberedExhibit) -> Iterator[tuple[SetLine, bool]]:
    """Yield each line as it is set, and whether a frame lies on the row that it is of."""
    boxes, row = frames(exhibit), 0
    text = exhibit.data.decode("utf-8", "replace").removeprefix("\ufeff")
    told = text.splitlines() or [""]
    style = column_style(told, BODY, WIDTH)
    for line in told:
        rows = range(row, row + max(1, len(text_rows(line))))
        framed = any(_is_on(boxes, at) for at in rows)
        row = rows.stop
        if style and has_columns(line):
            yield columned(chapter.setter, line, style), framed
            continue
        for part in chapter.setter.lines((Run(line, style or BODY),), WIDTH):
            yield part, framed


def _is_on(boxes: Sequence[Box], row: int) -> bool:
    page, down = divmod(row, ROWS)
    cell = WHOLE // ROWS
    return any(
        box.page == page + 1 and box.y < (down + 1) * cell and box.y + box.h > down * cell
        for box in boxes
    )
