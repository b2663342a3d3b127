"""``posdesk journal`` and ``doctor``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from tests.cli.conftest import Run


def test_a_changed_event_is_named(run: Run, data_dir: Path) -> None:
    for amount in ("1", "2", "3"):
        run("case", "add", "--json", facts={"amount": amount})
    whole = run("journal", "verify", "--json")
    assert (whole.code, whole.json["valid"]) == (0, True)
    base = sqlite.connect(str(data_dir / "posdesk.db"))
    (trigger,) = base.execute(
        "SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger'"
        " AND tbl_name = 'payloads'"
    ).fetchone()
    for name in trigger.split(","):
        base.execute(f'DROP TRIGGER "{name}"')
    (pos,) = base.execute(
        "SELECT e.pos FROM events e JOIN payloads p ON p.pos = e.pos"
        " WHERE p.body LIKE '%\"amount\":200%'"
    ).fetchone()
    (seq,) = base.execute("SELECT seq FROM events WHERE pos = ?", (pos,)).fetchone()
    base.execute(
        "UPDATE payloads SET body = CAST(replace(body, ?, ?) AS BLOB) WHERE pos = ?",
        (b'"amount":200', b'"amount":900', pos),
    )
    base.commit()
    base.close()
    found = run("journal", "verify", "--json")
    assert found.code == 1
    assert found.json["first_bad"]["seq"] == seq
    assert run("doctor", "--json").code == 1


def test_the_doctor_tells_of_everything_there(run: Run) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    report = run("doctor", "--json")
    told = report.json
    assert report.code == 0
    assert told["versions"]["sqlite"]
    assert told["database"]["quick_check"] == ["ok"]
    assert all(told["fonts"].values())
    assert "available" in told["display"]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_data_folder_that_is_a_file_is_one_sentence(tmp_path: Path, run: Run, lang: str) -> None:
    (tmp_path / "taken").write_text("x")
    refused = run(
        "case",
        "add",
        "--json",
        "--lang",
        lang,
        "--data-dir",
        str(tmp_path / "taken"),
        facts={"amount": "1"},
    )
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "Traceback" not in refused.err


def test_the_program_runs_as_a_module_in_a_bare_environment(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "posdesk", "doctor", "--json"],
        env={
            "POSDESK_DATA": str(tmp_path / "data"),
            "HOME": str(tmp_path),
            "PATH": os.defpath,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **{k: os.environ[k] for k in ("SYSTEMROOT",) if k in os.environ},
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert b'"sqlite"' in ran.stdout


def test_the_log_tells_which_commands_worked_and_how_they_failed(run: Run, data_dir: Path) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    (data_dir / "posdesk.db").write_bytes(b"no database" * 1000)
    assert run("case", "list").code == 1
    worked, failed = run("log", "--json").json
    assert worked["facts"]["at"] == "cli.case_commands.add_case"
    assert (worked["kind"], worked["process"]) == ("work", "command")
    assert failed["kind"] == "trouble"
    assert failed["facts"]["said"].startswith("The file {file} is damaged")
    assert str(data_dir) not in run("log").out
    (last,) = run("log", "--tail", "1", "--json").json
    assert last == failed


def test_a_quick_doctor_reads_no_journal(run: Run) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    told = run("doctor", "--quick", "--json")
    assert told.code == 0
    assert told.json["quick"]
    assert "journal" not in {check["id"] for check in told.json["checks"]}
