"""A restored folder holds exactly what the backup held, under a counter id of its own."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import Erased, NoteAdded
from posdesk.domain.key import Key
from posdesk.storage.backup.about import OwnFile
from posdesk.storage.backup.compare import compare
from posdesk.storage.backup.exhibits import KeptExhibits, exhibits_file
from posdesk.storage.backup.look import look
from posdesk.storage.backup.place import BackupFolder
from posdesk.storage.backup.write import Source, write_backup
from posdesk.storage.driver import connect
from posdesk.storage.erasure import Going
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.restoring import Exchanged, Restoring, Step
from posdesk.storage.store import DATABASE, EXHIBITS, Store
from tests.storage.samples import Clock, exhibit, open_case, open_store

CLOCK = Clock()


class Silent:
    """Hears everything and says nothing."""

    def __init__(self) -> None:
        self.steps: list[tuple[Step, bool]] = []

    def begin(self, step: Step, *, may_stop: bool) -> None:
        self.steps.append((step, may_stop))

    def __call__(self, done: int, total: int, /) -> None:
        assert 0 <= done <= total or total == 0


def filled(folder: Path, cases: int = 3) -> None:
    with open_store(folder) as store:
        for n in range(cases):
            open_case(store, f"case-{n}")
        digest = store.exhibits.put(b"photo")
        store.append([exhibit("case-0", "photo.jpg", digest)], actor="03")


def backed_up(folder: Path, name: str = "one.backup", *, whole: bool = False) -> Path:
    """Make a backup of ``folder`` with two of the shop's own files."""
    place = folder.with_name(f"{folder.name}-backups")
    own = (OwnFile("settings.toml", b'[shop]\nname = "A"\n'), OwnFile("flows/own.yaml", b"x: 1\n"))
    source = Source(folder, None, "posdesk test", "2026-11-20T13:00:00+08:00", own)
    kept = None if whole else KeptExhibits(place, None)
    place.mkdir(exist_ok=True)
    try:
        write_backup(source, place / name, kept)
    finally:
        if kept:
            kept.close()
    return place / name


def restoring(folder: Path, backup: Path, key: Key | None = None) -> Restoring:
    place = folder.with_name(f"{folder.name}-backups")
    return Restoring(folder, key, backup, key, place, (), CLOCK, "posdesk test")


def restore(folder: Path, backup: Path) -> Exchanged:
    return restoring(folder, backup).do(Silent())


def go_on(folder: Path) -> None:
    """Write what the backup does not have: two cases, a note in an old one, an exhibit."""
    with open_store(folder) as store:
        open_case(store, "later-1")
        open_case(store, "later-2")
        store.append([NoteAdded(case="case-0", text="later")], actor="03")
        digest = store.exhibits.put(b"later photo")
        store.append([exhibit("later-1", "late.jpg", digest)], actor="03")


@pytest.mark.parametrize("whole", [False, True])
def test_it_holds_what_the_backup_held(tmp_path: Path, whole: bool) -> None:
    folder = tmp_path / "data"
    filled(folder)
    with open_store(folder) as store:
        head, before = store.head(), [row.number for row in store.cases()]
        length = store.length
    backup = backed_up(folder, whole=whole)
    go_on(folder)
    (folder / "settings.toml").write_text("changed")
    (folder / "pin.key").write_bytes(b"k" * 32)
    done = restore(folder, backup)
    assert done.saved is not None
    assert not done.saved.damaged
    assert done.now.missing == ()
    with open_store(folder) as store:
        assert [row.number for row in store.cases()] == before
        assert store.length == length + 1, "a beginning of its own"
        assert store.counter == done.now.counter != head[0]
        started = store.beside_cases()[-1].event
        assert getattr(started, "restored_from", None) == head[2]
        assert store.verify().valid
        assert store.differing() == ()
        assert store.exhibits.get(hashlib.sha256(b"photo").hexdigest()) == b"photo"
        assert store.damaged_exhibits() == ()
        open_case(store, "goes on")
    assert (folder / "settings.toml").read_bytes() == b'[shop]\nname = "A"\n'
    assert (folder / "flows" / "own.yaml").read_bytes() == b"x: 1\n"
    assert (folder / "pin.key").read_bytes() == b"k" * 32
    assert not (folder / "exchange").exists()
    # What was there before can be had back.
    again = restore(folder, done.saved.path)
    assert again.now.cases == len(before) + 2


