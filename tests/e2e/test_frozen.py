"""The built program as a shop gets it: no Python, no environment, only its own folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
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
    script = [sys.executable, str(ROOT / "packaging" / "build.py")]
    done = subprocess.run(
        [*script, "--dist", str(out), "--no-packages", "--no-self-test"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0 and any(reason in done.stdout for reason in NOT_HERE):
        pytest.skip(f"nothing can be built here: {done.stdout.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stdout
    return out / "posdesk" / NAME


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


def test_self_test_passes_with_an_empty_environment_and_leaves_nothing(
    program: Path, tmp_path: Path
) -> None:
    work, spare = tmp_path / "work", tmp_path / "spare"
    for folder in (work, spare):
        folder.mkdir()
    done = subprocess.run(
        [str(program), "--self-test"],
        env=EMPTY | {"TMPDIR": str(spare), "TEMP": str(spare), "TMP": str(spare)},
        cwd=work,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    report = json.loads(done.stdout)
    assert (report["ok"], report["failed"]) == (True, [])
    assert report["program"]["frozen"] is True
    assert tuple(int(n) for n in report["program"]["sqlite"].split(".")) >= (3, 51, 3)
    assert report["program"]["qt"].startswith("6.")
    assert {"migration", "encryption", "walk", "seal", "window"} <= set(report["parts"])
    assert [*work.iterdir(), *spare.iterdir()] == []


def test_a_part_that_is_missing_fails_and_is_named(program: Path, tmp_path: Path) -> None:
    """A folder that an update left half copied: every other part is still looked at."""
    broken = tmp_path / "posdesk"
    shutil.copytree(program.parent, broken, symlinks=True, copy_function=_linked)
    resources = broken / "_internal" / "posdesk" / "resources"
    (resources / "themes" / "light.json").unlink()
    done = subprocess.run(
        [str(broken / NAME), "--self-test"],
        env=EMPTY,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert "resources" in report["failed"]
    assert "themes/light.json" in report["parts"]["resources"]["said"]
    assert report["parts"]["journal"]["ok"]


def _linked(source: str, target: str) -> str:
    """Copy by a second name where the disk knows that: a program is two hundred megabytes."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def test_every_file_belongs_to_a_part_with_a_licence(program: Path) -> None:
    folder = program.parent
    bom = json.loads((folder / "licences" / "bom.json").read_text("utf-8"))
    told = {
        file["name"]: (component, file["hashes"][0]["content"])
        for component in bom["components"]
        for file in component.get("components", ())
    }
    there = {
        file.relative_to(folder).as_posix(): file
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    }
    program_files = {name for name in there if not name.startswith("licences/")}
    assert program_files == set(told)
    for name, (component, digest) in told.items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == digest, name
        assert component["licenses"][0]["expression"], component["name"]
    texts = {
        said["value"]
        for component in bom["components"]
        for said in component["properties"]
        if said["name"] == "posdesk:licence-text"
    }
    beside = {name for name in there if name.startswith("licences/")}
    assert texts == beside - {"licences/bom.json", "licences/README.txt"}
    assert {"PySide6_Essentials", "Python", "pillow", "Noto Sans SC"} <= {
        component["name"] for component in bom["components"]
    }


def test_nothing_comes_along_that_no_shop_uses_or_that_binds_the_whole(program: Path) -> None:
    names = [file.relative_to(program.parent).as_posix() for file in program.parent.rglob("*")]
    for unwanted in ("readline", "Qt6Qml", "Qt6Quick", "aiohttp", "libsqlite3", "gtk", "/tests/"):
        assert [name for name in names if unwanted in name] == []
    if sys.platform.startswith("linux"):
        plugins = {Path(name).name for name in names if "/plugins/" in name}
        assert {
            *("libqxcb.so", "libqoffscreen.so", "libqsvg.so", "libqjpeg.so", "libqsvgicon.so"),
            # Chinese is typed through these.
            *("libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"),
        } <= plugins


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
