"""How long an upgrade takes and how much room: ``python -m tests.benchmarks.upgrade_time CASES``.

Data of the second layout are made, a backup is written and read back, the rest is done; a row of
the table of old cases is as wide as a real one.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from posdesk import app
from posdesk.domain.event import CaseOpened, FactLearnt, NoteAdded, SlipRecorded
from posdesk.domain.moment import BEIJING, iso
from posdesk.services.upgrading import Step, Upgrading
from posdesk.storage.database import Database
from posdesk.storage.journal import Journal
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.schema import Schema
from posdesk.storage.store import DATABASE, Store

LAYOUT = 2
BEGUN = datetime(2024, 1, 1, 9, 0, tzinfo=BEIJING)
WORDS = "没出单，银行扣了，客人明天再来问，货在柜台下面 " * 6


class Watch:
    """Tells what each step took."""

    def __init__(self) -> None:
        self.begun: list[tuple[Step, float]] = []

    def begin(self, step: Step, *, may_stop: bool) -> None:
        self.begun.append((step, time.perf_counter()))

    def __call__(self, done: int, total: int, /) -> None:
        pass


def make(folder: Path, cases: int) -> None:
    """Write as many cases of four events each, laid out as the second version did."""
    then = Schema(JOURNAL.name, JOURNAL.mark, JOURNAL.steps[:LAYOUT])
    database = Database.open(folder / DATABASE, then)
    journal = Journal(database)
    rows = []
    with database.atomic() as connection:
        journal.begin_counter("0.1.0", iso(BEGUN))
        for place in range(cases):
            at, case = iso(BEGUN + timedelta(seconds=40 * place)), f"case-{place}"
            number = f"{24_0000 + place // 100:06d}-{place % 100:02d}"
            events = (
                CaseOpened(case=case, number=number, symptom="没出单，银行扣了", cashier="林晓"),
                SlipRecorded(
                    case=case,
                    attempt=1,
                    values={
                        "amount": 50000 + place,
                        "card": "622848******1234",
                        "issuer": "农业银行",
                        "trace": f"{place % 10**6:06d}",
                    },
                ),
                FactLearnt(case=case, attempt=1, terminal="timeout", bank="debited"),
                NoteAdded(case=case, text="客人明天再来问，货在柜台下面"),
            )
            journal.append(events, [f"{case}-{n}" for n in range(4)], "03", at)
            rows.append((case, number, at, at, WORDS))
        connection.executemany(
            "INSERT INTO cases (id, number, opened_at, last_at, words) VALUES (?, ?, ?, ?, ?)", rows
        )
    database.close()


def main(cases: int) -> None:
    """Make, upgrade, and print a line."""
    place = Path(tempfile.mkdtemp(prefix="posdesk-upgrade-"))
    folder, most = place / "data", [0]
    try:
        make(folder, cases)
        before = (folder / DATABASE).stat().st_size
        over = threading.Event()

        def measure() -> None:
            while not over.wait(0.05):
                used = sum(one.stat().st_size for one in place.rglob("*") if one.is_file())
                most[0] = max(most[0], used)

        watching = threading.Thread(target=measure, daemon=True)
        watching.start()
        watch, cpu = Watch(), time.process_time()
        begun = time.perf_counter()
        Upgrading(app.shelves(folder), app.beijing_clock).do(watch)
        ended = time.perf_counter()
        over.set()
        watching.join()
        changing = watch.begun[1][1]
        with Store.open(folder, clock=app.beijing_clock, software="0.1.0") as store:
            sound = store.verify().valid
        after = (folder / DATABASE).stat().st_size
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"{cases} cases, {before / 1e6:.0f} MB: backup {changing - begun:.1f} s,"
            f" upgrade {ended - changing:.1f} s, CPU {time.process_time() - cpu:.1f} s,"
            f" room at most {(most[0] - before) / 1e6:.0f} MB more,"
            f" file after {after / 1e6:.0f} MB, memory {memory:.0f} MB, sound: {sound}"
        )
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main(int(sys.argv[1]))