def test_nothing_of_a_whole_backup_stays_in_the_journal_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with open_store(folder) as store:
        open_case(store, "case-1")
        body = os.urandom(2**20) * 8
        digest = store.exhibits.put(body)
        store.append([exhibit("case-1", "photo.jpg", digest)], actor="03")
    backup = backed_up(folder, whole=True)
    assert backup.stat().st_size > 8 * 2**20
    restore(folder, backup)
    assert (folder / DATABASE).stat().st_size < 2**20
    with open_store(folder) as store:
        assert store.exhibits.get(digest) == body
        assert (
            store._database.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'backup%'") == []
        )


def test_exhibits_missing_beside_the_backup_are_named_and_nothing_else_is_lost(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)
    moved = tmp_path / "elsewhere" / backup.name
    moved.parent.mkdir()
    backup.rename(moved)
    other = tmp_path / "other"
    done = Restoring(other, None, moved, None, tmp_path / "o-b", (), CLOCK, "t").do(Silent())
    assert done.now.missing == (hashlib.sha256(b"photo").hexdigest(),)
    assert done.saved is None
    with open_store(other) as store:
        assert len(store.cases()) == 3
    # In the folder itself the bytes are still there, so that they are taken from it.
    assert restore(folder, moved).now.missing == ()


def test_a_damaged_folder_is_put_aside_as_it_lay(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)
    go_on(folder)
    file = folder / DATABASE
    damaged = b"\0" * 100 + file.read_bytes()[100:]
    file.write_bytes(damaged)
    done = restore(folder, backup)
    assert done.saved is not None
    assert done.saved.damaged
    assert done.saved.path.name.startswith("damaged-")
    assert (done.saved.path / DATABASE).read_bytes() == damaged
    with open_store(folder) as store:
        assert len(store.cases()) == 3
        assert store.verify().valid
    assert (done.saved.path / DATABASE).read_bytes() == damaged, "the new file is another one"


@pytest.mark.parametrize("what", ["another file", "one page", "a newer program's"])
def test_what_is_no_sound_backup_is_refused(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "data"
    filled(folder, cases=20)
    backup = backed_up(folder)
    before = (folder / DATABASE).read_bytes()
    if what == "another file":
        backup.write_bytes(b"no database at all" * 100)
    elif what == "one page":
        whole = bytearray(backup.read_bytes())
        whole[8 * 4096 : 9 * 4096] = b"\xa5" * 4096
        backup.write_bytes(whole)
    else:
        newer = connect(backup)
        newer.execute("PRAGMA user_version = 99")
        newer.close()
    with pytest.raises(DataTrouble):
        restore(folder, backup)
    assert (folder / DATABASE).read_bytes() == before
    assert not (folder / "exchange").exists()


def test_nobody_else_may_have_the_folder_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)
    monkeypatch.setattr(FolderUse.__init__, "__kwdefaults__", {"alone": False, "wait": 0.1})
    with open_store(folder), pytest.raises(DataTrouble, match="close its window"):
        restore(folder, backup)


def test_it_can_be_given_up_until_the_exchange(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    class Stopping(Silent):
        def __init__(self, stop_at: Step) -> None:
            super().__init__()
            self.stop_at = stop_at

        def begin(self, step: Step, *, may_stop: bool) -> None:
            super().begin(step, may_stop=may_stop)
            if step is self.stop_at:
                raise Stopped

    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)
    go_on(folder)
    for stop_at in Step:
        with pytest.raises(Stopped):
            restoring(folder, backup).do(Stopping(stop_at))
        with open_store(folder) as store:
            assert len(store.cases()) == 5
        assert not (folder / "exchange").exists()
    told = Silent()
    restoring(folder, backup).do(told)
    assert [may for _, may in told.steps] == [True, True, True, False]


