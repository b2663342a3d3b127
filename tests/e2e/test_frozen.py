"""The built program as a shop gets it: no Python, no environment, only its own folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME = "posdesk.exe" if sys.platform == "win32" else "posdesk"
# Windows alone cannot start a program without this.
EMPTY = {key: os.environ[key] for key in ("SYSTEMROOT",) if sys.platform == "win32"}

# What PyInstaller says where the system lacks a part that it copies or calls.
NOT_HERE = ("Python shared library", "Python was built without", "objdump is required")

pytestmark = [pytest.mark.frozen, pytest.mark.slow, pytest.mark.timeout(900)]


def built_now(out: Path) -> Path:
    """Build the program into `out` and return it."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(out / "dist"), "--workpath", str(out / "build")]
    done = subprocess.run(
        [*command, "packaging/posdesk.spec"],
        cwd=ROOT,
        env={**os.environ, "PYINSTALLER_CONFIG_DIR": str(out / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0 and any(reason in done.stdout for reason in NOT_HERE):
        pytest.skip(f"nothing can be built here: {done.stdout.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stdout
    return out / "dist" / "posdesk" / NAME


def newest_source() -> float:
    """Return when the newest file that goes into the program was written (seconds)."""
    rooms = ("posdesk", "resources", "packaging")
    files = [file for room in rooms for file in (ROOT / room).rglob("*") if file.is_file()]
    return max(file.stat().st_mtime for file in files if file.suffix != ".pyc")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that POSDESK_FROZEN names, or a fresh one in dist/, or one built now."""
    if named := os.environ.get("POSDESK_FROZEN"):
        return Path(named)
    built = ROOT / "dist" / "posdesk" / NAME
    if built.exists() and built.stat().st_mtime > newest_source():
        return built
    if os.environ.get("POSDESK_BUILD") == "0":
        pytest.skip("POSDESK_BUILD=0, and no fresh build in dist/ (python3 dev.py build)")
    return built_now(tmp_path_factory.mktemp("frozen"))


def test_self_test_passes_with_an_empty_environment(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(program), "--self-test"],
        env=EMPTY,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_command_line_speaks_json_with_an_empty_environment(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(program), "flows", "list", "--json"],
        env=EMPTY,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"zh_CN"' in done.stdout
