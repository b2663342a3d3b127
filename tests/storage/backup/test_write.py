"""A backup is one moment of the journal, whole or not there at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.key import Key
from posdesk.storage.backup import copying, write
from posdesk.storage.backup.about import OwnFile
from posdesk.storage.backup.check import check
from posdesk.storage.backup.copying import new_file
from posdesk.storage.backup.exhibits import KeptExhibits, backup_exhibits, exhibits_file
from posdesk.storage.backup.look import holds_case, key_file, look, named_digests, own_files
from posdesk.storage.backup.place import BackupFolder
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.driver import Connection
from posdesk.storage.store import KEY_FILE, Store
from tests.storage.samples import NOON, Clock, exhibit, open_case, open_store

ROOT = Path(__file__).resolve().parents[3]
MADE_AT = "2026-11-20T21:00:00+08:00"
KEY = Key(bytes(range(32)))


def source(store: Store, *files: OwnFile) -> Source:
    return Source(store.folder, store.key, "posdesk test", MADE_AT, files)


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    data = tmp_path / "data"
    data.mkdir()
    if request.param is not None:
        (data / KEY_FILE).write_text('{"wrapped": "no secret"}', "utf-8")
    with Store.open(data, clock=Clock(), software="posdesk test", key=request.param) as store:
        for case in ("case-a", "case-b"):
            open_case(store, case)
        digest = store.exhibits.put(b"photo of the slip")
        store.append([exhibit("case-a", "slip.jpg", digest)], actor="03")
        yield store


def test_it_says_what_it_holds_and_brings_all_of_it_back(store: Store, tmp_path: Path) -> None:
    file = OwnFile("settings.toml", '[shop]\nname = "小店"\n'.encode())
    target = tmp_path / "whole.backup"
    about = write_backup(source(store, file), target)
    counter, seq, head = store.head()
    assert (about.counter, about.seq, about.head) == (counter, seq, head)
    assert (about.cases, about.exhibits, about.missing, about.whole) == (2, 1, 0, True)
    assert about.events == store.verify().events
    assert about.newest == store.case("case-b").number
    assert look(target, store.key) == about == check(target, store.key)
    assert own_files(target, store.key) == (file,)
    assert holds_case(target, store.key, "case-a")
    assert not holds_case(target, store.key, "case-c")
    (digest,) = named_digests(target, store.key)
    with backup_exhibits(target, store.key) as exhibits:
        assert exhibits.get(digest) == b"photo of the slip"
    beside = [one.name for one in tmp_path.iterdir() if one.name.startswith("whole")]
    assert sorted(beside) == ["whole.backup"] + ["whole.backup.key"] * (store.key is not None)


def test_looking_into_it_writes_nothing_anywhere(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    target = folder / "b.backup"
    write_backup(source(store), target)
    before = {one: one.stat().st_mtime_ns for one in (*folder.iterdir(), folder)}
    look(target, store.key)
    check(target, store.key)
    assert {one: one.stat().st_mtime_ns for one in (*folder.iterdir(), folder)} == before


def test_an_encrypted_one_opens_with_its_key_alone(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "b.backup"
    write_backup(source(store), target)
    if store.key is None:
        assert look(target, KEY).cases == 2, "a plain one needs no key and minds none"
        return
    assert key_file(target).read_bytes() == (store.folder / KEY_FILE).read_bytes()
    assert b"slip" not in target.read_bytes()
    for wrong in (None, Key(bytes(32))):
        with pytest.raises(KeyNeeded):
            look(target, wrong)
    key_file(target).unlink()
    with pytest.raises(KeyNeeded, match=r"b\.backup\.key"):
        look(target)


def test_while_another_program_writes_it_is_one_moment_of_the_journal(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_store(data) as store:
        for number in range(200):
            open_case(store, f"case-{number}")
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        made = [write_backup(source(store), tmp_path / f"{number}.backup") for number in range(5)]
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert [one.events for one in made] == sorted({one.events for one in made}), "it grew"
        for number, about in enumerate(made):
            assert check(tmp_path / f"{number}.backup") == about
            assert store.has_hash(about.head)
            assert about.cases * 2 + 1 == about.events, "a case and its slip come together"


WRITER = """
import sys
from pathlib import Path
from tests.storage.samples import open_store, open_case
store = open_store(Path(sys.argv[1]))
print(flush=True)
for number in range(1_000_000):
    open_case(store, f"other-{number}")
