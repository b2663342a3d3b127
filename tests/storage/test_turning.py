"""Encryption is turned on and off for all files at once, and nothing readable is left."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.event import EncryptionTurned
from posdesk.domain.key import Key
from posdesk.storage import exchange
from posdesk.storage import turning as turning_module
from posdesk.storage.driver import connect
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.recrypt import opens, recrypt
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE, Store
from tests.storage.samples import Clock, open_case, open_store
from tests.storage.turners import KEY, TOLD, fill, is_sound, opened, tells, turn, turning

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork")


def test_there_and_back(tmp_path: Path) -> None:
    fill(tmp_path)
    before = {row.id for row in open_and_list(tmp_path)}
    turn(tmp_path, on=True)
    assert is_sound(tmp_path) is True
    assert {row.id for row in open_and_list(tmp_path)} == before
    with opened(tmp_path) as store:
        open_case(store, "while encrypted")
    turn(tmp_path, on=False)
    assert is_sound(tmp_path) is False
    assert {row.id for row in open_and_list(tmp_path)} == before | {"while encrypted"}
    with opened(tmp_path) as store:
        found = [e.event for e in store.beside_cases() if isinstance(e.event, EncryptionTurned)]
        assert [one.on for one in found] == [True, False]


def open_and_list(folder: Path):  # type: ignore[no-untyped-def]
    with opened(folder) as store:
        return store.cases(limit=1000)


def test_nothing_readable_is_left(tmp_path: Path) -> None:
    fill(tmp_path)
    assert tells(tmp_path) == ["exhibits.db", "posdesk.db"]
    turn(tmp_path, on=True)
    with opened(tmp_path) as store:
        open_case(store, f"{TOLD}-more")
        assert tells(tmp_path) == [], "not in the write-ahead log either"
    assert tells(tmp_path) == []


def test_every_table_trigger_and_index_comes_along(tmp_path: Path) -> None:
    fill(tmp_path)
    asked = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    plain = {}
    for name in (DATABASE, EXHIBITS):
        with connect(tmp_path / name) as connection:
            plain[name] = connection.execute(asked).fetchall()
        connection.close()
    turn(tmp_path, on=True)
    for name in (DATABASE, EXHIBITS):
        connection = connect(tmp_path / name, KEY)
        assert connection.execute(asked).fetchall() == plain[name]
        connection.close()
    assert {"trigger", "index", "table"} <= {row[0] for row in plain[DATABASE]}


def test_what_may_never_be_changed_may_not_be_afterwards(tmp_path: Path) -> None:
    fill(tmp_path)
    turn(tmp_path, on=True)
    connection = connect(tmp_path / DATABASE, KEY)
    with pytest.raises(Exception, match=r"never|append"):
        connection.execute("UPDATE events SET at = ''")
    connection.close()


def test_a_search_index_without_contents_comes_along(tmp_path: Path) -> None:
    source, coded, plain = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    connection = connect(source)
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5("
        "words, content='', contentless_delete=1, detail='none')"
    )
    for row in range(1, 500):
        connection.execute("INSERT INTO found(rowid, words) VALUES (?, ?)", (row, f"w{row % 7} 到"))
    connection.execute("DELETE FROM found WHERE rowid = 7")
    connection.close()
    recrypt(source, None, coded, KEY)
    recrypt(coded, KEY, plain, None)
    for path, key in ((coded, KEY), (plain, None)):
        connection = connect(path, key)
        asked = "SELECT rowid FROM found WHERE found MATCH 'w0' ORDER BY rowid LIMIT 2"
        assert connection.execute(asked).fetchall() == [(14,), (21,)]
        connection.execute("INSERT INTO found(found) VALUES ('integrity-check')")
        connection.execute("DELETE FROM found WHERE rowid = 14")
        assert connection.execute(asked).fetchall() == [(21,), (28,)]
        connection.close()
    assert opens(coded, KEY)
    assert not opens(coded, None)
    assert not opens(coded, Key(b"x" * 32))


def test_a_wrong_key_is_told_before_sqlite_calls_it_damage(tmp_path: Path) -> None:
    fill(tmp_path)
    turn(tmp_path, on=True)
    for key, words in ((Key(b"x" * 32), "another key"), (None, "are encrypted")):
        with pytest.raises(KeyNeeded, match=words):
            Store.open(tmp_path, clock=Clock(), software="test", key=key)
    turn(tmp_path, on=False)
    with pytest.raises(KeyNeeded, match="not encrypted"):
        Store.open(tmp_path, clock=Clock(), software="test", key=KEY)


def test_whoever_has_the_folder_open_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    alone = FolderUse
    monkeypatch.setattr(
        turning_module, "FolderUse", lambda folder, **_: alone(folder, alone=True, wait=0.1)
    )
    with opened(tmp_path), pytest.raises(DataTrouble, match="open"):
        turn(tmp_path, on=True)
    assert is_sound(tmp_path) is False


def test_a_damaged_journal_is_left_as_it_is(tmp_path: Path) -> None:
    fill(tmp_path)
    connection = connect(tmp_path / DATABASE)
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("UPDATE payloads SET body = x'7b7d' WHERE pos = 3")
    connection.close()
    with pytest.raises(DataTrouble):
        turn(tmp_path, on=True)
    assert not (tmp_path / KEY_FILE).exists()
    assert not (tmp_path / exchange.STAGE).exists()
    assert opens(tmp_path / DATABASE, None)


def test_giving_up_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path)

    class Enough(Exception):
        pass

    for stop in (1, 700, 950, 1000):

        def progress(done: int, _total: int, stop: int = stop) -> None:
            if done >= stop:
                raise Enough

        with pytest.raises(Enough):
            turning(tmp_path, on=True).turn(progress)
        assert is_sound(tmp_path) is False


STEPS = (
    (turning_module, "recrypt"),
    (turning_module, "write_durably"),
    (turning_module, "damaged_blobs"),
    (exchange, "sync_file"),
    (exchange, "write_durably"),
    (Path, "unlink"),
    (Path, "replace"),
    (exchange, "sync_folder"),
    (shutil, "rmtree"),
)


@posix
@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("where", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_at_each_step(
    tmp_path: Path, where: object, name: str, after: bool, on: bool, nth: int
) -> None:
    """The program ends just before or just after the nth time that it does this."""
    fill(tmp_path, cases=2)
    if not on:
        turn(tmp_path, on=True)
    child = os.fork()
    if child == 0:
        _end_at(where, name, nth, after=after)
        try:
            turn(tmp_path, on=on)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    is_sound(tmp_path)
    if opened_is_plain(tmp_path) is on:
        turn(tmp_path, on=on)
    assert is_sound(tmp_path) is on
    if on:
        assert tells(tmp_path) == []


def opened_is_plain(folder: Path) -> bool:
    return not (folder / KEY_FILE).exists()


def _end_at(where: object, name: str, nth: int, *, after: bool) -> None:
    real, times = getattr(where, name), [0]

    def counted(*args: object, **named: object) -> object:
        times[0] += 1
        if times[0] == nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*args, **named)
        if times[0] == nth and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(where, name, counted)


@posix
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killed_at_any_instant(tmp_path: Path) -> None:
    fill(tmp_path, photos=6, size=400_000)
    chance, on, turned = random.Random(20261122), False, 0
    began = time.monotonic()
    turn(tmp_path, on=True)
    long = time.monotonic() - began
    turn(tmp_path, on=False)
    for kill in range(80):
        child = os.fork()
        if child == 0:
            try:
                turn(tmp_path, on=not on)
            finally:
                os._exit(1)
        near = kill % 3 == 0
        time.sleep(chance.uniform(long * 0.7, long * 1.3) if near else chance.uniform(0, long))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = is_sound(tmp_path)
        turned += now is not on
        if near:  # the machine may be slower or faster by now than when it was timed
            long *= 1.25 if now is on else 0.9
        if now:
            assert tells(tmp_path) == []
        on = now
    assert 3 < turned < 77, "some are killed before and some after the exchange"


@posix
def test_a_store_that_was_killed_turns_with_its_log(tmp_path: Path) -> None:
    """What lies only in the write-ahead log of a dead program is encrypted too."""
    fill(tmp_path, cases=1)
    child = os.fork()
    if child == 0:
        with open_store(tmp_path) as store:
            open_case(store, f"{TOLD}-late")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (tmp_path / f"{DATABASE}-wal").exists()
    turn(tmp_path, on=True)
    assert is_sound(tmp_path) is True
    assert tells(tmp_path) == []
    with opened(tmp_path) as store:
        assert store.case(f"{TOLD}-late").number


def test_a_new_file_whose_log_is_left_takes_no_place(tmp_path: Path) -> None:
    # A checkpoint that fails while a database is closed is told to nobody; the log stays.
    open_store(tmp_path).close()
    before = (tmp_path / DATABASE).read_bytes()
    with FolderUse(tmp_path, alone=True):
        staged = exchange.Exchange(tmp_path).begin() / DATABASE
        staged.write_bytes(b"half of it")
        staged.with_name(f"{DATABASE}-wal").write_bytes(b"the rest")
        with pytest.raises(DataTrouble, match="what was stored before is kept"):
            exchange.Exchange(tmp_path).commit([DATABASE])
    assert (tmp_path / DATABASE).read_bytes() == before
    assert not staged.parent.exists()
