"""``posdesk erase``: exit codes, JSON, and what an erased case says from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FACTS = {
    "amount": "500.00",
    "terminal": "declined",
    "bank": "not_debited",
    "note": "客人龘靐鱻，电话 13912340000",
}


def opened(run: Run, *, close: bool = True) -> str:
    number = str(run("case", "add", "--json", facts=FACTS).json["number"])
    if close:
        shut = run(
            "case", "state", number, "--to", "closed", "--why", "对过账", "--outcome", "DECLINED"
        )
        assert shut.code == 0, shut.err
    return number


def test_a_case_goes_and_says_so_ever_after(run: Run, data_dir: Path) -> None:
    number = opened(run)
    look = run("erase", number, "--look", "--json")
    assert look.code == 0
    assert look.json["would_erase"] == [number]
    assert run("case", "show", number).code == 0
    gone = run("erase", number, "--why", "客人要求", "--json")
    assert gone.code == 0
    assert gone.json["erased"] == [number]
    assert gone.json["events"] >= 4
    assert gone.json["exhibits"] == 0
    assert gone.json["still_in"] == []
    assert gone.json["unreachable"] == []
    assert gone.json["clean"] is True
    for command in (("case", "show", number), ("case", "note", number, "还有"), ("erase", number)):
        told = run(*command, *(["--why", "x"] if command[0] == "erase" else []))
        assert told.code == 2
        for word in (number, "已于", "收银员", "客人要求"):
            assert word in told.err
    assert run("journal", "verify", "--json").json["valid"] is True
    assert run("doctor", "--json").json["database"]["quick_check"] == ["ok"]
    lying = b"".join(p.read_bytes() for p in data_dir.rglob("*") if p.is_file())
    assert "龘靐鱻".encode() not in lying
    assert b"13912340000" not in lying


def test_wrong_usage_ends_with_2(run: Run) -> None:
    number = opened(run)
    for argv in (
        (number,),
        (number, "--why", " "),
        ("990101-07", "--why", "客人要求"),
        ("--why", "客人要求"),
        (number, "--old", "--why", "客人要求"),
    ):
        assert run("erase", *argv).code == 2, argv
    assert run("case", "show", number).code == 0


def test_an_open_case_goes_and_is_named_unless_only_closed_ones_may(run: Run) -> None:
    number = opened(run, close=False)
    refused = run("erase", number, "--why", "客人要求", "--only-closed")
    assert refused.code == 1
    assert number in refused.err
    assert run("case", "show", number).code == 0
    gone = run("erase", number, "--why", "客人要求", "--json")
    assert (gone.code, gone.json["unsettled"]) == (0, [number])
    assert run("case", "show", number).code == 2


def test_backups_are_named_and_dropped(run: Run) -> None:
    from posdesk.app import open_desk

    number, other = opened(run), opened(run)
    folder = Path(run("doctor", "--json").json["paths"]["data"])
    desk = open_desk(folder)
    desk.backups.make()
    desk.care.close()
    told = run("erase", number, "--why", "客人要求", "--json").json
    assert [set(one) for one in told["still_in"]] == [{"backup", "goes_on"}]
    assert Path(told["still_in"][0]["backup"]).exists()
    told = run("erase", other, "--why", "客人要求", "--drop-backups", "--json").json
    assert told["still_in"] == []


def test_what_is_past_the_term(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import datetime, timedelta

    from posdesk import app
    from posdesk.domain.moment import BEIJING

    number = opened(run)
    assert run("settings", "set", "keeping.retention_months", "12").code == 0
    assert run("erase", "--old", "--look", "--json").json["would_erase"] == []
    later = datetime.now(BEIJING) + timedelta(days=400)
    real = app.open_desk
    monkeypatch.setattr(app, "open_desk", lambda folder, **k: real(folder, lambda: later, **k))
    assert run("erase", "--old", "--look", "--json").json["would_erase"] == [number]
    assert run("erase", "--old").code == 2, "a reason is needed here too"
    assert run("erase", "--old", "--why", "保存期满", "--json").json["erased"] == [number]
    assert run("erase", "--old", "--why", "保存期满").code == 0


def test_a_person_who_left(run: Run) -> None:
    run("people", "add", "周小宁")
    assert run("people", "erase", "周小宁", "--why", "离职").code == 1
    run("people", "leave", "周小宁")
    gone = run("people", "erase", "周小宁", "--why", "离职", "--json")
    assert gone.code == 0
    assert gone.json["erased"] == ["周小宁"]
    assert run("people", "erase", "周小宁", "--why", "离职").code == 2
