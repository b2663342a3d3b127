"""Taking over data of an older PosDesk: the backup first, and sentences that say how to go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from posdesk import __version__, app
from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.moment import BEIJING
from posdesk.i18n import in_both
from posdesk.services.backup_list import beside
from posdesk.services.doctor.examination import examine
from posdesk.services.upgrading import Step, Upgrading
from posdesk.storage.backup.check import check
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.store import DATABASE
from tests.releases.kept import OLDER, Kept
from tests.storage.next_version import NEXT, dump, more_about_cases, next_version

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
OLD = OLDER[0]


class Stopped(Exception):
    """A person gave up."""


class Silent:
    """Hears of a restoring and says nothing."""

    def begin(self, step: Enum, *, may_stop: bool) -> None:
        pass

    def __call__(self, done: int, total: int, /) -> None:
        pass


class Heard:
    """Hears the steps, and gives up at one of them where that is wanted."""

    def __init__(self, stop_at: Step | None = None) -> None:
        self.steps: list[Step] = []
        self._stop_at = stop_at

    def begin(self, step: Step, *, may_stop: bool) -> None:
        assert may_stop
        self.steps.append(step)

    def __call__(self, done: int, total: int, /) -> None:
        assert done <= total
        if self.steps[-1] is self._stop_at:
            raise Stopped


def clock() -> datetime:
    return NOW


@pytest.fixture
def folder(data_dir: Path) -> Path:
    """Data as the first program wrote them."""
    return OLD.unpack(data_dir)


def upgrading(folder: Path, software: str = __version__) -> Upgrading:
    return Upgrading(app.shelves(folder), clock, None, software)


def said(folder: Path) -> Any:
    """Return what the journal says, without touching it."""
    looked = folder.with_name("looked")
    shutil.rmtree(looked, ignore_errors=True)
    shutil.copytree(folder, looked, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    return dump(looked / DATABASE)


def backups(folder: Path) -> list[Path]:
    return sorted(beside(folder).glob("*.backup"))


def test_the_backup_comes_first_and_both_steps_are_told(folder: Path) -> None:
    heard = Heard()
    assert upgrading(folder).is_wanted
    done = upgrading(folder).do(heard)
    assert done is not None
    assert heard.steps == [Step.SAVING, Step.CHANGING]
    assert done.old == OLD.found["software"]
    assert done.backup is not None
    assert done.backup.name == "posdesk-261123-090000-before-upgrade.backup"
    assert check(done.backup).head == OLD.found["head"]
    assert not upgrading(folder).is_wanted
    assert upgrading(folder).do() is None


@pytest.mark.parametrize("step", list(Step))
def test_giving_up_changes_nothing(folder: Path, step: Step) -> None:
    before = said(folder)
    with pytest.raises(Stopped):
        upgrading(folder).do(Heard(step))
    assert said(folder) == before


def test_a_full_disk_is_told_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int

    before = said(folder)
    monkeypatch.setattr("posdesk.storage.room.shutil.disk_usage", lambda _folder: Usage(5_000_000))
    with pytest.raises(DataTrouble) as told:
        upgrading(folder).do()
    words = in_both(told.value)
    assert "PosDesk 0.1.0" in words.en
    assert "5.0 MB are free" in words.en
    assert "nothing was changed; make room and start again, or go on with" in words.en
    assert "什么都没改" in words.zh_CN
    assert (backups(folder), said(folder)) == ([], before)


def test_a_backup_that_cannot_be_written_is_told_and_nothing_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(folder)
    beside(folder).write_text("a file in the place of the folder of backups")
    with pytest.raises(DataTrouble, match="could not be written"):
        upgrading(folder).do()
    assert said(folder) == before


def test_a_step_that_fails_names_the_old_program_and_the_backup_and_writes_it_once(
    folder: Path,
) -> None:
    def fails(db: Any) -> None:
        more_about_cases(db)
        raise ValueError

    before = said(folder)
    for _ in range(2):
        with next_version(fails), pytest.raises(DataTrouble) as told:
            upgrading(folder, NEXT).do()
        assert said(folder) == before
    (backup,) = backups(folder)
    words = in_both(told.value)
    assert "from PosDesk 0.1.0 to PosDesk 99.1.0 (ValueError)" in words.en
    assert str(backup) in words.en
    assert "请继续用 PosDesk 0.1.0" in words.zh_CN
    assert upgrading(folder).do() is not None


def test_who_has_them_open_is_waited_for_and_then_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(folder)
    monkeypatch.setattr(FolderUse.__init__, "__kwdefaults__", {"alone": False, "wait": 0.1})
    with FolderUse(folder), pytest.raises(DataTrouble, match="Another PosDesk has the data"):
        upgrading(folder).do()
    assert (backups(folder), said(folder)) == ([], before)


@contextmanager
def a_newer_one_was_here(folder: Path) -> Iterator[Path]:
    """Let the next PosDesk take the data over; yield the backup that it made before."""
    app.open_desk(folder, clock).care.close()
    with next_version():
        done = upgrading(folder, NEXT).do()
    assert done is not None
    assert done.backup is not None
    yield done.backup


def test_the_way_back_from_a_newer_one_is_its_backup_from_before(data_dir: Path) -> None:
    kept = Kept("schema-4-bundles")
    folder = kept.unpack(data_dir)
    with a_newer_one_was_here(folder) as backup:
        newer = said(folder)
        with pytest.raises(DataTrouble, match=r"PosDesk 99\.1\.0, which is newer than this"):
            app.open_desk(folder, clock)
        report = examine(folder)
        assert any("PosDesk 99.1.0" in finding.en for finding in report.findings)
        assert said(folder) == newer
        restorer = app.open_restorer(folder)
        assert restorer.look(backup).trouble is None
        restorer.restoring(backup).do(Silent())
    desk = app.open_desk(folder, clock)
    try:
        kept.check(desk.care._store)
        desk.backups.make()
    finally:
        desk.care.close()


def test_a_newer_ones_backup_is_refused_by_both_versions_and_nothing_is_changed(
    folder: Path, tmp_path: Path
) -> None:
    with a_newer_one_was_here(folder):
        pass
    with next_version():
        desk = app.open_desk(folder, clock)
        newer = desk.backups.make_file(tmp_path / "newer.backup").path
        desk.care.close()
    own = tmp_path / "own"
    desk = app.open_desk(own, clock)
    desk.log.add(desk.log.read({"amount": "5.00"}))
    desk.care.close()
    before = said(own)
    restorer = app.open_restorer(own)
    assert restorer.look(newer).trouble is not None
    with pytest.raises(PosDeskError) as told:
        restorer.restoring(newer).do(Silent())
    assert "newer.backup was written by PosDesk 99.1.0, which is newer" in str(told.value)
    assert said(own) == before
