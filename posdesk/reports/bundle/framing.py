"""Draws the frames around what matters on an exhibit, and says beside them what they are."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import Chapter
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.pictures.sheets import Place, frames
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import CAPTION, FINE, INK, PAPER, WIDTH, Style

PAYMENT, NOTABLE = Text("这笔", "this payment"), Text("看这里", "see here")
IN_OUTLINE = Text("加框处", "Framed")
FRAMED = {
    PAYMENT: Text("加框的就是这笔：第 ", "The framed row is this payment: page "),
    NOTABLE: Text("请看加框处：第 ", "Please see the frame: page "),
}
AND, STOP = Text("、", ", page "), Text(" 页。", ".")
_THICK, _HALO, _OUTSIDE = 1.5, 2.7, 0.8
_LABEL: Style = CAPTION.bold().in_colour(INK)
_NARROW: Style = FINE.bold().in_colour(INK)
"""English words are longer than the margin is wide."""

_ROOM = 36.0
_PAYMENT_KINDS = ("slip", "terminal", "refund", "statement", "app", "sms")


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
    *,
    turned: bool = False,
) -> None:
    """Draw frames over what stands in ``box`` (x, y, width, height in points).

    A white edge on either side keeps a frame to be seen on dark screens. The label stands in the
    margin, level with its row, so that nothing is hidden; ``turned`` rows have it at their foot.
    """
    x, y, width, height = box
    lines = _label(chapter, exhibit)
    high = sum(line.leading for line in lines)
    for place in places:
        left, top = x + place.x * width - _OUTSIDE, y + place.y * height - _OUTSIDE
        wide, tall = place.width * width + 2 * _OUTSIDE, place.height * height + 2 * _OUTSIDE
        pen.box(left, top, wide, tall, line=PAPER, thickness=_HALO)
        pen.box(left, top, wide, tall, line=INK, thickness=_THICK)
    if turned:
        for place in _apart(places, _ROOM / width, across=True):
            middle = x + (place.x + place.width / 2) * width
            pen.pointer(middle, y + height + 2, "up")
            pen.centred(
                chapter.setter.line(_words(chapter, exhibit), _LABEL, WIDTH), middle, y + height + 7
            )
        return
    edge = x + width + 3
    for place in _apart(places, high / height):
        middle = y + (place.y + place.height / 2) * height
        pen.pointer(edge, middle, "left")
        pen.lines(lines, edge + 8, middle - high / 2)


def foot_of(places: Sequence[Place], *, turned: bool) -> float:
    """Return the points under a sheet that the labels of its frames need."""
    return 7.0 + _LABEL.leading if turned and places else 0.0


def _words(chapter: Chapter, exhibit: NumberedExhibit) -> str:
    return chapter.show(label_of(exhibit))


def _label_style(half: Setter) -> Style:
    return _LABEL if half.lang == "zh_CN" else _NARROW


def _label(chapter: Chapter, exhibit: NumberedExhibit) -> tuple[SetLine, ...]:
    words = label_of(exhibit)
    return tuple(
        line
        for half in chapter.setter.halves
        for line in half.lines((Run(half.say(words), _label_style(half)),), _ROOM)
    )


def _apart(places: Sequence[Place], step: float, *, across: bool = False) -> list[Place]:
    """Return those places beside which a label has room, the others being close to one of them."""
    told: list[float] = []
    found: list[Place] = []
    for place in sorted(places, key=lambda p: p.x if across else p.y):
        at = place.x if across else place.y
        if not told or at - told[-1] >= step:
            told.append(at)
            found.append(place)
    return found
