"""Backups as a shop has them: each day, on a stick too, never more than the rule says."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import DataTrouble, NotAllowed, NotFound, WrongInput
from posdesk.domain.rotation import DAYS, MONTHS, NEWEST, WEEKS
from posdesk.services.backup_list import Where
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.given import read_given
from posdesk.storage.backup.check import check
from posdesk.storage.backup.look import holds_case, own_files
from posdesk.storage.durable import write_durably
from posdesk.storage.folder_use import FolderUse
from tests.services.conftest import Clock
from tests.ui.stage import CARD

PICTURE = b"\x89PNG no picture, but bytes of an exhibit"


def problem(desk: Desk, words: str = "没出单") -> str:
    return desk.log.add(read_given({"symptom": words, "amount": "500"}, frozenset())).id


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_one_is_due_once_a_day_and_only_when_something_came(desk: Desk, clock: Clock) -> None:
    backups = desk.backups
    assert not backups.has_news(), "an empty journal is no loss"
    problem(desk)
    assert backups.has_news()
    assert backups.is_due()
    made = backups.make()
    assert made.first is not None
    assert made.first.about is not None
    assert made.first.about.cases == 1
    assert not backups.has_news()
    problem(desk)
    assert backups.has_news(), "closing the window makes another"
    assert not backups.is_due(), "the daily one is not due within the hour"
    clock.now += timedelta(days=1)
    assert backups.is_due()
    clock.now -= timedelta(days=30)
    assert backups.is_due(), "a clock that was set back puts nothing off"


def test_it_lies_beside_the_data_and_holds_the_shops_own_files(desk: Desk, data_dir: Path) -> None:
    desk.shop_book.save_shop("name", "河边小店")
    (data_dir / "flows").mkdir()
    (data_dir / "flows" / "own.yaml").write_text("id: own\n", "utf-8")
    write_durably(data_dir / "pin.key", bytes(32))
    problem(desk)
    made = desk.backups.make().first
    assert made is not None
    assert made.path.parent == beside(data_dir) == data_dir.with_name("data-backups")
    files = {file.name: file.body for file in own_files(made.path)}
    assert set(files) == {"settings.toml", "flows/own.yaml"}, "and never the key of the PINs"
    assert "河边小店".encode() in files["settings.toml"]


def test_years_of_backups_stay_few_and_the_newest_stay(desk: Desk, clock: Clock) -> None:
    for _ in range(70):
        problem(desk)
        last = desk.backups.make().first
        clock.now += timedelta(days=5)
    listed = desk.backups.listed()
    assert last is not None
    assert listed[0].path == last.path
    assert MONTHS <= len(listed) <= DAYS + WEEKS + MONTHS + NEWEST
    goes = desk.backups.goes_on(listed[-1])
    assert clock.now.date() < goes <= (clock.now + timedelta(days=366)).date()


def test_the_stick_gets_the_same_when_it_is_plugged_in(
    desk: Desk, clock: Clock, stick: Path
) -> None:
    case = problem(desk)
    desk.backups.choose_second_place(str(stick))
    second = desk.backups.second_place()
    assert second is not None
    assert second.last is None
    made = desk.backups.make()
    assert made.first is not None
    assert made.second is not None
    assert made.second.path.read_bytes() == made.first.path.read_bytes()
    assert made.second.about == check(made.second.path)
    assert {one.where for one in desk.backups.listed()} == {Where.HERE, Where.SECOND}
    assert {one.path for one in desk.backups.holders(case)} == {
        made.first.path,
        made.second.path,
    }

    away = stick.rename(stick.with_name("drawer"))
    stick.mkdir()  # the empty folder in which it would be mounted
    clock.now += timedelta(days=15)
    problem(desk)
    made = desk.backups.make()
    assert made.first is not None
    assert made.second is None
    assert "not plugged in" in str(made.second_trouble)
    assert not list(stick.iterdir()), "nothing is written where the stick is not"
    overview = desk.backups.overview()
    assert overview.second is not None
    assert not overview.second.is_there
    assert overview.second.last is not None
    assert overview.second_is_old
    assert not overview.is_old

    stick.rmdir()
    away.rename(stick)
    made = desk.backups.make()
    assert made.second is not None
    assert len([one for one in desk.backups.listed() if one.where is Where.SECOND]) == 2
    desk.backups.choose_second_place("")
    assert desk.backups.second_place() is None
    assert desk.backups.make().second_trouble is None


def test_the_stick_gets_its_own_where_this_computer_has_no_room(
    desk: Desk, data_dir: Path, stick: Path
) -> None:
    problem(desk)
    desk.backups.choose_second_place(str(stick))
    beside(data_dir).write_text("a file in the place of the folder", "utf-8")
    made = desk.backups.make()
    assert made.first is None
    assert isinstance(made.first_trouble, DataTrouble)
    assert made.second is not None
    assert check(made.second.path).cases == 1
    shutil.rmtree(stick)
    with pytest.raises(DataTrouble):
        desk.backups.make()


@pytest.mark.parametrize("where", ["", "notes", "nowhere"])
def test_a_second_place_must_be_another_place(
    desk: Desk, data_dir: Path, tmp_path: Path, where: str
) -> None:
    (data_dir / "notes").mkdir()
    given = tmp_path / "nowhere" if where == "nowhere" else data_dir / where
    with pytest.raises(WrongInput, match="nothing was changed"):
        desk.backups.choose_second_place(str(given))
    assert desk.backups.second_place() is None


def test_an_exhibit_lies_there_once_and_goes_with_its_last_backup(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    case = problem(desk)
    note = tmp_path / "note.txt"
    note.write_text("客人的短信：已扣款 500 元\n" * 4000, "utf-8")
    desk.exhibits.attach(case, note, "sms")
    kept = desk.backups.folder / "exhibits.db"
    made = []
    for _ in range(3):
        found = desk.backups.make().first
        assert found is not None
        made.append(found)
        clock.now += timedelta(hours=1)
    assert kept.stat().st_size < 2 * note.stat().st_size
    assert all(one.size < kept.stat().st_size for one in made)
    desk.backups.drop([one.path for one in made[1:]])
    assert "已扣款".encode() in kept.read_bytes()
    desk.backups.drop([made[0].path])
    assert not kept.exists(), "no backup names it any more"


def test_one_to_a_file_holds_everything(desk: Desk, tmp_path: Path, data_dir: Path) -> None:
    problem(desk)
    made = desk.backups.make_file(tmp_path / "all.backup")
    assert made.about.whole
    assert check(made.path) == made.about
    with pytest.raises(DataTrouble, match="already"):
        desk.backups.make_file(made.path)
    with pytest.raises(WrongInput, match="data folder"):
        desk.backups.make_file(data_dir / "all.backup")
    with pytest.raises(WrongInput, match="no folder"):
        desk.backups.make_file(tmp_path / "nowhere" / "all.backup")


def test_only_a_manager_takes_everything_away_or_throws_backups_out(
    desk: Desk, tmp_path: Path, stick: Path
) -> None:
    problem(desk)
    desk.staff.add("店长", "manager")
    desk.staff.set_pin("店长", "246810")
    desk.staff.sign_out()
    with pytest.raises(NotAllowed):
        desk.backups.make_file(tmp_path / "all.backup")
    with pytest.raises(NotAllowed):
        desk.backups.choose_second_place(str(stick))
    made = desk.backups.make()
    assert made.first is not None, "the daily backup waits for no manager"
    with pytest.raises(NotAllowed):
        desk.backups.drop([made.first.path])
    assert made.first.path.exists()
    assert not (tmp_path / "all.backup").exists()


def test_what_is_dropped_is_gone_and_nothing_else(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    first_case = problem(desk)
    first = desk.backups.make().first
    clock.now += timedelta(hours=1)
    second = desk.backups.make().first
    assert first is not None
    assert second is not None
    letter = beside(desk.folder) / "letter.txt"
    letter.write_text("mine", "utf-8")
    with pytest.raises(NotFound):
        desk.backups.drop([second.path, letter])
    assert second.path.exists()
    desk.backups.drop([first.path])
    assert [one.path for one in desk.backups.listed()] == [second.path]
    assert [one.path for one in desk.backups.holders(first_case)] == [second.path]
    assert letter.read_text("utf-8") == "mine"


def test_another_shops_backups_are_left_alone(
    desk: Desk, clock: Clock, stick: Path, tmp_path: Path
) -> None:
    desk.backups.choose_second_place(str(stick))
    with_other = app.open_desk(tmp_path / "other", clock)
    try:
        other_case = problem(with_other, "别的店")
        with_other.backups.choose_second_place(str(stick))
        theirs = with_other.backups.make().second
    finally:
        with_other.care.close()
    assert theirs is not None
    for _ in range(40):
        problem(desk)
        desk.backups.make()
        clock.now += timedelta(days=40)
    assert holds_case(theirs.path, None, other_case)


def test_a_damaged_backup_is_listed_and_guards_no_older_one(desk: Desk, clock: Clock) -> None:
    problem(desk)
    first = desk.backups.make().first
    clock.now += timedelta(hours=1)
    second = desk.backups.make().first
    assert first is not None
    assert second is not None
    second.path.write_bytes(b"damaged")
    listed = desk.backups.listed()
    assert [(one.path, one.about is None) for one in listed] == [
        (second.path, True),
        (first.path, False),
    ]
    last = desk.backups.last()
    assert last is not None
    assert last.path == first.path
    problem(desk)
    assert desk.backups.has_news()


def test_two_programs_do_not_write_there_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(desk)
    with FolderUse(desk.backups.folder, alone=True):
        monkeypatch.setattr(FolderUse.__init__, "__kwdefaults__", {"alone": False, "wait": 0.05})
        with pytest.raises(DataTrouble):
            desk.backups.make()
    assert desk.backups.make().first is not None


def test_what_a_kill_left_goes_with_the_next(desk: Desk) -> None:
    folder = desk.backups.folder
    folder.mkdir()
    (folder / "posdesk-261101-120000.backup.part").write_bytes(b"half")
    (folder / "posdesk-261101-120000.backup.key").write_text("{}", "utf-8")
    problem(desk)
    desk.backups.make()
    assert not list(folder.glob("*.part"))
    assert not list(folder.glob("*.key"))


def test_no_card_number_comes_into_a_backup(desk: Desk, data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        problem(desk, f"客人的卡 {CARD}")
    (tmp_path / CARD).mkdir()
    with pytest.raises(WrongInput):
        desk.backups.choose_second_place(str(tmp_path / CARD))
    problem(desk)
    desk.backups.make()
    desk.backups.make_file(tmp_path / "all.backup")
    kept = [p for p in (*beside(data_dir).rglob("*"), tmp_path / "all.backup") if p.is_file()]
    assert kept
    assert all(CARD.encode() not in p.read_bytes() for p in kept)
