"""A flow on one A4 page to pin to the wall: the chart, what to remember, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from posdesk.domain.flow import Flow
from posdesk.domain.text import Text
from posdesk.domain.walk import Walk
from posdesk.reports.chart.compact import compact
from posdesk.reports.chart.grid import Grid, place
from posdesk.reports.chart.ink import draw_sheet
from posdesk.reports.chart.laying import lay_sheet
from posdesk.reports.chart.routes import Routes, find_routes
from posdesk.reports.chart.sheet import Sheet, spread
from posdesk.reports.chart.steps import Chart, chart_of
from posdesk.reports.drawing import Drawing
from posdesk.reports.map_frame import SIDE, Page, page_head, page_legend
from posdesk.reports.typeset.setting import Setter

A4 = (595.28, 841.89)
_SCALES = (1.0, 1.06, 1.12, 1.2, 1.3)
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


_LANDSCAPE = Page(A4[1], A4[0], ((6, 6), (7, 6), (7, 7), (8, 6)))
_PORTRAIT = Page(*A4, ((4, 0), (5, 9), (5, 0), (6, 0), (7, 0)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A way to print a chart: the page, the cells and lines, and the scale at which it fits."""

    page: Page
    sheet: Sheet
    scale: float
    jumps: int

    @property
    def merit(self) -> float:
        """Large type, few numbers to go to, few words torn apart."""
        return min(self.scale, 1.2) - 0.012 * self.jumps - 0.02 * self.sheet.torn


def map_page(
    flow: Flow, setter: Setter, titles: Mapping[str, Text], walk: Walk | None = None
) -> Drawing:
    """Return the page of ``flow``; ``titles`` are those of the flows that it leads to."""
    found = _best(flow, setter, titles, walk)
    page, (width, height) = found.page, found.page.room
    sheet = spread(found.sheet, height)
    left = SIDE + (width - sheet.width) / 2
    items = (
        *page_head(flow, setter, page),
        *draw_sheet(sheet, setter, left, page.head),
        *page_legend(flow, setter, page, sheet),
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
    chart: Chart, routes: Routes, setter: Setter, page: Page, scales: tuple[float, ...]
) -> Sheet | None:
    """Return the chart in the largest type in which it fits the page, best with rows in line."""
    width, height = page.room
    straight: Sheet | None = None
    closer: Sheet | None = None
    torn: int | None = None
    for scale in scales:
        sheet = lay_sheet(chart, routes, setter, scale, width)
        torn = sheet.torn if torn is None else torn
        if sheet.torn > torn:
            break
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
