"""The wheel: everything the program needs inside, and it runs from nowhere near the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from posdesk import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    done = subprocess.run([*build, str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("*.whl")
    return made


def files_below(folder: Path, place: str) -> set[str]:
    """Return the committed files below a folder, as the wheel should name them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return {f"{place}/{name}" for name in listed.stdout.splitlines() if (folder / name).is_file()}


def test_everything_is_inside(wheel: Path) -> None:
    wanted = files_below(ROOT / "posdesk", "posdesk")
    wanted |= files_below(ROOT / "resources", "posdesk/resources")
    wanted |= files_below(ROOT / "docs" / "manual", "posdesk/manual")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {name for name in wanted if name.isascii()} <= names
    assert not [n for n in names if n.startswith(("tests/", "packaging/")) or n.endswith(".pyc")]


def test_it_runs_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONSAFEPATH": "1"}
    for words in (["--version"], ["manual", "--json"], ["flows", "list", "--json"]):
        done = subprocess.run(
            # The checkout's own record would win over the path for an editable installation.
            [sys.executable, "-c", RUN.format(site=str(tmp_path / "site")), *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        if "--json" in words:
            assert json.loads(done.stdout)
        else:
            assert __version__ in done.stdout


RUN = """\
import sys
sys.path.insert(0, {site!r})
import posdesk
assert posdesk.__file__.startswith({site!r}), posdesk.__file__
from posdesk.__main__ import main
sys.exit(main())
"""
