"""A flow on one A4 page to pin to the wall: the chart, what to remember, and a legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from posdesk.domain.flow import Flow
from posdesk.domain.text import Text
from posdesk.domain.walk import Walk
from posdesk.reports.chart.compact import compact
from posdesk.reports.chart.grid import Grid, place
from posdesk.reports.chart.ink import TONES, draw_sheet
from posdesk.reports.chart.routes import Routes, find_routes
from posdesk.reports.chart.sheet import Sheet, lay_sheet, spread
from posdesk.reports.chart.steps import UNSURE, Chart, chart_of
from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words, ended
from posdesk.reports.typeset.pieces import Run
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

Sample = Callable[[float, float], tuple[Item, ...]]

A4 = (595.28, 841.89)
_SIDE, _FOOT = 24.0, 38.0
_SCALES = (1.0, 1.06, 1.12, 1.2, 1.3)
_TITLE = Style(Face.BOLD, 19, 25)
_SUBTITLE = Style(Face.REGULAR, 9.5, 13, SOFT_INK)
_SMALL = Style(Face.REGULAR, 7.6, 10, SOFT_INK)
_TRIES = (
    (True, False, False),
    (False, False, False),
    (False, True, False),
    (False, True, True),
)
"""What is tried until it fits: the whole flow, its main ways, briefly told, after a long search."""

_LEAST = 0.3
_IN_LINE = 1.1
"""How much larger type must be to make up for rows that are not in line."""


@dataclass(frozen=True, slots=True)
class _Page:
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
    def room(self) -> tuple[float, float]:
        """Width and height that the chart may fill."""
        return self.width - 2 * _SIDE, self.height - self.head - _FOOT - 2.0


_LANDSCAPE = _Page(A4[1], A4[0], ((6, 6), (7, 6), (7, 7), (8, 6)))
_PORTRAIT = _Page(*A4, ((4, 0), (5, 9), (5, 0), (6, 0), (7, 0)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A way to print a chart: the page, the cells and lines, and the scale at which it fits."""

    page: _Page
    sheet: Sheet
    scale: float
    jumps: int

    @property
    def merit(self) -> float:
        """Large type and few numbers to go to."""
        return min(self.scale, 1.2) - 0.012 * self.jumps


def map_page(
    flow: Flow, setter: Setter, titles: Mapping[str, Text], walk: Walk | None = None
) -> Drawing:
    """Return the page of ``flow``; ``titles`` are those of the flows that it leads to."""
    found = _best(flow, setter, titles, walk)
    page, (width, height) = found.page, found.page.room
    sheet = spread(found.sheet, height)
    left = _SIDE + (width - sheet.width) / 2
    items = (
        *_head(flow, setter, page),
        *draw_sheet(sheet, setter, left, page.head),
        *_legend(flow, setter, page, sheet),
    )
    title = setter.face.printable(setter.say(flow.title))
    return Drawing(page.width, page.height, items, title, setter.lang)


def _best(flow: Flow, setter: Setter, titles: Mapping[str, Text], walk: Walk | None) -> _Found:
    """Return the best way to print the whole flow, else only its main ways."""
    chart = chart_of(flow, setter.lang, titles, walk)
    for whole, brief, more in _TRIES:
        chart = chart_of(flow, setter.lang, titles, walk, whole=whole, brief=brief)
        found = list(_fitting(chart, setter, _SCALES, more=more))
        if found:
            return max(found, key=lambda f: f.merit)
    return _shrunk(chart, setter)


def _fitting(
    chart: Chart, setter: Setter, scales: tuple[float, ...], *, more: bool
) -> Iterator[_Found]:
    """Yield every way in which the chart fits a page; ``more``: after a longer search."""
    for page in (_LANDSCAPE, _PORTRAIT):
        for columns, rows in page.grids:
            middle = (columns - 1) // 2
            for spine in range(columns - 1) if more else (middle,):
                grid = Grid(columns, rows or max(9, len(chart.spine)), spine)
                routes = _routes(chart, grid)
                sheet = _fit(chart, routes, setter, page, scales) if routes else None
                if routes and sheet:
                    folded = len({routes.cells[name][0] for name in chart.spine}) > 1
                    jumps = sum(link.main for link in routes.jumps) + 4 * folded
                    yield _Found(page, sheet, sheet.measure.scale, jumps)


