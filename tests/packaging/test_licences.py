"""A program is not built with what may not go into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.scripts import ROOT, script

licences = script("licences")
parts = script("parts")
known = parts.Parts("0")


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("BSD-3-Clause AND GPL-2.0-only", False),
        ("(MIT OR GPL-2.0-only) AND Zlib", True),
        ("GPL-3.0-or-later", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("AGPL-3.0-only", False),
        ("", False),
        ("BSD license (see license.txt for details)", False),
    ],
)
def test_a_licence_that_binds_the_whole_is_refused(licence: str, fine: bool) -> None:
    assert licences.is_allowed(licence, known.allowed) is fine


def held(**changed: Any) -> Any:
    part = parts.Part(**{"name": "x", "version": "1", "purl": "", "licence": "MIT", **changed})
    return licences.Holding(part, (), (), ())


def test_a_part_without_text_or_with_a_licence_of_its_own_stops_the_build(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("…")
    assert licences.check([held(texts=(text,))], known.allowed) == []
    assert licences.check([held(texts=())], known.allowed) == ["x: no text of its licence"]
    assert licences.check([held(texts=(text,), licence="AGPL-3.0-only")], known.allowed)
    assert licences.check([held(texts=(tmp_path / "gone",))], known.allowed)


def test_a_file_of_nobody_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "stranger.so").write_bytes(b"?")
    with pytest.raises(parts.PartError, match="belongs to nobody"):
        licences.holdings(tmp_path, [], known)


def test_what_is_not_pinned_stops_the_build() -> None:
    entry = parts.Collected("pytest", str(pytest.__file__), "PYMODULE")
    with pytest.raises(parts.PartError, match=r"requirements\.txt"):
        known.of(entry)


def test_the_bill_of_materials_is_the_same_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "posdesk"
    (folder / "_internal" / "posdesk" / "resources").mkdir(parents=True)
    (folder / "posdesk").write_bytes(b"program")
    shipped = folder / "_internal" / "posdesk" / "resources" / "words.txt"
    shipped.write_text("words")
    collected = tmp_path / "collected.json"
    rows = [
        ("posdesk/resources/words.txt", str(ROOT / "resources" / "words"), "DATA"),
        ("posdesk.app", str(ROOT / "posdesk" / "app.py"), "PYMODULE"),
        ("json", json.__file__, "PYMODULE"),
    ]
    collected.write_text(json.dumps(rows))
    found = []
    for _ in range(2):
        licences.lay(folder, collected, "1.2.3")
        found.append((folder / "licences" / "bom.json").read_bytes())
    assert found[0] == found[1]
    bom = json.loads(found[0])
    files = {f["name"]: one["name"] for one in bom["components"] for f in one.get("components", ())}
    assert files == {
        "posdesk": "pyinstaller",
        "_internal/posdesk/resources/words.txt": "PosDesk",
    }
    assert {one["name"] for one in bom["components"]} == {"PosDesk", "Python", "pyinstaller"}
    assert (folder / "licences" / "PosDesk-1.2.3" / "LICENSE").is_file()
    assert "Python" in (folder / "licences" / "README.txt").read_text("utf-8")
