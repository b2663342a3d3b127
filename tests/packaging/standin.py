"""A folder that stands in for the built program: a program, a library, a file, in no time."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
if str(PACKAGING) not in sys.path:
    sys.path.append(str(PACKAGING))  # its scripts import each other by name

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("objdump"), reason="needs Linux and binutils"
)
on_debian = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("dpkg-deb") and shutil.which("objdump")),
    reason="needs dpkg and binutils",
)


def standin(folder: Path, words: str = "one") -> Path:
    """Make the folder; its program sleeps as long as it is told, ``words`` is what it holds."""
    inside = folder / "_internal"
    inside.mkdir(parents=True)
    program = shutil.which("sleep")
    assert program is not None
    shutil.copy(program, folder / "posdesk")
    (inside / "words.txt").write_text(words, "utf-8")
    (inside / "beside.txt").symlink_to("words.txt")
    (folder / "licences").mkdir()
    (folder / "licences" / "LICENSE").write_text("MIT", "utf-8")
    return folder
