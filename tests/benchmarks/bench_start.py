"""Cold start of the window against a bare PySide6 window, each a whole process; prints JSON.

    python -m tests.benchmarks.bench_start [--runs N] [--frozen]

From the start of the process to the first paint of anything, and to the home field painted and
ready for words. Both sides take turns; the data folder, the cache of parsed flows and compiled
modules are there, as on every day but the first. Medians in milliseconds. ``--frozen`` measures
built programs too, PosDesk's and a bare window's, each built once: minutes more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from posdesk.app import open_desk
from tests.benchmarks.frozen_windows import freeze_bare, freeze_posdesk

CHILD = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Watch(QObject):
    def __init__(self, usable):
        super().__init__()
        self.usable, self.seen = usable, {}
    def eventFilter(self, watched, event):
        # Asked first, since it costs the least: there are thousands of events.
        if self.seen and type(watched).__name__ != self.usable:
            return False
        if event.type() == QEvent.Type.Paint:
            self.seen.setdefault("paint", time.monotonic())
            if type(watched).__name__ == self.usable:
                print(self.seen["paint"], time.monotonic(), flush=True)
                import os; os._exit(0)
        return False

app = QApplication(sys.argv[:1])
watch = Watch(sys.argv[1])
app.installEventFilter(watch)
"""
BARE = """
window = QMainWindow()
window.setCentralWidget(QLabel("PosDesk"))
window.resize(1366, 768)
window.show()
app.exec()
"""
REAL = """
sys.argv[1:] = []
from posdesk.__main__ import main
main()
"""


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="starts of each side")
    parser.add_argument("--frozen", action="store_true", help="built programs too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        print(json.dumps(measure(Path(folder), asked.runs, asked.frozen), indent=2))


def measure(folder: Path, runs: int, frozen: bool = False) -> dict[str, float]:
    """Return the medians of ``runs`` starts and their ratios to the bare window's of their kind."""
    (folder / "data").mkdir()
    (folder / "data" / "settings.toml").write_text('[window]\nfirst_start = "done"\n', "utf-8")
    python = [sys.executable, "-c"]
    pairs = {"": ([*python, CHILD + BARE], [*python, CHILD + REAL])}
    if frozen:
        bare, real = freeze_bare(folder, CHILD + BARE), freeze_posdesk(folder, CHILD + REAL)
        pairs["frozen_"] = ([str(bare)], [str(real)])
    times: dict[str, list[float]] = defaultdict(list)
    for first in (True, *[False] * runs):
        for kind, (bare_window, posdesk) in pairs.items():
            shown = _started(bare_window, "QLabel", folder)[0]
            paint, usable = _started(posdesk, "_Line", folder)
            open_desk(folder / "data").care.close()  # as the evening before left it, not a kill
            if not first:  # which makes the journal and the caches
                times[f"{kind}bare"].append(shown)
                times[f"{kind}paint"].append(paint)
                times[f"{kind}usable"].append(usable)
    found = {name: round(median(values) * 1000, 1) for name, values in times.items()}
    for kind in pairs:
        for name in (f"{kind}paint", f"{kind}usable"):
            found[f"{name}_ratio"] = round(found[name] / found[f"{kind}bare"], 2)
    return found


def start(body: str, usable: str, folder: Path) -> tuple[float, float]:
    """Start Python on ``body``; return the seconds to its first paint and to its being usable."""
    return _started([sys.executable, "-c", CHILD + body], usable, folder)


def _started(command: list[str], usable: str, folder: Path) -> tuple[float, float]:
    env = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    env["XDG_CACHE_HOME"] = str(folder / "cache")
    env["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["POSDESK_DATA"] = str(folder / "data")
    began = time.monotonic()
    done = subprocess.run([*command, usable], env=env, capture_output=True, text=True, check=True)
    paint, ready = (float(word) for word in done.stdout.split()[:2])
    return paint - began, ready - began


if __name__ == "__main__":
    main()
