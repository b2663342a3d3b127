"""Backing up and restoring against a bare copy of the same files; prints JSON.

    python -m tests.benchmarks.bench_backup [--cases N] [--photos N]

The bare side copies the two files of the data folder in chunks of 1 MB and sees them on the disk;
it reads nothing back. A backup is read back whole: every page, every event, every new exhibit.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median

from posdesk import app
from posdesk.domain.event import Event, ExhibitAttached, NoteAdded
from posdesk.domain.moment import BEIJING
from posdesk.storage.backup.check import check
from posdesk.storage.ids import new_id
from posdesk.storage.restoring import Step
from posdesk.storage.store import DATABASE, EXHIBITS, Store
from tests.benchmarks.bench_storage import answer, opening

NOW = datetime(2026, 11, 20, 14, 32, 7, tzinfo=BEIJING)
PHOTO = 1_000_000
RUNS = 3


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3000, help="cases of 14 events each")
    parser.add_argument("--photos", type=int, default=60, help="exhibits of 1 MB")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        print(json.dumps(measure(Path(folder), given.cases, given.photos), indent=2))


def measure(root: Path, cases: int, photos: int) -> dict[str, object]:
    """Return seconds and MB/s of each way to bring the same bytes to the disk, and back."""
    data = root / "data"
    fill(data, cases, photos)
    journal, exhibits = (data / name for name in (DATABASE, EXHIBITS))
    every = journal.stat().st_size + exhibits.stat().st_size
    bare, daily, whole, read = list[float](), list[float](), list[float](), list[float]()
    desk = app.open_desk(data, lambda: NOW)
    try:
        first = clocked(desk.backups.make)
        for run in range(RUNS):
            target = root / f"{run}.backup"
            daily.append(clocked(desk.backups.make))
            whole.append(clocked(partial(desk.backups.make_file, target)))
            read.append(clocked(partial(check, target)))
        events = desk.backups.make_file(root / "last.backup").about.events
    finally:
        desk.care.close()
    for run in range(RUNS):
        bare.append(clocked(lambda r=run: copy_both(data, root / f"bare-{r}")))  # type: ignore[misc]
    restored = [clocked(lambda r=run: restore(root, r)) for run in range(RUNS)]  # type: ignore[misc]
    return {
        "events": events,
        "journal_mb": round(journal.stat().st_size / 1e6, 1),
        "exhibits_mb": round(exhibits.stat().st_size / 1e6, 1),
        "bare_copy": figure(every, bare),
        "backup_first": figure(every, [first]),
        "backup_daily_exhibits_there": figure(journal.stat().st_size, daily),
        "backup_to_one_file": figure(every, whole),
        "reading_one_back": figure(every, read),
        "restore": figure(every, restored),
        "backup_to_bare_copy": round(median(whole) / median(bare), 2),
        "restore_to_bare_copy": round(median(restored) / median(bare), 2),
    }


def figure(size: int, seconds: list[float]) -> dict[str, float]:
    """Return the median time and what it makes in MB/s."""
    return {"s": round(median(seconds), 3), "mb_s": round(size / 1e6 / median(seconds), 1)}


def fill(folder: Path, cases: int, photos: int) -> None:
    """Make a data folder with ``cases`` cases, each with answers and a note, and ``photos``."""
    with Store.open(folder, clock=lambda: NOW, software="bench") as store:
        for start in range(0, cases, 100):
            with store.writing(actor="bench") as writer:
                for case in range(start, min(start + 100, cases)):
                    number = writer.next_number(NOW.date())
                    events: list[Event] = [*opening(case, number)]
                    events += [answer(case, step) for step in range(10)]
                    name = events[0].case
                    events.append(NoteAdded(case=name, text="客人等着，先收了现金" * 5))
                    writer.append(events)
        for photo in range(photos):
            digest = store.exhibits.put(os.urandom(PHOTO))
            attached = ExhibitAttached(
                case=name,
                exhibit=new_id(),
                kind="sms",
                name=f"{photo}.jpg",
                mime="image/jpeg",
                sha256=digest,
                received_sha256=digest,
                size=PHOTO,
            )
            store.append((attached,), actor="bench")


def restore(root: Path, run: int) -> None:
    """Restore the whole backup into an empty folder."""
    desk_folder = root / f"restored-{run}"
    app.open_restorer(desk_folder).restoring(root / f"{run}.backup").do(Unheard())


class Unheard:
    """Hears of progress and tells nobody."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Go on."""

    def __call__(self, done: int, total: int, /) -> None:
        """Go on."""


def copy_both(data: Path, target: Path) -> None:
    """Copy the two files and see them on the disk."""
    target.mkdir()
    for name in (DATABASE, EXHIBITS):
        with (data / name).open("rb") as read, (target / name).open("wb") as written:
            while chunk := read.read(1024 * 1024):
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())


def clocked(work: Callable[[], object]) -> float:
    """Return how many seconds ``work`` took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
