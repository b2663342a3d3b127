"""The exact lists: every package with one version inside its range and the digests of its files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from packaging.requirements import Requirement
from tests.packaging.scripts import script

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("requirements.txt", "requirements-dev.txt")

file_digests = script("file_digests")


def pinned(name: str) -> dict[str, set[str]]:
    """Return the versions of each project in a list."""
    found: dict[str, set[str]] = {}
    for line in file_digests.pins(ROOT / name):
        if not line.startswith("-r "):
            requirement = Requirement(line)
            (version,) = requirement.specifier
            assert version.operator == "=="
            found.setdefault(requirement.name.lower().replace("_", "-"), set()).add(version.version)
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_names_the_digests_of_its_files(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))
    pins = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert len(pins) > 20
    for entry in pins:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", LISTS)
def test_no_list_names_a_source_of_packages(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "index" not in text


def test_every_version_lies_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    known = {**pinned(LISTS[1]), **pinned(LISTS[0])}
    for line in wanted:
        requirement = Requirement(line)
        versions = known[requirement.name.lower().replace("_", "-")]
        assert any(requirement.specifier.contains(version) for version in versions), line


@pytest.mark.parametrize(
    ("file", "plain", "version", "expected"),
    [
        ("segno-1.6.6-py3-none-any.whl", "segno", "1.6.6", True),
        ("segno-1.6.6.tar.gz", "segno", "1.6.6", True),
        ("segno-1.6.60-py3-none-any.whl", "segno", "1.6.6", False),
        ("cffi-2.1.1-cp313-cp313-win_amd64.whl", "cffi", "2.1.1", True),
        ("cffi-2.1.1-cp313-cp313t-win_amd64.whl", "cffi", "2.1.1", False),
        ("cffi-2.1.1-cp310-cp310-win_amd64.whl", "cffi", "2.1.1", False),
        ("cffi-2.1.1-cp312-cp312-win32.whl", "cffi", "2.1.1", False),
        (
            "pyside6_essentials-6.11.3-cp310-abi3-win_amd64.whl",
            "pyside6-essentials",
            "6.11.3",
            True,
        ),
        ("PyYAML-6.0.3-cp311-cp311-musllinux_1_2_x86_64.whl", "pyyaml", "6.0.3", False),
    ],
)
def test_files_are_those_of_the_version_on_systems_that_run_posdesk(
    file: str, plain: str, version: str, expected: bool
) -> None:
    assert file_digests.is_of(file, plain, version) is expected
