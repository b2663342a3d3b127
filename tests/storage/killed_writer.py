"""A shop's writing program that is killed again and again: prints each id once it is durable.

``python -m tests.storage.killed_writer FOLDER KILLS SEED`` warms up once, then forks a child for
each kill, so that hundreds cost seconds: real processes with connections of their own, killed by
SIGKILL at a random instant. Prints one JSON object: what was acknowledged, and how often.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from posdesk.domain.event import NoteAdded
from posdesk.storage import driver
from posdesk.storage.ids import new_id
from posdesk.storage.store import Store
from tests.storage.samples import Clock, answered, exhibit, opening, started

LONGEST = 0.05
"""Seconds a child may live, from its beginning or from the first event it acknowledged."""

OPENING = 0.15
"""The part of the children that is killed while they open the folder, the first ones among them."""


def main() -> None:
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    # Warm what a new folder needs, so that the first children come as far as making it.
    driver.tables(driver.connect(Path(":memory:")))
    acknowledged: list[str] = []
    died = {"before any": 0, "while writing": 0}
    for child in range(kills):
        opening = child < 10 or chance.random() < OPENING
        told = kill_one(folder, f"child-{child}", chance.uniform(0.0, LONGEST), opening)
        acknowledged += told
        died["while writing" if told else "before any"] += 1
    print(json.dumps({"acknowledged": acknowledged, "died": died}))


def kill_one(folder: Path, name: str, after: float, opening: bool) -> list[str]:
    """Let a child write and kill it ``after`` seconds; return the ids it said are stored.

    ``opening`` counts from its beginning, otherwise from the first id it tells.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(folder, name, writing)
        finally:
            os._exit(1)
    os.close(writing)
    first = b"" if opening else os.read(reading, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"{name} ended by itself: {status}"
    with os.fdopen(reading, "rb") as pipe:
        lines = (first + pipe.read()).decode("ascii").split("\n")
    # What stands after the last line end was not said to the end.
    return lines[:-1]


def write(folder: Path, name: str, told: int) -> None:
    """Write cases with walks, notes and exhibits for ever, telling the id of each event."""
    store = Store.open(folder, clock=Clock(), software="killed")
    for number in range(1_000_000):
        case = f"{name}-{number}"
        recorded = store.open_case(lambda n, case=case: opening(n, case), actor="03")  # type: ignore[misc]
        tell(told, [one.id for one in recorded])
        digest = store.exhibits.put(f"photo of {case}".encode())
        for events in (
            [started(case, f"{case}-w"), answered(case, f"{case}-w", 0)],
            [exhibit(case, "photo.jpg", digest)],
            [NoteAdded(case=case, text="客人等着"), answered(case, f"{case}-w", 1, "done")],
        ):
            ids = [new_id() for _ in events]
            store.append(events, actor="03", ids=ids)
            tell(told, ids)


def tell(told: int, ids: list[str]) -> None:
    os.write(told, "".join(f"{one}\n" for one in ids).encode())


if __name__ == "__main__":
    main()
