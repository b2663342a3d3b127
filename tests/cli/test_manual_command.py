"""``posdesk manual``, and the card for the counter."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_it_says_what_it_holds(run: Run) -> None:
    held = run("manual", "--json", "--lang", "en").json
    assert [part["part"] for part in held] == ["cashier", "manager", "installer"]
    assert {"id": "cashier-pin", "title": "PIN and signing in"} in held[0]["chapters"]
    said = run("manual", "--part", "cashier", "--lang", "en").out
    assert "PIN and signing in" in said
    assert "Installer" not in said


def test_it_is_written_whole(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "manual.pdf"
    made = run("manual", "--part", "manager", "-o", str(target), "--json").json
    assert made == {"written": [str(target)]}
    assert target.read_bytes().startswith(b"%PDF")
    folder = run("manual", "-o", str(tmp_path / "all"), "--json").json
    assert str(tmp_path / "all" / "zh_CN" / "index.md") in folder["written"]


def test_wrong_usage(run: Run) -> None:
    assert run("manual", "--part", "customer").code == 2
    assert run("manual", "-o", "").code == 2


def test_the_card_for_the_counter(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    made = run("flows", "card", "counter", "-o", str(target), "--json").json
    assert made == {"path": str(target), "bytes": target.stat().st_size}