"""


def test_a_file_that_is_there_is_left_alone(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("a letter", "utf-8")
    with pytest.raises(DataTrouble, match=r"mine\.txt"):
        write_backup(source(store), target)
    assert target.read_text("utf-8") == "a letter"


def test_a_full_disk_leaves_nothing_half(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = tmp_path / "older.backup", tmp_path / "newer.backup"
    write_backup(source(store), older)
    before = older.read_bytes()

    @contextmanager
    def small(path: Path, key: Key | None) -> Iterator[Connection]:
        with new_file(path, key) as connection:
            connection.execute("PRAGMA max_page_count = 12")
            yield connection

    monkeypatch.setattr(write, "new_file", small)
    with pytest.raises(DataTrouble, match="full"):
        write_backup(source(store), newer)
    assert older.read_bytes() == before
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("newer")]
    assert store.verify().valid


def test_giving_up_at_any_moment_leaves_nothing_half(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class GivenUp(Exception):
        pass

    monkeypatch.setattr(copying, "PAGES", 5)
    steps = list[int]()
    write_backup(
        source(store), tmp_path / "all.backup", None, lambda done, _all: steps.append(done)
    )
    assert steps == sorted(steps)
    assert len(steps) > 5
    for stop in range(len(steps)):
        seen = list[int]()

        def progress(done: int, _total: int, seen: list[int] = seen, stop: int = stop) -> None:
            seen.append(done)
            if len(seen) > stop:
                raise GivenUp

        with pytest.raises(GivenUp):
            write_backup(source(store), tmp_path / "half.backup", None, progress)
        assert not [one for one in tmp_path.iterdir() if one.name.startswith("half")]


def test_a_changed_byte_of_what_was_said_is_found(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "b.backup"
    write_backup(source(store), target)
    whole = target.read_bytes()
    if store.key is None:
        places = [found.start() + 3 for found in re.finditer(b'"symptom":', whole)]
    else:  # every byte of it is guarded
        places = list(range(100, len(whole), len(whole) // 40))
    assert len(places) >= 2
    for place in places:
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DataTrouble):
            check(target, store.key)


def test_whatever_is_damaged_is_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "b.backup"
    write_backup(source(store), target)
    whole = target.read_bytes()
    for place in range(0, 8192, 97):
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        with suppress(DataTrouble):
            look(target, store.key)


def test_a_broken_journal_is_not_backed_up_over_sound_ones(tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        open_case(store, "case-a")
        connection = store._database.connection
        connection.execute("DROP TRIGGER payloads_no_update")
        connection.execute("UPDATE payloads SET body = ? WHERE pos = 2", (b"{}",))
        with pytest.raises(DataTrouble, match="event 2"):
            write_backup(source(store), tmp_path / "b.backup")
    assert not (tmp_path / "b.backup").exists()


def test_exhibits_are_copied_once_and_go_with_the_last_backup_that_names_them(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    taken = list[str]()
    for number in range(3):
        digest = store.exhibits.put(f"photo {number}".encode())
        store.append([exhibit("case-b", f"{number}.jpg", digest)], actor="03")
        kept = KeptExhibits(folder, store.key)
        taken += kept.lacking([digest])
        write_backup(source(store), folder / f"{number}.backup", kept)
        assert kept.lacking(named_digests(folder / f"{number}.backup", store.key)) == []
        kept.close()
    assert len(taken) == 3
    kept = KeptExhibits(folder, store.key)
    assert kept.keep_only(named_digests(folder / "1.backup", store.key)) == 1
    kept.close()
    with backup_exhibits(folder / "1.backup", store.key) as exhibits:
        for digest in named_digests(folder / "1.backup", store.key):
            assert exhibits.get(digest)
    with (
        backup_exhibits(folder / "2.backup", store.key) as exhibits,
        pytest.raises(DataTrouble),
    ):
        exhibits.get(taken[2])


def test_an_exhibit_that_is_gone_already_is_counted_and_stops_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        open_case(store, "case-a")
        store.append([exhibit("case-a", "lost.jpg", "0" * 64)], actor="03")
        about = write_backup(source(store), tmp_path / "b.backup")
    assert (about.exhibits, about.missing) == (1, 1)
    assert check(tmp_path / "b.backup") == about


def test_what_is_no_backup_is_told_and_left_as_it_is(store: Store, tmp_path: Path) -> None:
    for name, body in (("letter.txt", b"hello"), ("empty", b""), ("noise", bytes(4096))):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(DataTrouble, match=name):
            look(tmp_path / name, store.key)
        assert (tmp_path / name).read_bytes() == body
    with pytest.raises(DataTrouble, match=r"posdesk\.db"):
        look(store.folder / "posdesk.db", store.key)


def test_damaged_exhibits_are_laid_aside_and_those_there_are_come_anew(
    store: Store, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path / "backups", store.key)
    path = exhibits_file(folder.folder, store.key)
    for number in range(2):
        with folder.held():
            kept = KeptExhibits(folder.folder, store.key)
            backup = folder.new_path(NOON + timedelta(days=number))
            write_backup(source(store), backup, kept)
            kept.close()
        with backup_exhibits(backup, store.key) as exhibits:
            (digest,) = named_digests(backup, store.key)
            assert exhibits.get(digest) == b"photo of the slip"
        if number == 0:
            path.write_bytes(b"\xa5" * 8192)
    aside = path.with_name(path.name + ".damaged")
    assert aside.read_bytes() == b"\xa5" * 8192
    folder.remove([])
    assert aside.exists()
    os.utime(aside, (0, 0))
    folder.remove([])
    assert not aside.exists(), "what was erased since may not stay in it for ever"
