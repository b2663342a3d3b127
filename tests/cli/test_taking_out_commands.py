"""``posdesk case export``, ``journal export`` and ``case list --limit``."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def numbers(run: Run) -> list[str]:
    """The numbers of two cases, the older first."""
    given = ({"amount": "500.00", "symptom": "没出单"}, {"amount": "0.07", "symptom": "=1+1"})
    return [run("case", "add", "--json", facts=facts).json["number"] for facts in given]


def test_each_form_says_what_was_written(run: Run, numbers: list[str], tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "json"):
        target = tmp_path / "cases"
        ran = run("case", "export", "--format", form, "-o", str(target), "--json")
        raw = target.read_bytes()
        assert ran.json == {
            "path": str(target),
            "bytes": len(raw),
            "sha256": hashlib.sha256(raw).hexdigest(),
            "format": form,
            "cases": 2,
        }
    assert [one["number"] for one in json.loads(raw)] == numbers[::-1]


def test_the_name_of_the_file_says_the_form(run: Run, numbers: list[str], tmp_path: Path) -> None:
    target = tmp_path / "a.XLSX"
    said = run("--lang", "en", "case", "export", numbers[0], "-o", str(target))
    assert said.out.splitlines()[0] == str(target)
    assert "1 cases" in said.out
    (_, row) = openpyxl.load_workbook(io.BytesIO(target.read_bytes())).worksheets[0].values
    assert row[0] == numbers[0]
    unclear = run("--lang", "en", "case", "export", "-o", str(tmp_path / "a.txt"))
    assert (unclear.code, "csv|xlsx|json" in unclear.err) == (2, True)


def test_standard_output_takes_what_a_pipe_can(run: Run, numbers: list[str]) -> None:
    text = run("case", "export", "--format", "csv", "-o", "-", "--query", "没出单").out
    headings, line = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert (len(headings), line[0]) == (len(line), numbers[0])
    (told,) = run("case", "export", numbers[1], "--format", "json", "-o", "-").json
    assert (told["number"], told["symptom"]) == (numbers[1], "=1+1")
    assert json.loads(run("journal", "export", "-o", "-").out.split("\n")[0])["posdesk_journal"]
    refused = run("--lang", "en", "case", "export", "--format", "xlsx", "-o", "-")
    assert (refused.code, refused.out) == (2, "")
    assert "workbook" in refused.err


def test_only_what_fits(run: Run, numbers: list[str], tmp_path: Path) -> None:
    target = str(tmp_path / "a.json")
    closing = ("--to", "closed", "--outcome", "MISTAKE", "--why", "x")
    assert run("case", "state", numbers[0], *closing).code == 0
    for options, expected in (
        (("--state", "closed"), [numbers[0]]),
        (("--state", "open"), [numbers[1]]),
        (("--due", "today"), [numbers[1]]),
        (("--query", "0.07"), [numbers[1]]),
        (("--query", "0.07", "--state", "closed"), []),
    ):
        assert run("case", "export", "-o", target, *options).code == 0
        told = json.loads(Path(target).read_bytes())
        assert [one["number"] for one in told] == expected
    both = run("case", "export", numbers[0], "--state", "open", "-o", target)
    assert both.code == 2


def test_wrong_names_and_places(
    run: Run, numbers: list[str], data_dir: Path, tmp_path: Path
) -> None:
    there = tmp_path / "a.csv"
    assert run("case", "export", "no such", "-o", str(there)).code == 2
    assert not there.exists()
    assert run("case", "export", "-o", str(data_dir / "a.csv")).code == 2
    assert run("journal", "export", "-o", str(data_dir / "a.jsonl")).code == 2
    assert run("case", "export", "-o", str(tmp_path / "no" / "a.csv")).code == 1
    assert list(data_dir.glob("a.*")) == []


def test_the_journal_is_written_line_by_line(run: Run, numbers: list[str], tmp_path: Path) -> None:
    target = tmp_path / "j.jsonl"
    ran = run("journal", "export", "-o", str(target), "--json")
    head, *lines = target.read_bytes().splitlines()
    assert ran.json["format"] == "jsonl"
    assert ran.json["events"] == len(lines) == json.loads(head)["events"]
    assert ran.json["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert json.loads(head)["head"] == run("journal", "verify", "--json").json["head"]


def test_a_list_says_when_there_are_more(run: Run, numbers: list[str]) -> None:
    short = run("--lang", "en", "case", "list", "--limit", "1")
    assert len(short.out.splitlines()) == 1
    assert "--limit 0" in short.err
    assert len(run("case", "list", "--limit", "1", "--json").json) == 1
    for limit in ("0", "2", "500"):
        every = run("case", "list", "--limit", limit)
        assert (len(every.out.splitlines()), every.err) == (2, "")
    assert run("case", "list", "--limit", "-1").code == 2
    assert run("case", "list", "--limit", "many").code == 2
