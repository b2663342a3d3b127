"""``posdesk flows map``, ``flows card`` and ``case slip``: what goes on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("suffix", ["pdf", "svg", "png"])
def test_a_map_is_written(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"map.{suffix}"
    made = run("flows", "map", "no-slip", "-o", str(target), "--lang", "en", "--json").json
    assert made == {"path": str(target), "bytes": target.stat().st_size}


def test_a_map_of_nothing_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("flows", "map", "nothing", "-o", str(tmp_path / "a.pdf")).code == 2
    assert run("flows", "map", "no-slip", "-o", str(tmp_path / "a.txt")).code == 2
    assert run("flows", "map", "no-slip").code == 2


def test_slips_and_cards_are_written(run: Run, tmp_path: Path) -> None:
    number = run("case", "add", "--json", facts={"amount": "1"}).json["number"]
    target = tmp_path / "slip.pdf"
    for width in ("a4", "80mm", "58mm"):
        made = run("case", "slip", number, "-o", str(target), "--width", width, "--json").json
        assert made == {"path": str(target), "bytes": target.stat().st_size}
        made = run("flows", "card", "no-sms-tip", "-o", str(target), "--width", width, "--json")
        assert made.json == {"path": str(target), "bytes": target.stat().st_size}
    assert run("case", "slip", number, "-o", str(target), "--width", "57mm").code == 2
