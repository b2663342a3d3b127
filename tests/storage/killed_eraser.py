"""A program that erases and is killed at a random instant, each time on a new folder."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.event import NoteAdded
from posdesk.storage.erasure import Going
from tests.storage.samples import NOON, exhibit, open_case, open_store

KILLS = 60
SECRET = "龘靐鱻某某"
PHOTO = b"bytes of a photo that must go"
LONGEST = 0.045
"""Seconds a child may live after it has begun to erase."""


@dataclass(frozen=True, slots=True)
class Found:
    """How often the case was still whole after the kill, and how often it was gone."""

    whole: int
    gone: int


def run(folder: Path, kills: int, seed: int) -> Found:
    """Kill ``kills`` children; after each the folder must be as before, or clean."""
    chance = random.Random(seed)
    model = folder / "model"
    with open_store(model) as store:
        for n in range(30):
            open_case(store, f"other-{n}")
        open_case(store, "one")
        digest = store.exhibits.put(PHOTO)
        store.append(
            [NoteAdded(case="one", text=SECRET), exhibit("one", "a.jpg", digest)], actor="03"
        )
    whole = gone = 0
    longest = LONGEST
    for n in range(kills):
        tried = folder / f"try-{n}"
        shutil.copytree(model, tried)
        _kill_one(tried, chance.uniform(0.0, longest))
        if _is_whole(tried):
            whole += 1
            longest *= 1.1  # a slow machine needs longer until anything is gone
        else:
            gone += 1
            longest *= 0.93
        shutil.rmtree(tried)
    return Found(whole, gone)


def _kill_one(folder: Path, after: float) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = open_store(folder)
            os.write(writing, b"x")
            store.erasure.erase(Going(("one",)), why="客人要求", actor="03", at=NOON)
            store.close()
            time.sleep(10)
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def _is_whole(folder: Path) -> bool:
    """Open the folder as anybody would; return whether the case is there, whole."""
    with open_store(folder) as store:
        assert store.verify().valid, store.verify().first_bad
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()
        assert not store.erasure.cleaning.is_due
        assert not store.exhibits.has_leaving
        there = [row.id for row in store.cases(limit=100)]
        assert len(there) in (30, 31)
        if "one" in there:
            assert len(store.case("one").history) == 4
            return True
    lying = b"".join(p.read_bytes() for p in folder.iterdir())
    assert SECRET.encode() not in lying
    assert PHOTO not in lying
    return False
