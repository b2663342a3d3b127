"""A shop's program that is killed again and again while it backs up; tells each backup it made.

``python -m tests.storage.backup.killed_backup DATA KILLS SEED`` fills a data folder, then forks a
child for each kill. Each child goes on writing cases, and backs up until it dies.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import cast

from posdesk.services.backups import Backups
from posdesk.services.library import Shelves
from posdesk.services.staff import Staff
from posdesk.storage.driver import connect, tables
from tests.storage.samples import NOON, Clock, exhibit, open_case, open_store

LONGEST = 0.8
"""Seconds that a child lives at most, from when it begins to back up."""


def main() -> None:
    data, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    tables(connect(Path(":memory:")))
    with open_store(data) as store:
        for number in range(100):
            open_case(store, f"case-{number}")
        digest = store.exhibits.put(b"a photo" * 50_000)
        store.append([exhibit("case-0", "photo.jpg", digest)], actor="03")
    told: list[str] = []
    longest = LONGEST
    for child in range(kills):
        made = kill_one(data, child, chance.uniform(0.0, longest))
        longest = longest if made else longest * 1.1  # a slow machine needs longer for one
        told += made
    print(json.dumps({"told": told}))


def kill_one(data: Path, number: int, after: float) -> list[str]:
    """Let a child back up and kill it ``after`` seconds; return the backups it said it made."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            back_up(data, number, writing)
        finally:
            os._exit(1)
    os.close(writing)
    first = os.read(reading, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"{number} ended by itself: {status}"
    with os.fdopen(reading, "rb") as pipe:
        lines = (first + pipe.read()).decode().split("\n")
    return lines[1:-1]  # the first says only that it begins


def back_up(data: Path, number: int, told: int) -> None:
    """Write and back up for ever, a day later each time."""
    clock = Clock(NOON + timedelta(days=40 * number))
    store = open_store(data, clock)
    shelves = Shelves(data, data, data / "cache")
    backups = Backups(store, cast(Staff, None), shelves, clock)
    os.write(told, b"\n")
    for turn in range(40):
        clock.now += timedelta(days=1)
        open_case(store, f"child-{number}-{turn}")
        digest = store.exhibits.put(f"photo {number} {turn}".encode() * 10_000)
        store.append([exhibit(f"child-{number}-{turn}", "p.jpg", digest)], actor="03")
        made = backups.make().first
        assert made is not None
        os.write(told, f"{made.path.name}\n".encode())
    time.sleep(60)


if __name__ == "__main__":
    main()
