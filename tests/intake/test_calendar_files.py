from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from posdesk import paths
from posdesk.domain.text import Text
from posdesk.intake.calendar_files import (
    MOST_BYTES,
    load_years,
    read_own_years,
    read_year,
    write_year,
)
from posdesk.intake.flow_faults import FlowFaults

CARD = "6228480402564890018"
SOUND = """\
year = 2027
source = "国务院办公厅通知，2026年11月4日"

[[holiday]]
name = { zh_CN = "元旦", en = "New Year" }
days = ["2027-01-01", 2027-01-02]

[[make_up]]
name = { zh_CN = "元旦", en = "New Year" }
days = ["2027-01-09"]
"""


def test_three_announced_years_are_shipped_each_with_its_notice() -> None:
    shipped = load_years(paths.resources())
    assert [year.year for year in shipped] == [2024, 2025, 2026]
    assert all("国务院办公厅" in year.source and "通知" in year.source for year in shipped)
    counts = [(len(year.holidays), len(year.make_ups)) for year in shipped]
    assert counts == [(30, 8), (28, 5), (33, 6)]


def test_each_weekday_off_beyond_the_statutory_ones_is_made_up_for() -> None:
    # 2024 had 11 statutory days, later years 13; the others were moved there from weekends.
    for year, statutory in zip(load_years(paths.resources()), (11, 13, 13), strict=True):
        weekdays_off = sum(day.weekday() < 5 for day in year.holidays)
        weekend_statutory = statutory - (weekdays_off - len(year.make_ups))
        assert 0 <= weekend_statutory <= 3, year.year


def test_a_year_comes_back_as_it_was_written(data_dir: Path) -> None:
    for year in load_years(paths.resources()):
        file = write_year(data_dir, year)
        assert read_year(file) == (year, ())
    assert read_own_years(data_dir).years == load_years(paths.resources())


def test_dates_may_stand_with_or_without_quotation_marks(tmp_path: Path) -> None:
    file = tmp_path / "next.toml"
    file.write_text("\ufeff" + SOUND, "utf-8")
    year, faults = read_year(file)
    assert (year is not None, faults) == (True, ())
    assert year is not None
    assert year.holidays[datetime.date(2027, 1, 2)] == Text("元旦", "New Year")
    assert list(year.make_ups) == [datetime.date(2027, 1, 9)]


@pytest.mark.parametrize(
    ("old", "new", "line", "english"),
    [
        ("year = 2027", 'year = "2027"', 1, "The year is missing"),
        ("year = 2027\n", "", 1, "The year is missing"),
        ("year = 2027", "year = true", 1, "The year is missing"),
        ('source = "国务院', 'whence = "国务院', 2, "not known here"),
        ("国务院办公厅通知", CARD, 2, "full card number"),
        ("[[holiday]]", "[holiday]", 4, "Write [[holiday]]"),
        ("[[holiday]]", "[[hollyday]]", 4, "not known here"),
        (
            'zh_CN = "元旦", en = "New Year" }\ndays = ["2027-01-01"',
            'en = "x" }\ndays = [2027-01-01',
            4,
            "name.zh_CN",
        ),
        ('["2027-01-09"]', "[]", 8, "must list dates"),
        ('"2027-01-09"', '"2027-02-30"', 10, "is no date"),
        ('"2027-01-09"', '"9 January"', 10, "is no date"),
        ('"2027-01-09"', f'"{CARD}"', 10, "is no date"),
        ('"2027-01-09"', "2027-01-09T10:00:00", 8, "is no date"),
        ('"2027-01-09"', '"2026-01-10"', 10, "not in 2027"),
        ('"2027-01-09"', '"2027-01-09", "2027-01-09"', 10, "given twice"),
        ('"2027-01-09"', '"2027-01-02"', 10, "both a holiday and a make-up"),
        ('"2027-01-09"', '"2027-01-11"', 10, "no make-up day"),
        ("[[make_up]]", "[[make_up", 8, "not TOML"),
    ],
)
def test_every_fault_is_told_with_its_line_and_spoils_the_file(
    tmp_path: Path, old: str, new: str, line: int, english: str
) -> None:
    assert old in SOUND
    file = tmp_path / "2027.toml"
    file.write_text(SOUND.replace(old, new), "utf-8")
    year, faults = read_year(file)
    assert year is None
    told = [fault for fault in faults if english in fault.text.en]
    assert told, faults
    assert told[0].line == line
    assert told[0].text.zh_CN
    assert CARD not in str(faults)


@pytest.mark.parametrize(
    ("data", "english"),
    [
        (b"", "The year is missing"),
        (b"\xff\xfe", "not written in UTF-8"),
        (b"year = 2027\n" + b"#" * MOST_BYTES, "too large"),
        (b"a = " + b"[" * 20_000, "not TOML"),
        (b'year = 2027\nsource = "x"\n', "No holiday"),
        (b"PK\x03\x04", "not TOML"),
    ],
)
def test_what_is_no_year_file_at_all_is_told(tmp_path: Path, data: bytes, english: str) -> None:
    file = tmp_path / "2027.toml"
    file.write_bytes(data)
    year, faults = read_year(file)
    assert year is None
    assert any(english in fault.text.en for fault in faults), faults


def test_a_broken_file_of_one_s_own_is_left_out_and_told(data_dir: Path) -> None:
    folder = data_dir / "calendars"
    folder.mkdir()
    (folder / "a.toml").write_text(SOUND, "utf-8")
    (folder / "b.toml").write_text(SOUND, "utf-8")
    (folder / "c.toml").write_text("year =", "utf-8")
    read = read_own_years(data_dir)
    assert [year.year for year in read.years] == [2027]
    assert [fault.file.name for fault in read.faults] == ["b.toml", "c.toml"]
    assert "another file" in read.faults[0].text.en


def test_a_broken_shipped_file_is_a_fault_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "2027.toml").write_text("year = 1", "utf-8")
    with pytest.raises(FlowFaults):
        load_years(tmp_path)
