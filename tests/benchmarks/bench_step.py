"""From an answer to the painted next step, with and without the durable write; prints JSON.

    python -m tests.benchmarks.bench_step [--walks N]

Random walks through the real window, off screen: a key is pressed, the answer is stored, the next
step is laid out and painted, all within the key's handler; what follows a moment later (record,
map, today's cases) is measured by itself. Times in milliseconds; ``cpu`` counts only this thread,
whatever else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk.app import open_desk
from posdesk.domain.flow import NodeKind
from posdesk.storage.store import Store
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.session import Sitting, application

MOST_STEPS = 30
WARM = 2
"""Walks before the figures count: glyphs, icons and pages of the database are fetched once."""


class WriteClock:
    """Sums the time spent in the store's writes."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self._append = Store.append

    def install(self) -> None:
        """Stand before every write."""
        clock, append = self, self._append

        def timed(store: Store, *args: object, **named: object) -> object:
            wall, cpu = time.perf_counter(), time.thread_time()
            try:
                return append(store, *args, **named)  # type: ignore[arg-type]
            finally:
                clock.wall += time.perf_counter() - wall
                clock.cpu += time.thread_time() - cpu

        Store.append = timed  # type: ignore[method-assign,assignment]


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walks", type=int, default=24, help="walks through the flow")
    walks = parser.parse_args().walks
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        print(json.dumps(measure(Path(folder), walks), indent=2))


def measure(folder: Path, walks: int) -> dict[str, object]:
    """Return the figures of ``walks`` random walks."""
    app, writes = application(), WriteClock()
    sitting = Sitting(app, open_desk(folder), lang="zh_CN")
    sitting.window.resize(1366, 768)
    sitting.window.show()
    writes.install()
    page, choice = sitting.window.page, random.Random(1)
    times: dict[str, list[float]] = {"with_write": [], "without_write": [], "cpu": [], "after": []}
    for number in range(walks + WARM):
        page.begin("no-slip")
        settle(app)
        for _ in range(MOST_STEPS):
            if page.session is None or page.session.walk.outcome:
                break
            press = _press(page, choice)
            _time_step(app, press, writes, times if number >= WARM else None)
    sitting.window.close()
    return {"steps": len(times["cpu"])} | {name: _spread(list_) for name, list_ in times.items()}


def settle(app: QApplication) -> None:
    """Let everything that follows a moment later be done, the map's gliding too."""
    for _ in range(20):
        app.processEvents()
        time.sleep(0.012)


def _time_step(
    app: QApplication,
    press: Callable[[], None],
    writes: WriteClock,
    times: dict[str, list[float]] | None,
) -> None:
    writes.wall = writes.cpu = 0.0
    wall, cpu = time.perf_counter(), time.thread_time()
    press()
    took, used = time.perf_counter() - wall, time.thread_time() - cpu
    after = time.thread_time()
    settle(app)
    if times is not None:
        times["with_write"].append(took)
        times["without_write"].append(took - writes.wall)
        times["cpu"].append(used - writes.cpu)
        times["after"].append(time.thread_time() - after)


def _press(page: CounterPage, choice: random.Random) -> Callable[[], None]:
    """Return the press of a key that takes the present step."""
    step, session = page.walk.step, page.session
    if session is not None and session.walk.node.kind is NodeKind.LOOKUP:
        step.code.line.setText(choice.choice(("00", "51", "68")))
        return lambda: QTest.keyClick(step.code.line, Qt.Key.Key_Return)
    number = choice.randint(1, max(1, step.board.count))
    key = Qt.Key(Qt.Key.Key_0.value + number)
    return lambda: QTest.keyClick(step, key)


def _spread(seconds: list[float]) -> dict[str, float]:
    """Return median, p95, p99 and the most, in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    spread = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(seconds)}
    return {name: round(value * 1000, 2) for name, value in spread.items()}


if __name__ == "__main__":
    main()
