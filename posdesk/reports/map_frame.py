"""What stands around a chart on its page: the title, what to remember, the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from posdesk.domain.flow import Flow
from posdesk.domain.text import Text
from posdesk.reports.chart.ink import TONES
from posdesk.reports.chart.sheet import Sheet
from posdesk.reports.chart.told import UNSURE
from posdesk.reports.drawing import Box, Item, Line, Sign, Words, ended
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import ACCENT, PAPER, SOFT_INK, Colour, Face, Style

MEMORY = Text("没查清之前，先不要再刷", "Until it is clear, do not charge again")
MEMORY_WHY = Text("再刷一次，可能扣两次钱", "A second charge may take the money twice")
START_HERE = Text("从 1 开始。", "Begin at 1.")
FOOT = Text("流程 {id}，第 {version} 版，PosDesk", "Flow {id}, version {version}, PosDesk")
ASK, ACT, LOOK, CALL = (
    Text("问", "ask"),
    Text("做", "do"),
    Text("查代码", "look up"),
    Text("打电话", "call"),
)
GO = Text("可再收", "may charge")
STOP = Text("不再收", "do not charge")
WAIT = Text("还没查清", "not clear yet")
PAID = Text("已付款", "paid")
USUAL = Text("最常见的路", "the usual way")
TAKEN = Text("走过的路", "the way taken")
NOT_SURE = Text("不确定", "not sure")
JUMP = Text("到那个号", "go to that number")

SIDE, FOOT_HEIGHT = 24.0, 38.0
Sample = Callable[[float, float], tuple[Item, ...]]

_TITLE = Style(Face.BOLD, 19, 25)
_LEAST_TITLE = 11.0
_SUBTITLE = Style(Face.REGULAR, 9.5, 13, SOFT_INK)
_SMALL = Style(Face.REGULAR, 7.6, 10, SOFT_INK)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of A4 either way, with the grids that suit it."""

    width: float
    height: float
    grids: tuple[tuple[int, int], ...]
    """Columns and rows; no rows stand for as many as the usual way is long."""

    @property
    def head(self) -> float:
        """Where the chart begins."""
        return 66.0

    @property
    def loud(self) -> float:
        """The size of the type on red."""
        return 14.5 if self.width > self.height else 13.0

    @property
    def room(self) -> tuple[float, float]:
        """Width and height that the chart may fill."""
        return self.width - 2 * SIDE, self.height - self.head - FOOT_HEIGHT - 2.0


def page_head(flow: Flow, setter: Setter, page: Page) -> Iterator[Item]:
    """Yield the title of ``flow`` and, beside it in red, what to remember before all else."""
    memory = setter.lines((Run(setter.say(MEMORY), _on_red(page.loud, 19, bold=True)),), 1e9)[0]
    why = setter.lines((Run(setter.say(MEMORY_WHY), _on_red(9, 12)),), 1e9)[0]
    wide = max(memory.width, why.width) + 50.0
    x, room = page.width - SIDE - wide, page.width - 2 * SIDE - wide - 16.0
    yield Words(_title(setter, setter.say(flow.title), room), SIDE, 13.0)
    said = f"{setter.say(flow.subtitle)}{setter.say(_STOP_MARK)}{setter.say(START_HERE)}"
    y = 38.0
    for line in setter.lines((Run(said, _SUBTITLE),), room)[:2]:
        yield Words(line, SIDE, y)
        y += line.leading
    red = TONES["stop"].line
    yield Box(x, 20.0, wide, 39.0, line=None, fill=red, radius=3.0)
    yield Sign("stop", x + 11.0, 28.5, 22.0, PAPER)
    yield Words(memory, x + 42.0, 23.5)
    yield Words(why, x + 42.0, 42.5)


_STOP_MARK = Text("。", ". ")


def _title(setter: Setter, words: str, room: float) -> SetLine:
    """Return the title on one line, in smaller type where it is long."""
    size = _TITLE.size
    while size > _LEAST_TITLE and setter.width(words, replace(_TITLE, size=size)) > room:
        size -= 0.5
    return setter.line(words, replace(_TITLE, size=size), room)


def _on_red(size: float, leading: float, *, bold: bool = False) -> Style:
    return Style(Face.BOLD if bold else Face.REGULAR, size, leading, PAPER)


def page_legend(flow: Flow, setter: Setter, page: Page, sheet: Sheet) -> Iterator[Item]:
    """Yield what the shapes of ``sheet`` mean, and which flow it is."""
    x, y, right = SIDE, page.height - FOOT_HEIGHT, page.width - SIDE
    foot = setter.line(
        setter.say(FOOT).format(id=flow.id[:40], version=flow.version[:12]), _SMALL, 220.0
    )
    for sample, words in _samples(setter, sheet):
        line = setter.lines((Run(words, _SMALL),), 1e9)[0]
        if x + 24.0 + line.width > right:
            x, y = SIDE, y + 14.0
        yield from sample(x, y)
        yield Words(line, x + 24.0, y + 3.0)
        x += line.width + 33.0
    yield ended(foot, right, page.height - FOOT_HEIGHT + 17.0)


def _samples(setter: Setter, sheet: Sheet) -> Iterator[tuple[Sample, str]]:
    """Yield what the legend shows, each drawn at a place, with its words."""
    yield lambda x, y: (Box(x, y + 2, 20, 12, ACCENT, PAPER, 1.4, 6),), setter.say(ASK)
    yield lambda x, y: (Box(x, y + 2, 20, 12, SOFT_INK, PAPER, 0.8, 1.5),), setter.say(ACT)
    for sign, words in (("search", LOOK), ("phone", CALL)):
        yield _sign_sample(sign, ACCENT), setter.say(words)
    shown = {box.step.tone for box in sheet.boxes.values()}
    for tone, words in (("go", GO), ("stop", STOP), ("wait", WAIT), ("paid", PAID)):
        if tone in shown:
            yield _tone_sample(tone), setter.say(words)
    way = TAKEN if sheet.chart.walked else USUAL
    yield lambda x, y: (Line(((x, y + 8), (x + 20, y + 8)), ACCENT, 1.7, 6.0),), setter.say(way)
    number = setter.lines((Run("→ 9", _SMALL.bold().in_colour(ACCENT)),), 1e9)[0]
    yield lambda x, y: (Words(number, x + 3, y + 3),), setter.say(JUMP)
    unsure = setter.lines((Run(UNSURE, _SMALL.bold()),), 1e9)[0]
    yield lambda x, y: (Words(unsure, x + 9, y + 3),), setter.say(NOT_SURE)


def _sign_sample(sign: str, colour: Colour) -> Sample:
    return lambda x, y: (Sign(sign, x + 8, y + 2.5, 11, colour),)


def _tone_sample(tone: str) -> Sample:
    line, fill = TONES[tone].line, TONES[tone].fill
    return lambda x, y: (
        Box(x, y + 2, 20, 12, line, fill, 1.2, 1.5),
        Sign(tone, x + 6, y + 4, 8, line),
    )
