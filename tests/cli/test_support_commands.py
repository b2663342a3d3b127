"""``posdesk support`` and ``posdesk update check``: one file, one question, one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from posdesk.services import update_asking
from posdesk.services.update_asking import NotReached
from tests.cli.conftest import Run
from tests.domain.test_updates import SAID

ADDRESS = "https://news.example.com/posdesk.json"


def test_a_file_for_whoever_helps(run: Run, tmp_path: Path, data_dir: Path) -> None:
    target = tmp_path / "out.zip"
    ran = run("support", "-o", str(target), "--quick", "--json")
    assert ran.code == 0
    with ZipFile(target) as whole:
        assert [one["name"] for one in ran.json["parts"]] == whole.namelist()
    assert ran.json["bytes"] == target.stat().st_size
    assert list(data_dir.iterdir()) == [], "looking makes nothing"
    said = run("--lang", "zh_CN", "support", "-o", str(target), "--quick")
    assert "发出去之前请自己看一遍" in said.out
    assert run("support", "-o", "").code == 2
    assert run("support", "-o", str(data_dir / "out.zip"), "--quick").code in (1, 2)


def test_a_newer_version_is_asked_for_only_where_an_address_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(address: str) -> bytes:
        asked.append(address)
        if len(asked) > 1:
            raise NotReached("{host} cannot be reached", host="x")
        return json.dumps(SAID).encode()

    monkeypatch.setattr(update_asking, "ask", ask)
    none = run("--lang", "en", "update", "check")
    assert none.code == 2
    assert "nothing was asked" in none.err
    assert asked == []
    assert run("settings", "set", "updates.address", "http://example.com/x").code == 2
    assert run("settings", "set", "updates.key", "xyz").code == 2
    assert run("settings", "set", "updates.address", ADDRESS, "--json").json["value"] == ADDRESS
    assert run("settings", "show", "--json").json["updates"]["address"] == ADDRESS
    found = run("update", "check", "--json")
    assert asked == [ADDRESS]
    assert (found.code, found.json["newer"], found.json["signed"]) == (0, True, False)
    assert found.json["downloads"] == SAID["downloads"]
    assert run("update", "check").code == 1
