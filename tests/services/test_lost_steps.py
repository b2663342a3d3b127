"""A damaged write-ahead log is named at the next start, and nothing of it is thrown away."""

from __future__ import annotations

import shutil
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import DataTrouble
from posdesk.services.backup_list import beside
from posdesk.services.doctor.examination import examine
from posdesk.services.lost_steps import TOLD_FOR, known_losses
from posdesk.storage.driver import connect
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.lost_log import keep_lost_logs, lost_logs
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE
from tests.cli.conftest import run as run
from tests.fire.deeds import encrypt, picture
from tests.fire.shop import Shop
from tests.ui.stage import Ticking

WAL = f"{DATABASE}-wal"


def leave_killed(folder: Path) -> list[str]:
    """Leave ``folder`` as a kill does: nothing folded into the database; return the cases."""
    live = folder.with_name("live")
    desk = app.open_desk(live, Ticking())
    try:
        numbers = [desk.log.add(desk.log.read({"amount": f"{n}.00"})).number for n in range(1, 5)]
        shutil.copytree(live, folder, dirs_exist_ok=True)
    finally:
        desk.care.close()
    for shared in folder.glob("*-shm"):
        shared.unlink()
    return numbers


def strike(log: Path) -> bytes:
    """Turn a bit in the middle of ``log``; return it as it is then."""
    data = bytearray(log.read_bytes())
    data[len(data) * 3 // 4] ^= 1
    log.write_bytes(data)
    return bytes(data)


def _numbers(folder: Path) -> list[str]:
    desk = app.open_desk(folder, Ticking())
    try:
        assert desk.care.verify().valid
        return sorted(row.number for row in desk.log.cases())
    finally:
        desk.care.close()


def test_what_was_lost_is_told_and_kept_and_work_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    numbers = leave_killed(folder)
    damaged, database = strike(folder / WAL), (folder / DATABASE).read_bytes()
    desk = app.open_desk(folder, Ticking())
    try:
        (lost,) = lost_logs(folder)
        assert lost.file == DATABASE
        assert lost.commits >= 1
        assert (lost.place / WAL).read_bytes() == damaged
        assert (lost.place / DATABASE).read_bytes() == database
        (said,) = desk.care.news_of_losses()
        for words in (said.zh_CN, said.en):
            assert str(lost.commits) in words
            assert str(lost.place) in words
        there = sorted(row.number for row in desk.log.cases())
        assert there == numbers[: len(there)]
        assert len(there) < len(numbers)
        assert lost.place.is_relative_to(beside(folder))
        assert lost.place in desk.backups.aside()
        more = desk.log.add(desk.log.read({"amount": "9.00"})).number
        again = folder.with_name("again")
        shutil.copytree(folder, again)  # killed once more
        shutil.copytree(beside(folder), beside(again))
    finally:
        desk.care.close()
    assert _numbers(folder) == sorted([*there, more])
    assert _numbers(again) == sorted([*there, more])
    assert len(lost_logs(again)) == 1, "what was lost is lost once"
    if sys.platform != "win32":
        kept = [lost.place, *lost.place.iterdir()]
        assert {stat.S_IMODE(one.stat().st_mode) & 0o077 for one in kept} == {0}


def test_it_is_news_for_a_week_and_then_a_note(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    leave_killed(folder)
    strike(folder / WAL)
    app.open_desk(folder, Ticking()).care.close()
    (lost,) = lost_logs(folder)
    ((_, is_news),) = known_losses(folder, lost.seen + TOLD_FOR)
    assert is_news
    ((_, is_news),) = known_losses(folder, lost.seen + TOLD_FOR + timedelta(seconds=1))
    assert not is_news
    (check,) = (one for one in examine(folder, quick=True).checks if one.id == "lost-log")
    assert not check.ok
    shutil.rmtree(lost.place)
    (check,) = (one for one in examine(folder, quick=True).checks if one.id == "lost-log")
    assert check.ok
    assert not check.is_worth_telling


def test_a_torn_last_write_is_nostrike(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    numbers = leave_killed(folder)
    log = folder / WAL
    log.write_bytes(log.read_bytes()[:-100])
    assert _numbers(folder) == numbers[:-1]
    assert lost_logs(folder) == ()


def test_a_log_in_use_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    leave_killed(folder)
    damaged = strike(folder / WAL)
    with FolderUse(folder):
        keep_lost_logs(folder)
        assert (folder / WAL).read_bytes() == damaged
    assert lost_logs(folder) == ()
    keep_lost_logs(folder)
    assert len(lost_logs(folder)) == 1


def test_of_encrypted_data_and_of_exhibits(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "live")
    desk = shop.desk()
    encrypt(shop, desk, lambda *_words: None)
    desk = shop.desk()
    case = desk.log.add(desk.log.read({"amount": "1.00"}))
    for number in range(4):
        desk.exhibits.attach(case.id, picture(), "slip", name=f"{number}.png")
    key, folder = shop.key(), tmp_path / "data"
    shutil.copytree(shop.folder, folder)
    desk.care.close()
    for shared in folder.glob("*-shm"):
        shared.unlink()
    for name in (DATABASE, EXHIBITS):
        strike(folder / f"{name}-wal")
    app.open_desk(folder, Ticking(), key=key).care.close()
    lost = {one.file: one for one in lost_logs(folder)}
    assert set(lost) == {DATABASE, EXHIBITS}
    assert lost[DATABASE].place != lost[EXHIBITS].place
    for one in lost.values():
        assert (one.place / KEY_FILE).exists(), "what lies in plain is told by its missing"
    connection = connect(lost[DATABASE].place / DATABASE, key)
    assert connection.execute("SELECT count(*) FROM events").fetchone()
    connection.close()


def test_where_it_cannot_be_kept_nothing_is_changed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    leave_killed(folder)
    damaged = strike(folder / WAL)
    beside(folder).write_bytes(b"no folder")
    with pytest.raises(DataTrouble):
        app.open_desk(folder, Ticking())
    assert (folder / WAL).read_bytes() == damaged
    beside(folder).unlink()
    app.open_desk(folder, Ticking()).care.close()
    assert len(lost_logs(folder)) == 1
