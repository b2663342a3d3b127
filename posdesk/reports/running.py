"""What stands on every page: the running head, a line at the foot, the page number."""

from __future__ import annotations

from posdesk.domain.text import Text
from posdesk.reports.typeset.pages import Page
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import CAPTION, FRAME, INK, LEFT, RIGHT, WIDTH

PAGE = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
_HEAD, _FOOT = 30.0, 800.0


def draw_running(setter: Setter, pen: Pen, page: Page, foot: str, number: int, count: int) -> None:
    """Draw the head and the foot of a page."""
    right = setter.line(page.right, CAPTION, WIDTH * (0.45 if setter.both else 0.34))
    left = setter.line(page.left, CAPTION, WIDTH - right.width - 20)
    pen.line(left, LEFT, _HEAD)
    pen.right(right, RIGHT, _HEAD)
    pen.rule(LEFT, _HEAD + 17, RIGHT, _HEAD + 17, colour=INK, thick=0.8)
    pen.rule(LEFT, _FOOT - 4, RIGHT, _FOOT - 4, colour=FRAME, thick=0.6)
    pen.line(setter.line(foot, CAPTION, WIDTH * 0.6), LEFT, _FOOT)
    told = setter.show(
        Text(*(half.format(page=number, pages=count) for half in (PAGE.zh_CN, PAGE.en)))
    )
    pen.right(setter.line(told, CAPTION, WIDTH * 0.35), RIGHT, _FOOT)
