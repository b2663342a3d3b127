"""A data folder for several accounts, from a terminal: made, and filled with an account's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import app, paths
from posdesk.cli.main import main
from posdesk.ownership import SHARED_FOLDER
from posdesk.services.adoption import left_behind
from posdesk.services.backups import beside
from posdesk.storage.store import DATABASE
from tests.cli.conftest import Run
from tests.small_book import ship_small


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data that an account kept for itself: a case, and a manager with a PIN."""
    ship_small(tmp_path, monkeypatch)
    folder = tmp_path / "own"
    monkeypatch.setattr(paths, "own_data_folder", lambda: folder)
    desk = app.open_desk(folder)
    desk.log.add(desk.log.read({"amount": "500.00", "symptom": "没出单"}))
    manager = desk.staff.add("欧阳敏", "manager")
    desk.staff.set_pin(manager.id, "135790")
    desk.care.close()
    return folder


def test_data_of_an_accounts_own_come_into_the_shared_folder(
    run: Run, own: Path, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(f'[data]\nfolder = "{data_dir}"\nshared = true\n', "utf-8")
    monkeypatch.setenv("POSDESK_PROVISION", str(file))
    data_dir.mkdir(exist_ok=True)
    data_dir.chmod(SHARED_FOLDER)
    before = (own / DATABASE).read_bytes()
    assert left_behind(data_dir) == own
    refused = run("provision", "adopt")
    assert refused.code == 1, "only a manager takes everything along"
    assert not (data_dir / DATABASE).exists()

    monkeypatch.setenv("POSDESK_PIN", "135790")
    done = run("--as", "欧阳敏", "provision", "adopt", "--json")
    assert done.code == 0, done.err
    assert done.json["cases"] == 1
    assert (own / DATABASE).exists()
    assert len((own / DATABASE).read_bytes()) >= len(before)
    assert left_behind(data_dir) is None
    assert beside(data_dir).stat().st_mode & 0o7777 == SHARED_FOLDER
    assert (data_dir / DATABASE).stat().st_mode & 0o777 == 0o660
    listed = run("--as", "欧阳敏", "case", "list", "--json")
    assert listed.code == 0, f"the PIN holds here too: {listed.err}"

    again = run("--as", "欧阳敏", "provision", "adopt")
    assert again.code == 2
    assert str(data_dir) in again.err


def test_preparing_without_a_file_that_says_so_makes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("provision", "prepare", str(tmp_path / "none.toml")).code == 2
    file = tmp_path / "shop.toml"
    file.write_text('[shop]\nname = "光明路烟酒店"\n', "utf-8")
    told = run("provision", "prepare", str(file))
    assert told.code == 2
    assert "shared = true" in told.err
    file.write_text("[shop]\nnam = 1\n", "utf-8")
    assert run("provision", "prepare", str(file)).code == 2


def test_a_click_that_opens_nothing_says_why_where_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "machine.toml"
    file.write_text('[data]\nfolder = "$NOT_SET_ANYWHERE/shop"\n', "utf-8")
    monkeypatch.setenv("POSDESK_PROVISION", str(file))
    monkeypatch.delenv("POSDESK_DATA", raising=False)
    told: list[str] = []
    monkeypatch.setattr(app, "tell_before_window", lambda sentence, _tr: told.append(sentence))
    assert main([]) == 1
    assert told == [capsys.readouterr().err.strip()]
    assert "NOT_SET_ANYWHERE" in told[0]
    assert main(["open"]) == 1
    assert len(told) == 2, "which is what a menu's entry starts"
    assert main(["case", "list"]) == 1
    assert len(told) == 2, "a command is answered where it was given"
