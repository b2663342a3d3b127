"""``posdesk restore``: looking changes nothing, restoring keeps what was there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def backup(run: Run, data_dir: Path, tmp_path: Path) -> Path:
    """A backup of three cases; two more were opened after it."""
    numbers = [run("case", "add", "--json", facts={"amount": "5"}).json["number"] for _ in "abc"]
    path = tmp_path / "carried.backup"
    assert run("backup", str(path)).code == 0
    numbers += [run("case", "add", "--json", facts={"amount": "5"}).json["number"] for _ in "de"]
    assert len(set(numbers)) == 5
    return path


def numbers(run: Run) -> list[str]:
    return sorted(row["number"] for row in run("case", "list", "--json").json)


def test_looking_tells_and_changes_nothing(run: Run, data_dir: Path, backup: Path) -> None:
    before = numbers(run)
    seen = run("restore", str(backup), "--look", "--json")
    assert seen.code == 0
    assert seen.json["sound"] is True
    assert seen.json["cases"] == 3
    assert seen.json["lost_cases"] == before[3:]
    assert seen.json["gained_cases"] == []
    assert numbers(run) == before
    assert before[4] in run("restore", str(backup), "--look").out
    damaged = bytearray(backup.read_bytes())
    damaged[9 * 4096 : 10 * 4096] = b"\xa5" * 4096
    backup.write_bytes(damaged)
    assert run("restore", str(backup), "--look", "--json").code == 1


def test_restoring_says_what_was_kept_where(run: Run, data_dir: Path, backup: Path) -> None:
    before = numbers(run)
    done = run("restore", str(backup), "--json")
    assert done.code == 0, done.err
    told = done.json
    assert told["restored"] is True
    assert (told["cases"], told["missing_exhibits"]) == (3, [])
    assert told["lost_cases"] == before[3:]
    assert numbers(run) == before[:3]
    assert run("journal", "verify", "--json").json["valid"] is True
    assert run("doctor").code == 0
    back = run("restore", told["saved"], "--json")
    assert back.json["cases"] == 5
    assert back.json["counter"] != told["counter"]
    assert numbers(run) == before


@pytest.mark.parametrize("left", ["nothing", "a folder", "exhibits"])
def test_lost_data_are_not_begun_anew_over_their_backups(
    run: Run, data_dir: Path, backup: Path, left: str
) -> None:
    before = numbers(run)
    kept = Path(run("restore", str(backup), "--json").json["saved"])
    exhibits = (data_dir / "exhibits.db").read_bytes()
    shutil.rmtree(data_dir)
    if left != "nothing":
        data_dir.mkdir()
    if left == "exhibits":
        (data_dir / "exhibits.db").write_bytes(exhibits)
    for command in (("case", "add"), ("case", "list"), ("erase", "--old"), ("journal", "verify")):
        refused = run(*command, "--json", "--lang", "en", facts={"amount": "5"})
        assert (refused.code, refused.out) == (1, ""), command
        assert f"posdesk restore {kept}" in refused.err
        assert len(refused.err.splitlines()) == 1
        assert not (data_dir / "posdesk.db").exists()
    said = run("doctor", "--json")
    assert (said.code, said.json["healthy"]) == (1, False)
    assert run("restore", str(kept)).code == 0
    assert numbers(run) == before
    assert run("doctor").code == 0


@pytest.mark.parametrize("present", ["missing", "empty", "damaged"])
def test_it_needs_no_present_data(run: Run, data_dir: Path, backup: Path, present: str) -> None:
    if present == "damaged":
        (data_dir / "posdesk.db").write_bytes(b"\xa5" * 5000)
        assert run("doctor").code == 1
    else:
        shutil.rmtree(data_dir)
        if present == "empty":
            data_dir.mkdir()
    seen = run("restore", str(backup), "--look", "--json")
    assert (seen.code, seen.json["lost_cases"]) == (0, None)
    done = run("restore", str(backup), "--json")
    assert done.code == 0, done.err
    assert len(numbers(run)) == 3
    saved = done.json["saved"]
    assert (saved is not None) == (present == "damaged")
    if saved:
        assert (Path(saved) / "posdesk.db").read_bytes() == b"\xa5" * 5000


def test_only_a_manager_restores(
    run: Run, backup: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("POSDESK_PIN", "POSDESK_NEW_PIN"):
        monkeypatch.setenv(name, "482913")
    assert run("people", "add", "王店长", "--role", "manager").code == 0
    assert run("people", "pin", "王店长").code == 0
    before = numbers(run)
    refused = run("restore", str(backup))
    assert refused.code == 1
    assert run("restore", str(backup), "--look").code == 0, "looking is for everybody"
    assert numbers(run) == before
    assert run("restore", str(backup), "--as", "王店长").code == 0


def test_what_is_not_there_or_no_backup(run: Run, tmp_path: Path) -> None:
    assert run("restore", str(tmp_path / "none")).code == 2
    (tmp_path / "text").write_text("no backup")
    for look in ((), ("--look",)):
        refused = run("restore", str(tmp_path / "text"), *look)
        assert (refused.code, refused.err.count("\n")) == (1, 1)
