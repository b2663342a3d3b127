"""The table of cases under wheel, keys and typing, with very many cases; prints JSON.

    python -m tests.benchmarks.bench_table [--cases N]

The window is the real one, off screen, on N cases of which nearly all are closed: their rows are
derived ones, written past the journal, since a table reads nothing else. A turn of the wheel and a
jump are measured from the event to the last painted pixel, by the processor's time of the thread
that paints, which other programs do not lengthen, and by the clock. A key typed is measured
from the key to the painted rows, by the time of all threads and by the clock, and to the count of
all that was found.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk import app
from posdesk.domain.chip import Chip
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.session import Sitting, application
from tests.benchmarks.many import fill

FRAME, JUMP = 16.0, 33.0
WORDS = ("没出单", "超时", "1060", "9015", "8812没", "扣款未到账", "wcd")


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000, help="cases in the table")
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as name:
        folder = Path(name)
        fill(folder, count)
        desk = app.open_desk(folder)
        sitting = Sitting(application(), desk, lang="zh_CN", theme="light")
        try:
            print(json.dumps(measure(sitting), indent=2, ensure_ascii=False))
        finally:
            sitting.window.close()
            desk.care.close()


def measure(sitting: Sitting) -> dict[str, object]:
    """Return the figures of the window as it is opened."""
    window = sitting.window
    window.resize(1366, 768)
    window.show()
    window.pages.show_cases()
    page = window.pages.cases
    assert page is not None
    page.detail.hide()  # the rows have no journal to tell a case from
    page.looking.stood_on.disconnect()
    began, before = time.perf_counter(), page.table.cases.rows
    page.looking.choose_chip(Chip.ALL)
    _until(lambda: page.table.cases.rows is not before and page.table.cases.rows.complete)
    ready = (time.perf_counter() - began) * 1000
    return {
        "cases": page.table.cases.rowCount(),
        "all_counted_ms": round(ready, 1),
        "wheel": _figures(*_wheel(page), FRAME),
        "jump": _figures(*_jump(page), JUMP),
        "key": _typed(page),
    }


def _wheel(page: CasesPage) -> tuple[list[float], list[float]]:
    """Turn the wheel down and up again, a notch at a time, from a place in the middle."""
    port, bar = page.table.viewport(), page.table.verticalScrollBar()
    cpu, wall = list[float](), list[float]()
    for start in (0, bar.maximum() // 2, bar.maximum() * 9 // 10):
        bar.setValue(start)
        _paint()
        for turn in (*[-120] * 300, *[120] * 100):
            middle = QPointF(port.rect().center())
            event = QWheelEvent(
                middle,
                QPointF(port.mapToGlobal(middle.toPoint())),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            _timed(cpu, wall, lambda event=event: QApplication.sendEvent(port, event))  # type: ignore[misc]
    return cpu, wall


def _jump(page: CasesPage) -> tuple[list[float], list[float]]:
    """Drag the scroll bar anywhere, and press End, Home and PageDown."""
    table, bar = page.table, page.table.verticalScrollBar()
    chance = random.Random(7)
    cpu, wall = list[float](), list[float]()
    for _ in range(150):
        place = chance.randrange(bar.maximum())
        _timed(cpu, wall, lambda place=place: bar.setValue(place))  # type: ignore[misc]
    keys = (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    for number in range(120):
        key = keys[number % len(keys)]
        _timed(cpu, wall, lambda key=key: QTest.keyClick(table, key))  # type: ignore[misc]
    return cpu, wall


def _typed(page: CasesPage) -> dict[str, object]:
    """Type words key by key under the chip of all cases."""
    painted, counted, cpu = list[float](), list[float](), list[float]()
    for words in WORDS:
        for end in range(1, len(words) + 1):
            began, processor = time.perf_counter(), time.process_time()
            before = page.table.cases.rows
            page.field.line.setText(words[:end])
            _until(lambda before=before: page.table.cases.rows is not before)  # type: ignore[misc]
            _paint()
            painted.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - processor) * 1000)
            _until(lambda: page.table.cases.rows.complete)
            counted.append((time.perf_counter() - began) * 1000)
        page.field.line.clear()
        _until(lambda: page.table.cases.rows.complete)
    return {
        "keys": len(painted),
        "painted_cpu_ms": _told(cpu),
        "painted_wall_ms": _told(painted),
        "counted_wall_ms": _told(counted),
    }


def _timed(cpu: list[float], wall: list[float], act: Callable[[], object]) -> None:
    processor, clock = time.thread_time(), time.perf_counter()
    act()
    _paint()
    cpu.append((time.thread_time() - processor) * 1000)
    wall.append((time.perf_counter() - clock) * 1000)


def _paint() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0005)


def _figures(cpu: list[float], wall: list[float], limit: float) -> dict[str, object]:
    p99 = quantiles(cpu, n=100)[98]
    return {
        "events": len(cpu),
        "cpu_ms": _told(cpu),
        "wall_ms": _told(wall),
        "of_the_limit": round(p99 / limit, 2),
    }


def _told(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=100)
    told = {"p50": median(times), "p95": cuts[94], "p99": cuts[98], "most": max(times)}
    return {name: round(value, 2) for name, value in told.items()}


if __name__ == "__main__":
    main()
