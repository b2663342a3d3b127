"""Backups that lie in plain come under the key, as often as it takes, and stay whole."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.storage.backup import rekey
from posdesk.storage.backup.exhibits import KeptExhibits
from posdesk.storage.backup.look import is_encrypted, key_file, look
from posdesk.storage.backup.rekey import change_key, exhibits_name, kinds, named_keys
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.driver import connect
from posdesk.storage.recrypt import damaged_blobs, opens
from tests.storage.turners import KEY, fill, tells

SIDECAR = KeyFile(KEY.id, KeptIn.PAPER).to_bytes()
NAMES = ("posdesk-261120-120000.backup", "posdesk-261121-120000.backup")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two plain backups with their exhibits."""
    data, place = tmp_path / "data", tmp_path / "data-backups"
    fill(data)
    place.mkdir()
    for name in NAMES:
        kept = KeptExhibits(place, None)
        source = Source(data, None, "test", "2026-11-20T12:00:00+08:00", ())
        write_backup(source, place / name, kept)
        kept.close()
    return place


def blobs(path: Path, key: Key | None) -> int:
    connection = connect(path, key)
    try:
        return int(connection.execute("SELECT count(*) FROM blobs").fetchone()[0])
    finally:
        connection.close()


def are_encrypted(place: Path, key: Key = KEY) -> None:
    assert sorted(path.name for path in place.iterdir()) == sorted(
        [*NAMES, *(f"{name}.key" for name in NAMES), exhibits_name(key)]
    )
    for name in NAMES:
        assert is_encrypted(place / name)
        assert look(place / name, key).exhibits == 6
    assert blobs(place / exhibits_name(key), key) == 6
    assert damaged_blobs(place / exhibits_name(key), key) == frozenset()
    assert tells(place) == []


def test_plain_backups_come_under_the_key(place: Path) -> None:
    assert (kinds(place).encrypted, kinds(place).plain) == (0, 2)
    before = [look(place / name) for name in NAMES]
    assert len(tells(place)) == 3
    told: list[tuple[int, int]] = []
    done = change_key(place, (), KEY, SIDECAR, lambda *how_far: told.append(how_far))
    assert (done.done, done.troubles) == (2, ())
    assert told == [(1, 2), (2, 2)]
    are_encrypted(place)
    assert [look(place / name, KEY) for name in NAMES] == before
    assert (kinds(place).encrypted, kinds(place).plain) == (2, 0)
    assert named_keys(place) == {KEY.id}
    assert key_file(place / NAMES[0]).read_bytes() == SIDECAR


def test_nothing_is_done_twice(place: Path) -> None:
    change_key(place, (), KEY, SIDECAR)
    times = [(place / name).stat().st_mtime_ns for name in NAMES]
    assert change_key(place, (), KEY, SIDECAR).done == 0
    assert [(place / name).stat().st_mtime_ns for name in NAMES] == times


def test_an_older_key_gives_way_where_it_is_known(place: Path) -> None:
    older = Key(b"o" * 32)
    change_key(place, (), older, KeyFile(older.id, KeptIn.PAPER).to_bytes())
    assert change_key(place, (), KEY, SIDECAR).done == 0, "nobody has the older key"
    assert look(place / NAMES[0], older).exhibits == 6
    assert change_key(place, (older,), KEY, SIDECAR).done == 2
    are_encrypted(place)


def test_exhibits_come_to_those_that_are_there(place: Path) -> None:
    kept = KeptExhibits(place, KEY)
    kept.close()
    assert blobs(place / exhibits_name(KEY), KEY) == 0
    change_key(place, (), KEY, SIDECAR)
    are_encrypted(place)


def test_a_damaged_backup_stays_and_is_told_of(place: Path) -> None:
    damaged = place / NAMES[0]
    data = bytearray(damaged.read_bytes())
    data[5000:60000] = os.urandom(55000)
    damaged.write_bytes(bytes(data))
    done = change_key(place, (), KEY, SIDECAR)
    assert done.done == 1
    assert len(done.troubles) == 1
    assert damaged.read_bytes() == bytes(data)
    assert (place / "exhibits.db").exists(), "it still needs them"
    assert look(place / NAMES[1], KEY).exhibits == 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork")
@pytest.mark.parametrize("step", ["recrypt", "sync_file", "write_durably", "sync_folder", "opens"])
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("old", [None, Key(b"o" * 32)])
def test_killed_at_each_step(place: Path, step: str, nth: int, old: Key | None) -> None:
    if old is not None:
        change_key(place, (), old, KeyFile(old.id, KeptIn.PAPER).to_bytes())
    child = os.fork()
    if child == 0:
        real, times = getattr(rekey, step), [0]

        def counted(*args: object) -> object:
            times[0] += 1
            if times[0] == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args)

        setattr(rekey, step, counted)
        try:
            change_key(place, [old] if old else [], KEY, SIDECAR)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    for name in NAMES:
        assert opens(place / name, KEY) or opens(place / name, old)
    change_key(place, [old] if old else [], KEY, SIDECAR)
    are_encrypted(place)
