"""Which links are drawn as lines, and on which way; all others become a number to go to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from posdesk.reports.chart.grid import Cell
from posdesk.reports.chart.steps import Chart, Link
from posdesk.reports.chart.tracks import Net, Nets, crossings, levels

_LANE = 0.06
_MOST_LANES = 3
_MOST_CROSSED, _MOST_CROSSED_NEEDED = 1, 4
"""Lines that a link may cross; a number to go to is clearer than a knot."""


@dataclass(frozen=True, slots=True)
class Route:
    """A drawn link: the slot in which it runs down (or up) past rows, if it passes any.

    ``at_end``: its words stand over the box it leads to, else under the one it leaves.
    """

    link: Link
    lane: float | None = None
    at_end: bool = True


@dataclass(slots=True)
class Routes:
    """All drawn links, the nets of every gap between rows (-1 is above the first), the jumps."""

    cells: Mapping[str, Cell]
    drawn: list[Route] = field(default_factory=list)
    gaps: dict[int, Nets] = field(default_factory=dict)
    jumps: list[Link] = field(default_factory=list)
    lanes: set[tuple[float, int]] = field(default_factory=set)
    """Slots that are taken by lines past a row, as (slot, row)."""


def find_routes(chart: Chart, cells: Mapping[str, Cell]) -> Routes:
    """Return a route for every link that can have a clear one."""
    routes = Routes(cells)
    ranked = sorted(chart.links, key=lambda k: _rank(k, cells))
    reached: set[str] = set()
    for link in ranked:
        needed = link.main and (link.usual or link.target not in reached)
        if needed and _draw(routes, link, _MOST_CROSSED_NEEDED):
            reached.add(link.target)
    done = {id(route.link) for route in routes.drawn}
    for link in ranked:
        if id(link) in done:
            continue
        most = _MOST_CROSSED_NEEDED if link.taken else _MOST_CROSSED
        if not (link.main or link.taken) or not _draw(routes, link, most):
            routes.jumps.append(link)
    order = {id(link): place for place, link in enumerate(chart.links)}
    routes.jumps.sort(key=lambda link: order[id(link)])
    _give_places_to_words(routes)
    return routes


def _rank(link: Link, cells: Mapping[str, Cell]) -> tuple[bool, bool, float]:
    source, target = cells[link.source], cells[link.target]
    down, across = target[1] - source[1], abs(source[0] - target[0])
    return (not link.usual, not link.taken, abs(down - 1) * 2.0 + across + (8 if down < 1 else 0))


def _draw(routes: Routes, link: Link, most_crossed: int) -> bool:
    """Draw ``link`` where there is room for its words and a way that crosses little."""
    if not _has_room(routes, link):
        return False
    best: tuple[float, Routes] | None = None
    for lane in _lanes(routes, link):
        tried = _with(routes, link, lane)
        cost = _cost(tried, link, lane)
        if cost[0] > most_crossed or (best is not None and sum(cost) >= best[0]):
            continue
        ends = {routes.cells[link.source][1], routes.cells[link.target][1] - 1}
        if all(levels(tried.gaps.get(gap, {})) is not None for gap in ends):
            best = sum(cost), tried
    if best is None:
        return False
    made = best[1]
    routes.drawn, routes.gaps, routes.lanes = made.drawn, made.gaps, made.lanes
    return True


def _has_room(routes: Routes, link: Link) -> bool:
    """Return whether the words of all links could still stand by a line of their own."""
    links = [*(route.link for route in routes.drawn), link]
    near = [k for k in links if k.source == link.source or k.target == link.target]
    return all(_place_of_words(k, links) is not None for k in near)


def _place_of_words(link: Link, links: list[Link]) -> bool | None:
    """Return whether words stand at the end of a line (or at its beginning), if anywhere."""
    if not link.said or sum(k.target == link.target for k in links) == 1:
        return True
    return False if sum(k.source == link.source for k in links) == 1 else None


def _give_places_to_words(routes: Routes) -> None:
    links = [route.link for route in routes.drawn]
    routes.drawn = [
        Route(route.link, route.lane, _place_of_words(route.link, links) is not False)
        for route in routes.drawn
    ]


def _lanes(routes: Routes, link: Link) -> Iterator[float | None]:
    """Yield the slots in which a link could run past the rows between its ends."""
    source, target = routes.cells[link.source], routes.cells[link.target]
    if target[1] == source[1] + 1:
        yield None
        return
    columns = max(column for column, _ in routes.cells.values()) + 1
    down = target[1] > source[1]
    passed = _passed(source[1], target[1])
    held = set(routes.cells.values())
    for column in range(columns):
        free = all((column, row) not in held for row in passed)
        if down and free and not any((float(column), row) in routes.lanes for row in passed):
            yield float(column)
    for gap in range(columns + 1):
        for number in range(_MOST_LANES):
            slot = round(gap - 0.5 + (number - 1) * _LANE, 4)
            if not any((slot, row) in routes.lanes for row in passed):
                yield slot
                break


def _passed(source: int, target: int) -> range:
    """Return the rows that a link passes."""
    return range(source + 1, target) if target > source else range(target, source + 1)


def _with(routes: Routes, link: Link, lane: float | None) -> Routes:
    source, target = routes.cells[link.source], routes.cells[link.target]
    made = Routes(routes.cells, [*routes.drawn, Route(link, lane)], dict(routes.gaps))
    made.lanes = set(routes.lanes)
    out = _net(made, source[1], ("out", link.source))
    out.above.add(float(source[0]))
    if lane is None:
        out.below.add(float(target[0]))
        return made
    down = target[1] > source[1]
    made.lanes |= {(lane, row) for row in _passed(source[1], target[1])}
    (out.below if down else out.above).add(lane)
    into = _net(made, target[1] - 1, ("in", link.target))
    (into.above if down else into.below).add(lane)
    into.below.add(float(target[0]))
    return made


def _net(routes: Routes, gap: int, key: tuple[str, str]) -> Net:
    """Return the net of that key as a copy of its own, so that what it was tried from stays."""
    nets = dict(routes.gaps.get(gap, {}))
    held = nets.get(key, Net())
    nets[key] = Net(set(held.above), set(held.below))
    routes.gaps[gap] = nets
    return nets[key]


def _cost(routes: Routes, link: Link, lane: float | None) -> tuple[float, float]:
    """Return how many lines a link crosses, and about how long it is."""
    source, target = routes.cells[link.source], routes.cells[link.target]
    crossed = crossings(routes.gaps[source[1]], ("out", link.source))
    if lane is None:
        return float(crossed), 0.1 * abs(source[0] - target[0])
    crossed += crossings(routes.gaps[target[1] - 1], ("in", link.target))
    passed = _passed(source[1], target[1])
    for gap in list(passed)[:-1]:
        crossed += sum(net.left < lane < net.right for net in routes.gaps.get(gap, {}).values())
    length = abs(source[0] - lane) + abs(target[0] - lane) + len(passed)
    return float(crossed), 0.1 * length + (0.05 if lane != int(lane) else 0.0)
