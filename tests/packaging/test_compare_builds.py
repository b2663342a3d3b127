"""Two builds are compared file by file; only what is named may differ."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.packaging.scripts import PACKAGING


def compared(a: Path, b: Path) -> tuple[int, str]:
    script = str(PACKAGING / "compare_builds.py")
    command = [sys.executable, script, str(a), str(b)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_same_is_the_same_and_what_changed_is_named(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    (a / "_internal").mkdir(parents=True)
    (a / "posdesk").write_bytes(b"program")
    (a / "_internal" / "lib.so.1").write_bytes(b"library")
    (a / "_internal" / "lib.so").symlink_to("lib.so.1")
    shutil.copytree(a, b, symlinks=True)
    assert compared(a, b) == (0, "3 files, 0 differ, 0 of them for no reason named\n")

    (b / "posdesk").write_bytes(b"another")
    (b / "_internal" / "lib.so").unlink()
    (b / "_internal" / "lib.so").symlink_to("lib.so.2")
    (b / "more").write_bytes(b"")
    code, said = compared(a, b)
    assert code == 1
    assert "posdesk: differs" in said
    assert "_internal/lib.so: differs" in said
    assert f"more: only in {b}" in said


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert compared(tmp_path, tmp_path / "none")[0] == 2
