"""A damaged write-ahead log is told from one that any cut of power can have left."""

from __future__ import annotations

import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.key import Key
from posdesk.storage.driver import Connection, connect
from posdesk.storage.log_chain import FRAME_HEAD, HEAD, LogEnd, end_of_log
from tests.fire.torn import PAGE, Pair, torn

FRAME = FRAME_HEAD + PAGE
KEY = Key(bytes(range(32)))


class Life:
    """The files after each commit of a database's life; ``counts`` are the rows then."""

    def __init__(self, key: Key | None, states: list[Pair], counts: list[int]) -> None:
        self.key, self.states, self.counts = key, states, counts


def _open(path: Path, key: Key | None) -> Connection:
    connection = connect(path, key)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, b BLOB)")
    return connection


def _pair(path: Path) -> Pair:
    log = path.with_name(f"{path.name}-wal")
    return Pair(path.read_bytes(), log.read_bytes() if log.exists() else b"")


def _copy(path: Path, place: Path) -> Pair:
    """Copy what lies there by names of its own: closing a database lets go of its locks."""
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{place}{ending}")
    return _pair(place)


def _commit(connection: Connection, chance: random.Random, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    size = chance.choice((10, 900, 9000, 30000))
    connection.execute("INSERT INTO t VALUES (?, ?)", (number, chance.randbytes(size)))
    connection.execute("COMMIT")


def _live(folder: Path, key: Key | None, seed: int) -> Life:
    """Let a database live over several generations of its log, one of them begun anew."""
    folder.mkdir()
    path, chance = folder / "a.db", random.Random(seed)
    connection = _open(path, key)
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
    states, counts = [_copy(path, folder / "copy.db")], [0]
    for number in range(1, 13):
        if number in (5, 9):
            connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
            states.append(_copy(path, folder / "copy.db"))
            counts.append(number - 1)
        _commit(connection, chance, number)
        states.append(_copy(path, folder / "copy.db"))
        counts.append(number)
    connection.close()
    return Life(key, states, counts)


@pytest.fixture(scope="module", params=[None, KEY], ids=["plain", "encrypted"])
def life(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Life:
    return _live(tmp_path_factory.mktemp("life") / "of", request.param, 20261122)


def _end(folder: Path, held: Pair) -> LogEnd:
    (folder / "log").write_bytes(held.log)
    (folder / "base").write_bytes(held.database)
    return end_of_log(folder / "log", folder / "base")


def _rows(folder: Path, pair: Pair, key: Key | None) -> int:
    """Return how many rows SQLite itself reads."""
    path = folder / "read.db"
    for ending, data in (("", pair.database), ("-wal", pair.log)):
        Path(f"{path}{ending}").write_bytes(data)
    Path(f"{path}-shm").unlink(missing_ok=True)
    connection = connect(path, key)
    try:
        return int(connection.execute("SELECT count(*) FROM t").fetchone()[0])
    finally:
        connection.close()


def test_a_whole_log_ends_with_its_last_commit(life: Life, tmp_path: Path) -> None:
    for before, after in pairwise(life.states):
        end = _end(tmp_path, after)
        assert end.lost == 0
        grew = len(after.log) > len(before.log)
        assert end.whole == len(after.log) if grew else end.whole <= len(after.log)
        if end.whole:
            cut = Pair(after.database, after.log[: end.whole])
            assert _rows(tmp_path, cut, life.key) == _rows(tmp_path, after, life.key)


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_no_torn_write_is_called_damage(
    life: Life, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder, chance = tmp_path_factory.getbasetemp(), random.Random(seed)
    before, after = chance.choice(list(pairwise(life.states)))
    for found in torn(before, after, chance, 3):
        assert _end(folder, found).lost == 0


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_nor_are_several_one_upon_the_other(
    life: Life, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """What a cut left lies behind what was written next, under the same salts, and is cut again."""
    folder, chance = tmp_path_factory.getbasetemp(), random.Random(seed)
    before, after = chance.choice(list(pairwise(life.states)))
    held = before
    for number in range(3):
        held = chance.choice(list(torn(held, after, chance, 3)))
        assert _end(folder, held).lost == 0
        path = folder / "again.db"
        for ending, data in (("", held.database), ("-wal", held.log)):
            Path(f"{path}{ending}").write_bytes(data)
        Path(f"{path}-shm").unlink(missing_ok=True)
        connection = _open(path, life.key)
        held = _copy(path, folder / "copy.db")
        _commit(connection, chance, 100 + number)
        after = _copy(path, folder / "copy.db")
        connection.close()
        assert _end(folder, after).lost == 0


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(("bit", "noise", "zeros")))
def test_damage_before_two_commits_is_named(
    life: Life, tmp_path_factory: pytest.TempPathFactory, seed: int, kind: str
) -> None:
    folder, chance = tmp_path_factory.getbasetemp(), random.Random(seed)
    # The last state of each generation has four commits, of which two follow what is damaged.
    state = chance.choice((4, 9, 14))
    end, database = _end(folder, life.states[state - 2]).whole, life.states[state].database
    whole = life.states[state].log
    log, at = bytearray(whole), chance.choice((chance.randrange(HEAD), chance.randrange(end)))
    until = min(at + PAGE, end)
    if kind == "bit":
        log[at] ^= 1 << chance.randrange(8)
    else:
        log[at:until] = bytes(until - at) if kind == "zeros" else chance.randbytes(until - at)
    found = _end(folder, Pair(database, bytes(log)))
    if bytes(log) == whole:
        assert found.lost == 0
        return
    rows = _rows(folder, Pair(database, bytes(log)), life.key)
    assert 1 <= found.lost <= life.counts[state] - rows
    assert _rows(folder, Pair(database, bytes(log[: found.whole])), life.key) == rows


def test_what_is_no_log_has_no_end(tmp_path: Path) -> None:
    for log in (b"", b"7\x7f", bytes(HEAD), bytes(5 * FRAME), b"7\x7f\x06\x82" + bytes(FRAME)):
        assert _end(tmp_path, Pair(b"", log)) == LogEnd(0, 0)
