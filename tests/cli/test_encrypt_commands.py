"""``posdesk encrypt`` from a script: prepared, confirmed, on, used, and off again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from posdesk.domain.recovery import check_number, read_recovery_code, recovery_code
from posdesk.services.keys import key_for, new_key
from posdesk.storage.store import KEY_FILE
from tests.cli.conftest import Run
from tests.key_stores import Forgetful, Memory, using

ROOT = Path(__file__).resolve().parents[2]
WORDS = "correct horse battery"
PREPARED = f"{KEY_FILE}.prepared"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "paper" / "sheet.pdf"


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("POSDESK_PASSPHRASE", WORDS)
    return WORDS


def number_on(sheet: Path) -> str:
    text = pypdf.PdfReader(sheet).pages[0].extract_text()
    (found,) = re.findall(r"\b(\d{3}) (\d{3})\b", text)
    return "".join(found)


def turned_on(run: Run, sheet: Path) -> None:
    assert run("encrypt", "on", "--sheet", str(sheet)).code == 1
    assert run("encrypt", "on", "--confirm", number_on(sheet)).code == 0


def test_nothing_is_encrypted_before_the_number_is_given(
    run: Run, data_dir: Path, sheet: Path, passphrase: str
) -> None:
    ran = run("encrypt", "on", "--sheet", str(sheet), "--json")
    assert ran.code == 1
    assert ran.json["encrypted"] is False
    assert ran.json["sheet"] == str(sheet)
    assert "--confirm" in ran.err
    assert not (data_dir / KEY_FILE).exists()
    assert run("encrypt", "status", "--json").json == {
        "encrypted": False,
        "key_id": None,
        "kept_in": None,
        "backups": {"encrypted": 0, "plain": 0, "unreachable": [], "aside": []},
    }
    key = key_for(data_dir / PREPARED, passphrase)
    wrong = "000000" if check_number(key) != "000000" else "000001"
    assert run("encrypt", "on", "--confirm", wrong).code == 2
    assert not (data_dir / KEY_FILE).exists()
    assert run("doctor").code == 0
    again = run("encrypt", "on", "--sheet", str(sheet), "--json")
    assert again.json["key_id"] == ran.json["key_id"], "a sheet already printed holds"


def test_on_used_and_off(
    run: Run,
    data_dir: Path,
    sheet: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("encrypt", "on", "--sheet", str(sheet)).code == 1
    on = run("encrypt", "on", "--confirm", number_on(sheet), "--json")
    assert on.code == 0
    assert (on.json["encrypted"], on.json["kept_in"]) == (True, "passphrase")
    assert not (data_dir / PREPARED).exists()
    assert run("journal", "verify").code == 0
    assert run("doctor").code == 0
    assert run("case", "list").code == 0
    assert run("encrypt", "on").code == 2
    code = recovery_code(key_for(data_dir / KEY_FILE, passphrase))
    for given, fits in ((code.lower().replace("-", " "), 0), ("wrong and longer", 1), ("", 1)):
        monkeypatch.setenv("POSDESK_PASSPHRASE", given)
        ran = run("encrypt", "status", "--json")
        assert ran.code == fits
        assert (fits and ran.err.strip()) or ran.json["encrypted"]
    monkeypatch.delenv("POSDESK_PASSPHRASE")
    for command in (("case", "list"), ("journal", "verify"), ("encrypt", "off")):
        refused = run(*command, "--lang", "en")
        assert refused.code == 1
        assert "POSDESK_PASSPHRASE" in refused.err
    assert run("doctor", "--json").json["healthy"] is False
    monkeypatch.setenv("POSDESK_PASSPHRASE", code)
    off = run("encrypt", "off", "--json")
    assert (off.code, off.json["encrypted"]) == (0, False)
    monkeypatch.delenv("POSDESK_PASSPHRASE")
    assert run("journal", "verify").code == 0
    assert run("encrypt", "off").code == 2


def test_without_a_key_store_a_passphrase_is_needed(run: Run, data_dir: Path, sheet: Path) -> None:
    ran = run("encrypt", "on", "--sheet", str(sheet), "--lang", "en")
    assert ran.code == 1
    assert "POSDESK_PASSPHRASE" in ran.err
    assert not sheet.exists()


def test_a_poor_passphrase_is_refused(
    run: Run, data_dir: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_PASSPHRASE", "short")
    assert run("encrypt", "on", "--sheet", str(sheet)).code == 2
    assert not (data_dir / PREPARED).exists()


def test_a_key_store_asks_nobody(run: Run, data_dir: Path, sheet: Path) -> None:
    with using(Memory()) as store:
        turned_on(run, sheet)
        assert run("encrypt", "status", "--json").json["kept_in"] == "key_store"
        assert run("case", "list").code == 0
        key = key_for(data_dir / KEY_FILE)
        store.kept.clear()  # type: ignore[attr-defined]
        refused = run("case", "list", "--lang", "en")
        assert refused.code == 1
        assert "recovery code" in refused.err
    assert read_recovery_code(recovery_code(key)) == key


def test_the_code_brings_the_key_into_the_store_again(
    run: Run, data_dir: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with using(Memory()) as store:
        turned_on(run, sheet)
        key = key_for(data_dir / KEY_FILE)
        store.kept.clear()  # type: ignore[attr-defined]
        monkeypatch.setenv("POSDESK_PASSPHRASE", recovery_code(key))
        ran = run("case", "list", "--lang", "en")
        assert ran.code == 0
        assert "key store again" in ran.err
        monkeypatch.delenv("POSDESK_PASSPHRASE")
        assert run("case", "list").code == 0


def test_a_store_that_keeps_nothing_is_found_out(
    run: Run, data_dir: Path, sheet: Path, passphrase: str
) -> None:
    with using(Forgetful()):
        turned_on(run, sheet)
        assert run("encrypt", "status", "--json").json["kept_in"] == "passphrase"


@pytest.mark.parametrize("name", ["sheet.pdf", "flows/sheet.pdf"])
def test_the_sheet_never_lies_among_the_data(
    run: Run, data_dir: Path, passphrase: str, name: str
) -> None:
    assert run("encrypt", "on", "--sheet", str(data_dir / name)).code == 2
    assert not (data_dir / name).exists()
    assert not (data_dir / PREPARED).exists()


def test_backups_are_encrypted_too(run: Run, data_dir: Path, sheet: Path, passphrase: str) -> None:
    from posdesk import app

    desk = app.open_desk(data_dir)
    desk.backups.make()
    desk.care.close()
    assert run("encrypt", "status", "--json").json["backups"]["plain"] == 1
    turned_on(run, sheet)
    found = run("encrypt", "status", "--json").json["backups"]
    assert (found["encrypted"], found["plain"]) == (1, 0)
    assert run("encrypt", "off").code == 0
    found = run("encrypt", "status", "--json").json["backups"]
    assert (found["encrypted"], found["plain"]) == (1, 0), "they stay as they are"


def test_a_program_of_its_own_opens_them(
    run: Run, data_dir: Path, sheet: Path, passphrase: str
) -> None:
    turned_on(run, sheet)
    command = [sys.executable, "-m", "posdesk", "--data-dir", str(data_dir), "journal", "verify"]
    opened = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True)
    assert opened.returncode == 0
    without = {name: value for name, value in os.environ.items() if name != "POSDESK_PASSPHRASE"}
    refused = subprocess.run(
        command, cwd=ROOT, env=without, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert refused.returncode == 1
    assert len(refused.stderr.decode().splitlines()) == 1
    assert WORDS not in refused.stderr.decode()


def test_a_carried_backup_opens_elsewhere_by_code_and_by_passphrase(
    run: Run,
    data_dir: Path,
    sheet: Path,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = run("case", "add", "--json", facts={"amount": "5"}).json["number"]
    turned_on(run, sheet)
    carried = tmp_path / "carried.backup"
    assert run("backup", str(carried)).code == 0
    code = recovery_code(key_for(data_dir / KEY_FILE, passphrase))
    for place, given in enumerate((code, passphrase)):
        monkeypatch.setenv("POSDESK_PASSPHRASE", given)
        other = ("--data-dir", str(tmp_path / f"other-{place}"))
        done = run("restore", str(carried), "--json", *other)
        assert (done.code, done.err) == (0, "")
        assert (done.json["path"], done.json["cases"]) == (str(carried), 1)
        assert [row["number"] for row in run("case", "list", "--json", *other).json] == [number]
        assert run("encrypt", "status", "--json", *other).json["encrypted"] is True


def test_a_prepared_key_is_not_said_to_be_in_use(
    run: Run, data_dir: Path, sheet: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("encrypt", "on", "--sheet", str(sheet), "--lang", "en")
    assert len(ran.err.splitlines()) == 1, "nobody is there to be told how strong it is"
    assert sheet.stat().st_mode & 0o77 == 0
    monkeypatch.delenv("POSDESK_PASSPHRASE")
    refused = run("encrypt", "on", "--confirm", number_on(sheet), "--lang", "en")
    assert refused.code == 1
    assert "Nothing is encrypted yet" in refused.err
    assert "POSDESK_PASSPHRASE" in refused.err
    monkeypatch.setenv("POSDESK_PASSPHRASE", f"{passphrase}, not this one")
    refused = run("encrypt", "on", "--confirm", number_on(sheet), "--lang", "en")
    assert (refused.code, "Nothing is encrypted yet" in refused.err) == (1, True)


def test_a_wrong_key_is_told_in_one_sentence(
    run: Run, data_dir: Path, sheet: Path, passphrase: str
) -> None:
    turned_on(run, sheet)
    (data_dir / KEY_FILE).unlink()  # so that only the data themselves tell whether a code fits
    environment = {**os.environ, "POSDESK_PASSPHRASE": recovery_code(new_key())}
    for command in (("case", "list"), ("journal", "verify"), ("doctor",)):
        said = subprocess.run(
            [sys.executable, "-m", "posdesk", "--data-dir", str(data_dir), *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
        assert said.returncode == 1
        assert len(said.stderr.decode().splitlines()) == (command != ("doctor",)), said.stderr
