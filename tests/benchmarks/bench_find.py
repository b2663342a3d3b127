"""The home field key by key: how long each look-up takes; prints JSON.

    python -m tests.benchmarks.bench_find [--cases N]

Every sentence of tests/services/said.tsv is typed one key after the other on a shop that has N
cases, and each key looks up flows, codes and open cases as the window does, the underlined part of
each title included. Times are in milliseconds; ``of_a_key`` is the share of the 16 ms that a key
may take, by the clock and by the processor's own time, which other programs do not lengthen.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from posdesk import app
from posdesk.services.desk import Desk

KEY = 16.0
SAID = Path(__file__).parent.parent / "services" / "said.tsv"


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300, help="cases in the journal")
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        desk = app.open_desk(Path(folder))
        try:
            print(json.dumps(measure(desk, count), indent=2))
        finally:
            desk.care.close()


def measure(desk: Desk, count: int) -> dict[str, object]:
    """Return the figures for a shop with ``count`` cases."""
    flows = list(desk.troubleshoot.book.flows)
    for number in range(count):
        facts = {"amount": f"{number + 1}.00", "terminal": "timeout", "bank": "debited"}
        desk.log.add(desk.log.read({**facts, "flow": flows[number % len(flows)]}))
    began = time.perf_counter()
    desk.finder.warm()
    ready = (time.perf_counter() - began) * 1000
    wall, cpu = _typed(desk)
    symptoms = sum(len(flow.symptoms) for flow in desk.troubleshoot.flows())
    return {
        "flows": len(flows),
        "symptoms": symptoms,
        "cases": count,
        "keys": len(wall),
        "make_ready_ms": round(ready, 1),
        "wall_ms": _figures(wall),
        "cpu_ms": _figures(cpu),
        "of_a_key": {"wall_p99": _share(wall), "cpu_p99": _share(cpu)},
    }


def _typed(desk: Desk) -> tuple[list[float], list[float]]:
    """Type every sentence and return the times of each key."""
    wall, cpu = [], []
    with SAID.open(encoding="utf-8", newline="") as file:
        sentences = [row["said"] for row in csv.DictReader(file, delimiter="\t")]
    for words in sentences:
        for end in range(1, len(words) + 1):
            clock, processor = time.perf_counter(), time.process_time()
            found = desk.finder.look_up(words[:end])
            for hit in found.flows[:4]:
                desk.finder.marks(words[:end], hit.flow.title.zh_CN)
            wall.append((time.perf_counter() - clock) * 1000)
            cpu.append((time.process_time() - processor) * 1000)
    return wall, cpu


def _figures(times: list[float]) -> dict[str, float]:
    p99 = quantiles(times, n=100)[98]
    told = {"p50": median(times), "p99": p99, "most": max(times)}
    return {name: round(value, 2) for name, value in told.items()}


def _share(times: list[float]) -> float:
    return round(quantiles(times, n=100)[98] / KEY, 2)


if __name__ == "__main__":
    main()