def test_a_removal_that_fails_is_a_sentence_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)

    def refused(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(DataTrouble):
        restore(folder, backup)
    monkeypatch.undo()
    go_on(folder)


def test_an_encrypted_backup_makes_an_encrypted_folder(tmp_path: Path) -> None:
    key = Key(os.urandom(32))
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "posdesk.key").write_bytes(b"{}")
    with Store.open(folder, clock=CLOCK, software="t", key=key) as store:
        open_case(store, "case-1")
        digest = store.exhibits.put(b"photo")
        store.append([exhibit("case-1", "photo.jpg", digest)], actor="03")
    place = tmp_path / "data-backups"
    place.mkdir()
    kept = KeptExhibits(place, key)
    backup = place / "one.backup"
    write_backup(Source(folder, key, "t", "2026-11-20T13:00:00+08:00"), backup, kept)
    kept.close()
    assert exhibits_file(place, key).exists()
    # On another computer, where plain data lie.
    other = tmp_path / "other"
    filled(other)
    done = Restoring(other, None, backup, key, tmp_path / "ob", (), CLOCK, "t").do(Silent())
    assert done.now.key == key
    assert done.now.missing == ()
    assert (other / "posdesk.key").exists()
    with Store.open(other, clock=CLOCK, software="t", key=key) as store:
        assert [row.id for row in store.cases()] == ["case-1"]
        assert store.exhibits.get(digest) == b"photo"
    for name in (DATABASE, EXHIBITS):
        assert not (other / name).read_bytes().startswith(b"SQLite format 3")
    # And back to plain data: the key goes.
    saved = done.saved
    assert saved is not None
    Restoring(other, key, saved.path, None, tmp_path / "ob", (), CLOCK, "t").do(Silent())
    assert not (other / "posdesk.key").exists()
    with open_store(other) as store:
        assert len(store.cases()) == 3


def test_what_would_be_lost_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder)
    backup = backed_up(folder)
    same = compare(folder / DATABASE, None, backup, None)
    assert (same.lost.events, same.gained.events) == (0, 0)
    go_on(folder)
    found = compare(folder / DATABASE, None, backup, None)
    assert found.lost.cases == ("261120-04", "261120-05")
    assert found.lost.changed == ("261120-01",)
    assert found.lost.events == 6
    assert found.lost.complete
    assert found.gained.events == 0
    later = restore(folder, backup).saved
    assert later is not None
    back = compare(folder / DATABASE, None, later.path, None)
    assert back.gained.cases == ("261120-04", "261120-05")
    assert back.lost.cases == ()
    assert back.lost.events == 1, "the beginning of the copy"


def test_a_damaged_file_tells_what_it_still_can(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder, cases=60)
    backup = backed_up(folder)
    go_on(folder)
    file = folder / DATABASE
    whole = bytearray(file.read_bytes())
    pages = len(whole) // 4096
    told = []
    for page in range(1, pages):
        damaged = bytearray(whole)
        damaged[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        file.write_bytes(damaged)
        try:
            told.append(compare(file, None, backup, None).lost)
        except DataTrouble:
            continue
    assert len(told) > pages / 2
    for one in told:
        assert set(one.cases) <= {"261120-61", "261120-62"}
        assert one.events == 6 or not one.complete
    assert sum(one.cases == ("261120-61", "261120-62") for one in told) > len(told) / 2


def test_what_was_erased_since_stays_erased(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder)
    with open_store(folder) as store:
        store.append([NoteAdded(case="case-1", text="彩虹伞")], actor="03")
    backup = backed_up(folder, whole=True)
    with open_store(folder) as store:
        going = Going(cases=("case-0", "case-1"))
        store.erasure.erase(going, why="客人要求", actor="03", at=CLOCK())
    restore(folder, backup)
    with open_store(folder) as store:
        assert store.verify().valid
        assert store.differing() == ()
        assert [row.id for row in store.cases()] == ["case-2"]
        (erased,) = {one.event.why for one in store.beside_cases() if isinstance(one.event, Erased)}
        assert erased == "客人要求"
    for path in folder.rglob("*"):
        assert not path.is_file() or "彩虹伞".encode() not in path.read_bytes()


def test_numbers_that_stand_on_paper_are_not_given_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder, 2)
    backup = backed_up(folder)
    with open_store(folder) as store:
        lost = [open_case(store, f"lost-{n}") for n in range(3)]
    restore(folder, backup)
    with open_store(folder) as store:
        assert open_case(store, "next") == "261120-06" > max(lost)
    restore(folder, backup)
    with open_store(folder) as store:
        assert open_case(store, "after both") == "261120-07"


def test_the_way_back_from_a_restore_stays_for_a_month(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    filled(folder, 1)
    first = backed_up(folder)
    saved = restore(folder, first).saved
    assert saved is not None
    place = BackupFolder(saved.path.parent, None)
    about = look(saved.path, None)
    for days, there in ((0, True), (1, True), (29, True), (31, False)):
        now = CLOCK.now + timedelta(days=days, hours=1)
        for minutes in range(4):
            newer = place.new_path(now + timedelta(minutes=minutes))
            shutil.copyfile(saved.path, newer)
        place.rotate(newer, about.origin, now + timedelta(hours=1))
        assert saved.path.exists() == there
