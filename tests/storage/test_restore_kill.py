"""Killed at any moment, a restoring leaves the old data or the new ones, never a mixture."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from posdesk.storage.store import DATABASE, EXHIBITS
from tests.storage.samples import open_store
from tests.storage.test_restoring import backed_up, filled, go_on, restore

KILLS = 60
OLD, NEW = 5, 3
"""Cases in the present data and in the backup."""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


class Stop(BaseException):
    """The program ends here, as if it were killed."""


def made(folder: Path) -> Path:
    """Make data that differ from a backup of theirs in every file; return the backup."""
    filled(folder)
    backup = backed_up(folder)
    go_on(folder)
    (folder / "settings.toml").write_bytes(b"old")
    return backup


def old_or_new(folder: Path) -> str:
    """Open the folder as anybody would, and return which data are in it, after proving it."""
    with open_store(folder) as store:
        cases = len(store.cases())
        assert cases in (OLD, NEW)
        assert store.verify().valid
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()
        later = hashlib.sha256(b"later photo").hexdigest()
        found = store._queries.named_exhibits()
        assert (later in found) == (cases == OLD)
        assert store.health().quick_check == ("ok",)
    settings = (folder / "settings.toml").read_bytes()
    assert settings == (b"old" if cases == OLD else b'[shop]\nname = "A"\n')
    assert not (folder / "exchange").exists()
    assert not (folder / "exchange.json").exists()
    return "old" if cases == OLD else "new"


def test_it_stops_after_each_file_operation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rename, removal, folder and sync of the exchange may be the last thing done."""
    first = tmp_path / "first"
    made(first)
    found: list[str] = []
    for stop_after in range(1, 200):
        folder = tmp_path / f"n{stop_after}"
        shutil.copytree(first, folder)
        shutil.copytree(tmp_path / "first-backups", tmp_path / f"n{stop_after}-backups")
        done = 0

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def operation(*args: object, **kwargs: object) -> object:
                nonlocal done
                result = real(*args, **kwargs)
                done += 1
                if done == stop_after:  # noqa: B023 - called within this round
                    raise Stop
                return result

            return operation

        with monkeypatch.context() as patched:
            for name in ("replace", "unlink", "mkdir"):
                patched.setattr(Path, name, counted(getattr(Path, name)))
            patched.setattr(os, "fsync", counted(os.fsync))
            try:
                restore(folder, tmp_path / f"n{stop_after}-backups" / "one.backup")
                finished = True
            except Stop:
                finished = False
        found.append(old_or_new(folder))
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / f"n{stop_after}-backups")
        if finished:
            break
    assert finished
    assert found[-1] == "new"
    assert found == sorted(found, reverse=True), "from one operation on, it is the new ones"
    assert found.count("new") > 5


@needs_fork
@pytest.mark.slow
def test_it_is_killed_at_any_moment(tmp_path: Path) -> None:
    first = tmp_path / "first"
    made(first)
    chance = random.Random(20261122)
    longest = _time_of(tmp_path, first)
    found = []
    for kill in range(KILLS):
        folder = tmp_path / "data"
        for name in ("data", "data-backups"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        shutil.copytree(first, folder)
        shutil.copytree(tmp_path / "first-backups", tmp_path / "data-backups")
        child = os.fork()
        if child == 0:
            try:
                restore(folder, tmp_path / "data-backups" / "one.backup")
            finally:
                os._exit(0)
        # Every third is killed towards the end, where the files change places.
        near = kill % 3 == 0
        time.sleep(
            chance.uniform(longest * 0.7, longest * 1.3) if near else chance.uniform(0, longest)
        )
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found.append(old_or_new(folder))
        if near:  # the machine may be slower or faster by now than when it was timed
            longest *= 1.25 if found[-1] == "old" else 0.9
        for file in (DATABASE, EXHIBITS):
            assert (folder / file).exists()
    assert found.count("old") > KILLS / 4
    assert found.count("new") > KILLS / 20


def _time_of(place: Path, first: Path) -> float:
    """Return how long one restoring takes here."""
    folder = place / "timed"
    shutil.copytree(first, folder)
    shutil.copytree(place / "first-backups", place / "timed-backups")
    begun = time.monotonic()
    restore(folder, place / "timed-backups" / "one.backup")
    return time.monotonic() - begun
