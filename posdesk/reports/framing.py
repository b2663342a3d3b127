"""Draws the frames around what matters on an exhibit, and says beside them what they are."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.domain.text import Text
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.chapter import Chapter
from posdesk.reports.sheets import Place, frames
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import CAPTION, INK, PAPER, Style

PAYMENT, NOTABLE = Text("这笔", "this payment"), Text("看这里", "see here")
IN_OUTLINE = Text("加框处", "Framed")
FRAMED = {
    PAYMENT: Text("加框的就是这笔：第 ", "The framed row is this payment: page "),
    NOTABLE: Text("请看加框处：第 ", "Please see the frame: page "),
}
AND, STOP = Text("、", ", "), Text(" 页。", ".")
_THICK, _OUTSIDE = 1.5, 2.2
_LABEL: Style = CAPTION.bold().in_colour(INK)
_ROOM = 40.0
_PAYMENT_KINDS = ("slip", "terminal", "app", "sms", "statement", "refund_slip")


def label_of(exhibit: NumberedExhibit) -> Text:
    """Return what stands beside the frames of an exhibit."""
    return PAYMENT if exhibit.kept.kind in _PAYMENT_KINDS else NOTABLE


def frame_anchor(exhibit: NumberedExhibit, at: int) -> str:
    """Return the anchor of the ``at``-th (from 0) page of an exhibit, where it has a frame."""
    return f"{exhibit.anchor}-frame-{at + 1}"


def framed_runs(chapter: Chapter, exhibit: NumberedExhibit, style: Style) -> tuple[Run, ...]:
    """Return the sentence that says on which pages the frames are, each page a link."""
    start = f"{exhibit.anchor}-frame-"
    anchors = [name for name in chapter.pages if name.startswith(start)]
    if not frames(exhibit):
        return ()
    gap = " " if chapter.setter.lang == "en" else ""
    runs = [Run(gap + chapter.say(FRAMED[label_of(exhibit)]), style)]
    for at, anchor in enumerate(anchors):
        runs += [Run(chapter.say(AND), style)] if at else []
        runs.append(Run(chapter.page(anchor), style, anchor))
    return (*runs, Run(chapter.say(STOP), style))


def draw_frames(
    chapter: Chapter,
    pen: Pen,
    exhibit: NumberedExhibit,
    places: Sequence[Place],
    box: tuple[float, float, float, float],
) -> None:
    """Draw frames over what stands in ``box`` (x, y, width, height in points).

    A white edge on either side keeps a frame to be seen on dark screens; the label stands outside,
    so that nothing is hidden.
    """
    x, y, width, height = box
    words = label_of(exhibit)
    lines = [
        line
        for half in chapter.setter.halves
        for line in half.lines((Run(half.say(words), _LABEL),), _ROOM)
    ]
    for place in places:
        left, top = x + place.x * width - _OUTSIDE, y + place.y * height - _OUTSIDE
        wide, high = place.width * width + 2 * _OUTSIDE, place.height * height + 2 * _OUTSIDE
        pen.box(left, top, wide, high, line=PAPER, thickness=3 * _THICK)
        pen.box(left, top, wide, high, line=INK, thickness=_THICK)
    for place in _apart(places, sum(line.leading for line in lines) / height):
        middle = y + (place.y + place.height / 2) * height
        right = x + place.x * width + place.width * width + _OUTSIDE
        edge = max(x + width, right) + 5
        pen.rule(right, middle, edge, middle, colour=INK, thick=_THICK)
        pen.lines(tuple(lines), edge + 2, middle - sum(line.leading for line in lines) / 2)


def _apart(places: Sequence[Place], step: float) -> list[Place]:
    """Return those places beside which a label has room, the others being close to one of them."""
    told: list[Place] = []
    for place in sorted(places, key=lambda p: p.y):
        if not told or place.y - told[-1].y >= step:
            told.append(place)
    return told
