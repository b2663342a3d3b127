"""``posdesk backup``: one checked file, and nothing of anybody's is written over."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from posdesk.services.backups import beside
from posdesk.services.doctor_backups import RECENT
from posdesk.storage.backup.check import check
from posdesk.storage.store import Store
from tests.cli.conftest import Run
from tests.storage.samples import NOON, Clock, open_case


def test_it_tells_what_it_holds_and_that_it_was_read_back(run: Run, tmp_path: Path) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    target = tmp_path / "all.backup"
    made = run("backup", str(target), "--json")
    assert made.code == 0, made.err
    told = made.json
    assert told["path"] == str(target)
    assert told["bytes"] == target.stat().st_size
    assert told["sha256"] == sha256(target.read_bytes()).hexdigest()
    assert told["verified"] is True
    about = check(target)
    assert (told["events"], told["cases"], told["head"]) == (about.events, 1, about.head)
    assert (told["exhibits"], told["missing_exhibits"]) == (0, 0)
    assert run("journal", "verify", "--json").json["head"] == about.head


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_it_overwrites_nothing(run: Run, tmp_path: Path, lang: str, data_dir: Path) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    letter = tmp_path / "letter.txt"
    letter.write_text("mine", "utf-8")
    refused = run("backup", str(letter), "--lang", lang)
    assert refused.code == 1
    assert "letter.txt" in refused.err
    assert refused.err.count("\n") == 1
    assert letter.read_text("utf-8") == "mine"
    inside = run("backup", str(data_dir / "b.backup"), "--lang", lang)
    assert inside.code == 2
    assert not (data_dir / "b.backup").exists()
    assert run("backup", str(tmp_path / "no" / "b.backup"), "--lang", lang).code == 2
    assert run("backup", "--lang", lang).code == 2


def test_people_read_the_same(run: Run, tmp_path: Path) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    said = run("backup", str(tmp_path / "a.backup")).out
    assert "已读回核对" in said
    assert "a.backup" in said


def test_the_second_place_is_a_setting(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = run("settings", "set", "keeping.second_place", str(stick), "--json")
    assert kept.code == 0, kept.err
    assert kept.json["value"] == str(stick)
    assert run("settings", "show", "--json").json["keeping"]["second_place"] == str(stick)
    assert run("settings", "set", "keeping.second_place", str(tmp_path / "no")).code == 2
    assert run("settings", "set", "keeping.second_place", "", "--json").json["value"] == ""


def test_the_doctor_misses_a_backup_after_a_week(run: Run, data_dir: Path) -> None:
    old = Clock(NOON.replace(year=2020))
    with Store.open(data_dir, clock=old, software="posdesk test") as store:
        open_case(store, "case-a")
    report = run("doctor", "--json")
    assert report.code == 1
    assert any("no backup" in finding["en"] for finding in report.json["findings"])
    beside(data_dir).mkdir()
    (beside(data_dir) / f"posdesk-{old.now + RECENT:%y%m%d}-120000.backup").touch()
    report = run("doctor", "--json")
    assert any("days old" in finding["en"] for finding in report.json["findings"])
