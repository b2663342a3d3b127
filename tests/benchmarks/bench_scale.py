"""What very many cases cost a day at the counter, beside ten of them; prints JSON.

    python -m tests.benchmarks.bench_scale [--cases N]

Two data folders, of ten cases and of N, are treated alike: the window is started, each time as a
whole process, and the services are asked what a window asks first. Milliseconds of processor time,
which other programs do not lengthen, but for the start and the backup, which wait for the disk too.
Memory is what the process holds then. ``erase`` takes one case out, with all copies in the file.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from posdesk import app
from posdesk.domain.asked import Asked
from posdesk.domain.chip import Chip
from posdesk.storage.store import DATABASE
from tests.benchmarks.bench_start import REAL, start
from tests.benchmarks.many import fill

FEW = 10
TURNS = 5


def main() -> None:
    """Run and print the figures, or those of one folder, which is a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000, help="cases in the full folder")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.folder is not None:
        print(json.dumps(asked(given.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        print(json.dumps(measure(Path(folder), given.cases), indent=2))


def measure(root: Path, cases: int) -> dict[str, object]:
    """Return the figures of ten cases and of ``cases``, and what the many cost more at the start.

    The last is the ratio of the times from the start to the field that takes words.
    """
    homes = {str(count): root / str(count) for count in (FEW, cases)}
    for count, home in homes.items():
        fill(home / "data", int(count))
        settings = home / "data" / "settings.toml"
        settings.write_text('[window]\nfirst_start = "done"\n', "utf-8")
        start(REAL, "_Line", home)
    usable: dict[str, list[float]] = {count: [] for count in homes}
    for _ in range(TURNS):
        for count, home in homes.items():
            usable[count].append(start(REAL, "_Line", home)[1] * 1000)
    told: dict[str, dict[str, Any]] = {}
    for count, home in homes.items():
        size = (home / "data" / DATABASE).stat().st_size
        told[count] = {
            "database_mb": round(size / 1e6, 1),
            "start_to_usable_ms": round(median(usable[count])),
            **_in_a_process(home / "data"),
        }
    ratio = median(usable[str(cases)]) / median(usable[str(FEW)])
    return {**told, "start_ratio": round(ratio, 2)}


def asked(folder: Path) -> dict[str, object]:
    """Return what opening ``folder`` and the first questions take, and the memory held after."""
    began = time.process_time()
    desk = app.open_desk(folder)
    told: dict[str, object] = {
        "open_desk_ms": round((time.process_time() - began) * 1000, 1),
        "memory_open_mb": _memory(),
    }
    every = Asked(chip=Chip.ALL)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("due_list", lambda: desk.case_list.take(desk.case_list.load())),
        ("today", desk.log.today),
        ("first_find", lambda: desk.finder.look_up("没出单")),
        ("first_search", lambda: desk.case_pages.first(Asked(chip=Chip.ALL, words="9015"))),
        ("cases_page", lambda: desk.case_pages.first(every)),
        ("cases_counted", lambda: desk.case_pages.spread(every)),
        ("past_their_term", desk.forgetting.count_old),
        ("backup_has_news", desk.backups.has_news),
    )
    for name, step in steps:
        told[f"{name}_ms"] = _cpu(step)
    told["memory_asked_mb"] = _memory()
    told["soundness_ms"] = _cpu(lambda: desk.care.soundness(lambda _done, _total: None))
    clock = time.perf_counter()
    desk.backups.make()
    told["backup_ms"] = round((time.perf_counter() - clock) * 1000)
    told["memory_backed_up_mb"] = _memory()
    (case,) = desk.case_list.shelf(Chip.LIVING).rows[:1]
    clock = time.perf_counter()
    desk.forgetting.erase([case.row.id], "客人要求", even_open=True)
    told["erase_ms"] = round((time.perf_counter() - clock) * 1000)
    told["memory_at_most_mb"] = _memory("VmHWM")
    desk.case_pages.close()
    desk.care.close()
    return told


def _in_a_process(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_scale", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _cpu(step: Callable[[], object]) -> float:
    began = time.process_time()
    step()
    return round((time.process_time() - began) * 1000, 1)


def _memory(kind: str = "VmRSS") -> float | None:
    """Return the megabytes held now, or at most; ``None`` where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = status.read_text("utf-8").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1024, 1)


if __name__ == "__main__":
    main()
