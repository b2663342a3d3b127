from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

CARD = "6228480402564890018"

pytestmark = pytest.mark.usefixtures("small")


def test_what_was_set_is_shown(run: Run) -> None:
    assert run("settings", "set", "shop.name", "清和桥百货店", "--json").json == {
        "key": "shop.name",
        "value": "清和桥百货店",
    }
    assert run("settings", "set", "rates.debit_card", "0.6", "--json").json["value"] == "0.60%"
    assert run("settings", "set", "terminals.61203847.place", "2 号台").code == 0
    shown = run("settings", "show", "--json").json
    assert shown["shop"]["name"] == "清和桥百货店"
    assert shown["rates"] == {"debit_card": "0.60%", "cap": "", "credit_card": "", "qr": ""}
    assert shown["terminals"] == [
        {"id": "61203847", "model": "", "place": "2 号台", "acquirer": ""}
    ]
    assert shown["faults"] == []
    assert "shop.name = 清和桥百货店" in run("settings", "show").out


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("shop.name", CARD),
        ("shop.terminal_id", "1"),
        ("rates.qr", "much"),
        ("rates.nothing", "1%"),
        ("window.theme", "dark"),
        ("terminals.61203847", "x"),
        ("terminals.6120.place", "x"),
        ("", ""),
    ],
)
def test_what_cannot_be_used_exits_2_and_writes_nothing(
    run: Run, data_dir: Path, key: str, value: str
) -> None:
    ran = run("settings", "set", key, value, "--json")
    assert ran.code == 2
    assert ran.err
    assert CARD not in ran.err
    assert not (data_dir / "settings.toml").exists()


def test_a_broken_file_is_told_and_not_written_over(run: Run, data_dir: Path) -> None:
    (data_dir / "settings.toml").write_text("[shop\n", "utf-8")
    shown = run("settings", "show", "--json")
    assert shown.code == 0
    fault = shown.json["faults"][0]
    assert (fault["file"], fault["line"]) == ("settings.toml", 1)
    assert set(fault["text"]) == {"zh_CN", "en"}
    assert run("settings", "set", "shop.name", "x").code == 1
    doctor = run("doctor", "--json")
    assert doctor.code == 1
    assert any("settings.toml, line 1" in f["en"] for f in doctor.json["findings"])