def _routes(chart: Chart, grid: Grid) -> Routes | None:
    cells = place(chart, grid)
    return None if cells is None else find_routes(chart, cells)


def _fit(
    chart: Chart, routes: Routes, setter: Setter, page: _Page, scales: tuple[float, ...]
) -> Sheet | None:
    """Return the chart in the largest type in which it fits the page, best with rows in line."""
    width, height = page.room
    straight: Sheet | None = None
    closer: Sheet | None = None
    for scale in scales:
        sheet = lay_sheet(chart, routes, setter, scale, width)
        if sheet.height <= height:
            straight = sheet
            continue
        tried = compact(sheet)
        if tried.height > height:
            break
        closer = tried
    if straight and closer and closer.measure.scale < straight.measure.scale * _IN_LINE:
        return straight
    return closer or straight


def _shrunk(chart: Chart, setter: Setter) -> _Found:
    """Return a chart that is too large for any page at a readable size: small, but whole."""
    columns = next(n for n in range(6, 200) if n * n * 3 > len(chart.steps) * 4)
    cells = place(chart, Grid(columns, max(columns * 2, len(chart.spine)), columns // 2))
    routes = find_routes(chart, cells or {})
    scale, (width, height) = 1.0, _PORTRAIT.room
    sheet = compact(lay_sheet(chart, routes, setter, scale, width))
    while sheet.height > height and scale > _LEAST:
        scale *= 0.9
        sheet = compact(lay_sheet(chart, routes, setter, scale, width))
    return _Found(_PORTRAIT, sheet, scale, len(routes.jumps))


def _head(flow: Flow, setter: Setter, page: _Page) -> Iterator[Item]:
    memory = setter.lines((Run(setter.say(MEMORY), _on_red(14.5, 19, bold=True)),), 1e9)[0]
    why = setter.lines((Run(setter.say(MEMORY_WHY), _on_red(9, 12)),), 1e9)[0]
    wide = max(memory.width, why.width) + 50.0
    x, room = page.width - _SIDE - wide, page.width - 2 * _SIDE - wide - 16.0
    yield Words(setter.line(setter.say(flow.title), _TITLE, room), _SIDE, 13.0)
    said = f"{setter.say(flow.subtitle)}{setter.say(_STOP_MARK)}{setter.say(START_HERE)}"
    y = 38.0
    for line in setter.lines((Run(said, _SUBTITLE),), room)[:2]:
        yield Words(line, _SIDE, y)
        y += line.leading
    red = TONES["stop"].line
    yield Box(x, 20.0, wide, 39.0, line=None, fill=red, radius=3.0)
    yield Sign("stop", x + 11.0, 28.5, 22.0, PAPER)
    yield Words(memory, x + 42.0, 23.5)
    yield Words(why, x + 42.0, 42.5)


_STOP_MARK = Text("。", ". ")


def _on_red(size: float, leading: float, *, bold: bool = False) -> Style:
    return Style(Face.BOLD if bold else Face.REGULAR, size, leading, PAPER)


def _legend(flow: Flow, setter: Setter, page: _Page, sheet: Sheet) -> Iterator[Item]:
    x, y, right = _SIDE, page.height - _FOOT, page.width - _SIDE
    foot = setter.line(
        setter.say(FOOT).format(id=flow.id[:40], version=flow.version[:12]), _SMALL, 220.0
    )
    for sample, words in _samples(setter, sheet):
        line = setter.lines((Run(words, _SMALL),), 1e9)[0]
        if x + 24.0 + line.width > right:
            x, y = _SIDE, y + 14.0
        yield from sample(x, y)
        yield Words(line, x + 24.0, y + 3.0)
        x += line.width + 33.0
    yield ended(foot, right, page.height - _FOOT + 17.0)


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
