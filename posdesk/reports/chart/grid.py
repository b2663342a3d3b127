"""Gives every step of a chart a cell: the usual way down one column, the rest close to its kin."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from posdesk.reports.chart.steps import Chart

Cell = tuple[int, int]
"""Column and row, from the top left."""

_FAR = 7.0
"""What a link costs at most: beyond that it is a number to jump to, wherever it leads."""

_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cells there are, and the column in which the usual way runs down."""

    columns: int
    rows: int
    spine: int


def place(chart: Chart, grid: Grid) -> Mapping[str, Cell] | None:
    """Return a cell for each step, or ``None`` where there are too few."""
    if len(chart.steps) > grid.columns * grid.rows or len(chart.spine) > grid.rows * (
        grid.columns - grid.spine
    ):
        return None
    return _Placing(chart, grid).settled()


class _Placing:
    """Steps on their way to their cells; those of the usual way stand from the beginning."""

    def __init__(self, chart: Chart, grid: Grid) -> None:
        self._grid = grid
        self._kin: dict[str, list[tuple[str, bool, float]]] = {name: [] for name in chart.steps}
        for link in chart.links:
            if link.source == link.target:
                continue
            weight = 1.0 if link.main else 0.12
            self._kin[link.source].append((link.target, True, weight))
            self._kin[link.target].append((link.source, False, weight))
        self._ends = {name for name, step in chart.steps.items() if step.kind in ("end", "exit")}
        self._at: dict[str, Cell] = {}
        self._standing: dict[str, float] = {}
        """What the steps cost where they stand, until one of them moves."""
        for number, name in enumerate(chart.spine):
            fold, row = divmod(number, grid.rows)
            self._at[name] = (grid.spine + fold, row)
        self._order = self._near_first(chart)

    def settled(self) -> Mapping[str, Cell]:
        """Return the cells after no single move and no exchange makes any link shorter."""
        for name in self._order:
            free = self._free()
            self._at[name] = min(free, key=lambda cell: (self._cost(name, cell), cell))
        for _ in range(_ROUNDS):
            if not sum(self._moved(name) for name in self._order):
                break
        return self._closed_up()

    def _near_first(self, chart: Chart) -> list[str]:
        """Return the steps that are to be placed, each after one that leads to it."""
        todo, seen = deque(chart.spine), set(chart.spine)
        order: list[str] = []
        while todo:
            for name, forth, _ in self._kin[todo.popleft()]:
                if forth and name not in seen:
                    seen.add(name)
                    order.append(name)
                    todo.append(name)
        return order + [name for name in chart.steps if name not in seen]

    def _free(self) -> list[Cell]:
        held = set(self._at.values())
        cells = (
            (column, row) for row in range(self._grid.rows) for column in range(self._grid.columns)
        )
        return [cell for cell in cells if cell not in held]

    def _cost(self, name: str, cell: Cell) -> float:
        total = -0.02 * cell[1] if name in self._ends else 0.0
        for other, forth, weight in self._kin[name]:
            to = self._at.get(other)
            if to is not None:
                total += weight * (_length(cell, to) if forth else _length(to, cell))
        return total

    def _cost_here(self, name: str) -> float:
        if name not in self._standing:
            self._standing[name] = self._cost(name, self._at[name])
        return self._standing[name]

    def _moved(self, name: str) -> bool:
        """Move ``name`` to where its links are shortest, by itself or in exchange with another."""
        here = self._at[name]
        now, best, gain = self._cost_here(name), None, 1e-6
        for cell in self._free():
            better = now - self._cost(name, cell)
            if better > gain:
                best, gain = (cell, ""), better
        for other in self._order:
            if other == name:
                continue
            there = self._at[other]
            before = now + self._cost_here(other)
            self._at[name], self._at[other] = there, here
            better = before - self._cost(name, there) - self._cost(other, here)
            self._at[name], self._at[other] = here, there
            if better > gain:
                best, gain = (there, other), better
        if best is None:
            return False
        cell, other = best
        self._at[name] = cell
        if other:
            self._at[other] = here
        self._standing.clear()
        return True

    def _closed_up(self) -> Mapping[str, Cell]:
        """Return the cells without columns and rows in which nothing stands."""
        columns = sorted({column for column, _ in self._at.values()})
        rows = sorted({row for _, row in self._at.values()})
        return {
            name: (columns.index(column), rows.index(row))
            for name, (column, row) in self._at.items()
        }


@cache
def _length(source: Cell, target: Cell) -> float:
    """Return what a link costs: nothing straight down, most where it leads far or up again."""
    across, down = abs(source[0] - target[0]), target[1] - source[1]
    if down == 1:
        cost = 0.9 + 0.7 * across if across else 0.0
    elif down > 1:
        cost = 1.2 + 0.8 * (down - 1) + 0.7 * across
    else:
        cost = 4.0 + 0.9 * across - 0.9 * down
    return min(cost, _FAR)
