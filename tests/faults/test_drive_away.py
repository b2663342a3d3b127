"""A drive that goes away and comes back: a sentence meanwhile, nothing lost, and it goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from posdesk import app
from posdesk.domain.errors import DataTrouble
from posdesk.services.desk import Desk
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.store import Store
from tests.faults.drive import DiesAt, Gone, databases
from tests.faults.soundness import assert_sound
from tests.ui.stage import Ticking, encoded, picture

FACTS: dict[str, object] = {"amount": "320.00", "symptom": "没出单", "terminal": "timeout"}

renames = pytest.mark.skipif(sys.platform == "win32", reason="an open folder cannot be renamed")


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    desk = app.open_desk(data_dir, Ticking())
    yield desk
    desk.care.close()


def store_of(desk: Desk) -> Store:
    return desk.care._store


class Drive:
    """The drive under both databases of a store."""

    def __init__(self, store: Store) -> None:
        self._databases = databases(store)
        self._ways: list[Any] = [database._connect for database in self._databases]

    def go_away(self) -> None:
        for database in self._databases:
            lost: Any = Gone(database.connection)
            database.connection = lost
            database._connect = lambda lost=lost: lost.execute("open")

    def come_back(self) -> None:
        for database, way in zip(self._databases, self._ways, strict=True):
            database._connect = way


def test_what_fails_with_the_drive_works_when_it_is_back(desk: Desk) -> None:
    case = desk.log.add(desk.log.read(FACTS))
    store = store_of(desk)
    drive = Drive(store)
    shot = desk.exhibits.prepare(encoded(picture(), "PNG"), "shot.png")
    for deed in (
        lambda: desk.log.note(case.id, "一"),
        lambda: desk.log.add(desk.log.read(FACTS)),
        lambda: desk.exhibits.keep(case, shot, "slip"),
        lambda: desk.log.today(),
        lambda: desk.staff.add("林晓"),
        lambda: store.differing(),
        lambda: store.verify(),
        lambda: desk.case_list.read(100),
        lambda: desk.shop_book.save_shop("name", "第一家店"),
    ):
        length = store.length
        drive.go_away()
        for _ in range(2):
            with pytest.raises(DataTrouble) as told:
                deed()
            assert "check the disk or the network drive" in str(told.value)
        drive.come_back()
        assert store.length == length
        deed()
    assert_sound(store)
    assert len(desk.log.case(case.id).exhibits) == 1
    assert str(desk.log.case(case.id).history).count("一") == 1


@pytest.mark.parametrize("which", [0, 1], ids=["journal", "exhibits"])
def test_at_every_statement_of_a_step(desk: Desk, which: int) -> None:
    store = store_of(desk)
    shot = desk.exhibits.prepare(encoded(picture(), "PNG"), "shot.png")
    failed = 0
    for statements in range(100):
        case = desk.log.add(desk.log.read(FACTS))
        database = databases(store)[which]
        dying: Any = DiesAt(database.connection, statements)
        database.connection = dying
        try:
            desk.exhibits.keep(case, shot, "slip")
            kept = 1
        except DataTrouble:
            kept, failed = len(desk.log.case(case.id).exhibits), failed + 1
        if spared := dying.spared:
            database.connection = dying._before
        assert_sound(store)
        assert len(desk.log.case(case.id).exhibits) == kept
        if spared:
            break
    else:
        pytest.fail("the drive is away for ever")
    assert failed > 5


@renames
def test_no_empty_folder_is_made_while_the_drive_is_away(desk: Desk, data_dir: Path) -> None:
    case = desk.log.add(desk.log.read(FACTS))
    store = store_of(desk)
    drive = Drive(store)
    drive.go_away()
    away = data_dir.rename(data_dir.with_name("away"))
    for deed in (
        lambda: desk.log.note(case.id, "一"),
        lambda: desk.case_list.load(),
        lambda: desk.exhibits.attach(case.id, encoded(picture(), "PNG"), "slip", name="a.png"),
    ):
        with pytest.raises(DataTrouble) as told:
            deed()
        assert "is not there just now" in str(told.value)
        assert not data_dir.exists()
    data_dir.mkdir()  # the mount point is there, the drive is not
    with pytest.raises(DataTrouble):
        desk.log.note(case.id, "一")
    with pytest.raises(DataTrouble):
        desk.case_list.load()
    assert list(data_dir.iterdir()) == []
    data_dir.rmdir()
    away.rename(data_dir)
    drive.come_back()
    desk.log.note(case.id, "二")
    assert "二" in str(desk.log.case(case.id).history)
    assert_sound(store)


@renames
def test_settings_are_not_kept_where_the_drive_should_be(desk: Desk, data_dir: Path) -> None:
    desk.shop_book.save_shop("name", "第一家店")
    away = data_dir.rename(data_dir.with_name("away"))
    with pytest.raises(DataTrouble):
        desk.shop_book.save_shop("name", "第二家店")
    assert not data_dir.exists()
    away.rename(data_dir)
    desk.shop_book.save_shop("name", "第三家店")
    assert "第三家店" in (data_dir / "settings.toml").read_text("utf-8")


def test_the_folder_is_held_again_when_the_drive_is_back(desk: Desk, data_dir: Path) -> None:
    store = store_of(desk)
    assert store._use is not None
    store._use.close()  # as a drive does that forgets its locks
    drive = Drive(store)
    drive.go_away()
    with pytest.raises(DataTrouble):
        desk.log.today()
    drive.come_back()
    desk.log.today()
    with pytest.raises(DataTrouble):
        FolderUse(data_dir, alone=True, wait=0.05)


def test_who_changes_the_files_meanwhile_is_waited_for(desk: Desk, data_dir: Path) -> None:
    store = store_of(desk)
    assert store._use is not None
    store._use.close()
    store._use._wait = 0.05
    drive = Drive(store)
    drive.go_away()
    with FolderUse(data_dir, alone=True):
        drive.come_back()
        with pytest.raises(DataTrouble) as told:
            desk.log.today()
        assert "is changing the files" in str(told.value)
    desk.log.today()
