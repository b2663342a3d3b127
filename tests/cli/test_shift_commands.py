"""``posdesk handover`` as installers and managers script it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_the_sheet_is_printed_and_nothing_is_written(run: Run) -> None:
    number = run("case", "add", "--json", facts={"amount": "500.00", "terminal": "timeout"}).json
    told = run("handover", "--json").json
    assert [case["number"] for case in told["cases"]] == [number["number"]]
    assert told["id"] is None
    assert told["acknowledged"] is None
    assert len(told["head"]["hash"]) == 64
    assert told["cases"][0]["next"]["what"]["zh_CN"]
    assert run("handover", "list", "--json").json == []


def test_a_shift_is_ended_and_taken_over(run: Run, tmp_path: Path) -> None:
    run("case", "add", facts={"amount": "500.00", "terminal": "timeout", "bank": "debited"})
    target = tmp_path / "sheet.pdf"
    ended = run(
        "handover", "end", "--by", "林晓", "--note", "货在柜台下", "-o", str(target), "--json"
    )
    assert ended.code == 0
    assert ended.json["path"] == str(target)
    assert target.read_bytes().startswith(b"%PDF-")
    taken = run("handover", "take", "--by", "王芳", "--json").json
    assert taken["acknowledged"]["by"] == "王芳"
    assert [s["id"] for s in run("handover", "list", "--json").json] == [ended.json["id"]]
    again = run("handover", "take", "--by", "周敏")
    assert again.code == 2
    assert len(again.err.strip().splitlines()) == 1


def test_a_head_is_looked_up_in_the_journal(run: Run) -> None:
    run("case", "add", facts={"amount": "1.00"})
    head = run("handover", "--json").json["head"]["hash"]
    found = run("handover", "check", head, "--json")
    assert (found.code, found.json["in_journal"]) == (0, True)
    missing = run("handover", "check", "00" * 32, "--json")
    assert (missing.code, missing.json["in_journal"]) == (1, False)


def test_the_sheet_can_be_written_without_handing_over(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "now.pdf"
    assert run("handover", "-o", str(target), "--lang", "en").code == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert run("handover", "list", "--json").json == []
