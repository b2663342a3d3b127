"""Data of every version open with this one: all is found, and there is a way back."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from posdesk import __version__, app
from posdesk.domain.moment import BEIJING
from posdesk.services.backup_list import beside
from posdesk.storage.backup.check import check
from posdesk.storage.backup.place import UPGRADE, BackupFolder, made_before
from posdesk.storage.form import written_by
from posdesk.storage.restoring import Step
from posdesk.storage.store import DATABASE, Store
from tests.releases import kept as kept_module
from tests.releases import make
from tests.releases.kept import KEPT, OLDER, Kept

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)

each = pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)


class Unheard:
    """Where nobody looks on."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        pass

    def __call__(self, done: int, total: int, /) -> None:
        pass


def clock() -> datetime:
    return NOW


def backups(folder: Path) -> list[Path]:
    return sorted(beside(folder).glob("*.backup"))


def opened(folder: Path, kept: Kept) -> Store:
    return Store.open(folder, clock=clock, software=__version__, key=kept.key(folder))


def test_there_are_data_of_each_layout_and_encrypted_ones() -> None:
    assert {kept.found["schema"] for kept in KEPT} >= {1, 2, 3, 4}
    assert any(kept.found["passphrase"] for kept in KEPT)
    told = {part for kept in KEPT for part in kept.found["told"]}
    assert told >= {"walks", "exhibits", "calls", "people", "covered", "erased", "sent", "shift"}


@each
def test_everything_is_found_and_the_second_opening_does_nothing(
    kept: Kept, data_dir: Path
) -> None:
    folder = kept.unpack(data_dir)
    key = kept.key(folder)
    told = list[object]()
    desk = app.open_desk(folder, clock, key=key, upgraded=told.append)
    desk.care.close()
    assert len(told) == kept.is_older
    with opened(folder, kept) as store:
        kept.check(store)
        assert written_by(store._database.connection) == __version__
        length = store.length
    other = kept.found["software"] != __version__
    assert length == kept.found["seq"] + other, "one event tells of another program, none of this"
    found = backups(folder)
    assert [made_before(path) for path in found] == [UPGRADE] * kept.is_older
    for path in found:
        about = check(path, key)
        assert (about.events, about.head) == (kept.found["seq"], kept.found["head"])
        assert about.missing == 0
    with opened(folder, kept) as store:
        assert store.length == length
    assert backups(folder) == found


@pytest.mark.parametrize("kept", OLDER, ids=lambda kept: kept.name)
def test_the_backup_from_before_can_be_restored(kept: Kept, data_dir: Path) -> None:
    folder = kept.unpack(data_dir)
    app.open_desk(folder, clock).care.close()
    (backup,) = backups(folder)
    restorer = app.open_restorer(folder)
    restorer.restoring(backup).do(Unheard())
    with opened(folder, kept) as store:
        kept.check(store)
        assert store.counter != kept.found["counter"], "the copy goes on under its own"


def test_what_was_made_before_an_upgrade_is_kept_for_a_month(data_dir: Path) -> None:
    folder = OLDER[0].unpack(data_dir)
    desk = app.open_desk(folder, clock)
    (before,) = backups(folder)
    place = BackupFolder(beside(folder), None)
    now = NOW
    for _ in range(8):
        now += timedelta(days=3)
        made = place.new_path(now)
        shutil.copyfile(before, made)
        place.rotate(made, desk.care._store.counter, now)
    assert before in backups(folder)
    (listed,) = (one for one in desk.backups.listed() if one.path == before)
    assert desk.backups.goes_on(listed) >= (NOW + timedelta(days=30)).date()
    desk.care.close()


def test_the_next_release_is_kept_by_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "HERE", tmp_path)
    monkeypatch.setattr(kept_module, "HERE", tmp_path)
    make.play("next", tmp_path / "plain")
    kept = Kept("next")
    assert set(kept.found["told"]) >= {"walks", "exhibits", "calls", "covered", "erased", "sent"}
    folder = kept.unpack(tmp_path / "again")
    assert (folder / f"{DATABASE}-wal").stat().st_size
    with opened(folder, kept) as store:
        kept.check(store)
