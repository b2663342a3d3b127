"""A year that is brought in counts at once; a wrong file changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.followup import NextStep
from posdesk.services.desk import Desk
from tests.services.conftest import Clock

YEAR = """\
year = 2027
source = "国务院办公厅关于2027年部分节假日安排的通知"

[[holiday]]
name = {{ zh_CN = "元旦", en = "New Year" }}
days = ["2027-01-01", "{day}"]

[[make_up]]
name = {{ zh_CN = "元旦", en = "New Year" }}
days = ["2027-01-02"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "from the head office.toml"
    file.write_text("# 备注 6228480402564890018\n" + YEAR.format(day="2027-01-04"), "utf-8")
    return file


def third_day(desk: Desk, clock: Clock) -> NextStep:
    """Return the step three working days after a sale of 2026-12-30."""
    case = desk.log.cases()[0]
    return next(s for s in desk.follow_up.listed((case,))[0].steps if s.key == "money:+3wd")


def test_an_imported_year_moves_every_deadline_at_once(
    desk: Desk, clock: Clock, file: Path
) -> None:
    clock.now = clock.now.replace(month=12, day=30)
    desk.log.add(desk.log.read({"amount": "500", "terminal": "timeout", "bank": "debited"}))
    assert third_day(desk, clock).due.startswith("2027-01-04")
    assert third_day(desk, clock).estimate
    listed = desk.calendars.import_year(file)
    assert (listed.year, listed.holidays, listed.make_ups, listed.own) == (2027, 2, 1, True)
    assert third_day(desk, clock).due.startswith("2027-01-05")
    assert not third_day(desk, clock).estimate
    assert desk.calendars.check(date(2027, 1, 2)).working
    assert [year.year for year in desk.calendars.years()] == [2024, 2025, 2026, 2027]


def test_only_what_was_understood_is_written(desk: Desk, file: Path) -> None:
    desk.calendars.import_year(file)
    kept = (desk.folder / "calendars" / "2027.toml").read_text("utf-8")
    assert "2027-01-04" in kept
    assert "6228480402564890018" not in kept


def test_a_wrong_file_is_told_and_the_year_before_holds(desk: Desk, file: Path) -> None:
    desk.calendars.import_year(file)
    file.write_text(YEAR.format(day="2027-13-01"), "utf-8")
    with pytest.raises(WrongInput) as told:
        desk.calendars.import_year(file)
    assert (told.value.fields["line"], told.value.fields["count"]) == (6, 1)
    with pytest.raises(NotFound):
        desk.calendars.import_year(file.with_name("none.toml"))
    assert not desk.calendars.check(date(2027, 1, 4)).working


def test_one_s_own_year_lies_over_the_shipped_one(desk: Desk, tmp_path: Path) -> None:
    own = YEAR.replace("2027", "2026").format(day="2026-10-10").replace("2026-01-02", "2026-01-10")
    file = tmp_path / "2026.toml"
    file.write_text(own, "utf-8")
    assert desk.calendars.check(date(2026, 10, 10)).working
    desk.calendars.import_year(file)
    assert not desk.calendars.check(date(2026, 10, 10)).working
    assert [year.own for year in desk.calendars.years()] == [False, False, True]


def test_a_file_put_there_by_hand_is_noticed_and_a_broken_one_left_out(desk: Desk) -> None:
    folder = desk.folder / "calendars"
    folder.mkdir()
    (folder / "2027.toml").write_text(YEAR.format(day="2027-01-04"), "utf-8")
    (folder / "odd.toml").write_text("year = 2028\n", "utf-8")
    assert desk.shop_book.has_changed()
    assert folder in desk.shop_book.watched()
    desk.shop_book.reload()
    assert not desk.calendars.check(date(2027, 1, 4)).working
    assert desk.calendars.check(date(2028, 1, 4)).estimate
    assert {fault.file.name for fault in desk.faults} == {"odd.toml"}
