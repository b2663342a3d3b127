"""Build PosDesk as shops get it: the folder, its licences, its self-test, the packages.

    python3 dev.py build [--dist DIR] [--no-packages] [--no-self-test]

Run by .venv's Python. Makes ``DIR/posdesk`` (else ``dist/posdesk``) with ``licences/`` in it, lets
it test itself with an empty environment, makes what this system's shops install, and writes
``SHA256SUMS``. Two builds of one checkout on one system have the same files with the same content:
nothing of the clock, of the folder or of chance goes in (packaging/compare_builds.py looks).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
WINDOWS = sys.platform == "win32"
NAME = "posdesk.exe" if WINDOWS else "posdesk"
# What a shop's system installs: the maker, and the programs that it calls.
LINUX_PACKAGES = (("deb.py", ("dpkg-deb",)), ("archive.py", ()))
# Elsewhere the one maker, which says itself what it lacks.
OTHER_PACKAGES = {"win32": "windows/build_installer.py", "darwin": "macos/make_dmg.py"}
EPOCH = "1577836800"
"""2020-01-01 UTC, the time that what is made before its release bears."""


class BuildError(Exception):
    """A step failed; the text says which."""


def say(chinese: str, english: str) -> None:
    """Print one line in both languages, at once."""
    print(f"{chinese} / {english}", flush=True)


def version() -> str:
    """Return the program's version, read without importing it."""
    words = (ROOT / "posdesk" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', words)
    if found is None:
        raise BuildError("posdesk/__init__.py names no version")
    return found[1]


def epoch() -> str:
    """Return the time that everything made here bears: the day of the release, in seconds."""
    words = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(
        rf"^## \[{re.escape(version())}\] - (\d{{4}}-\d\d-\d\d)$", words, re.MULTILINE
    )
    if found is None:
        return EPOCH
    return str(int(datetime.fromisoformat(f"{found[1]}T00:00:00+00:00").timestamp()))


def run(name: str, command: list[str], **more: str) -> None:
    """Run a step in the checkout, its output to the terminal; raises BuildError."""
    if subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, check=False).returncode:
        raise BuildError(name)


def freeze(dist: Path, work: Path) -> Path:
    """Let PyInstaller make the folder, with nothing left over from an earlier time."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(dist)]
    options += ["--workpath", str(work)]
    command = [sys.executable, "-m", "PyInstaller", *options, str(PACKAGING / "posdesk.spec")]
    run(
        "PyInstaller",
        command,
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=epoch(),
        PYINSTALLER_CONFIG_DIR=str(work / "cache"),
        PYTHONDONTWRITEBYTECODE="1",
    )
    return dist / "posdesk"


def drop_builders_paths(folder: Path) -> None:
    """Take out of the folder's libraries where the builder's own Python lay."""
    sys.path.insert(0, str(PACKAGING))
    from linux import libraries, runpaths

    for file in filter(libraries.is_elf, sorted(folder.rglob("*"))):
        runpaths.drop_builders_paths(file)


def self_test(folder: Path) -> None:
    """Run the built program's own test as on a machine where nothing is set."""
    empty = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if WINDOWS else {}
    command = [str(folder / NAME), "--self-test"]
    done = subprocess.run(
        command, env=empty, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        print(done.stdout)
        raise BuildError("--self-test")
    say("自检通过", "the self-test passed")


def packages(folder: Path, out: Path) -> list[Path]:
    """Make what this system's shops install, of what can be made here."""
    made: list[Path] = []
    os.environ.setdefault("SOURCE_DATE_EPOCH", epoch())
    for script, needs in LINUX_PACKAGES if sys.platform.startswith("linux") else ():
        file = PACKAGING / "linux" / script
        lacking = [program for program in needs if shutil.which(program) is None]
        if lacking:
            say(f"缺少 {'、'.join(lacking)}，跳过 {script}", f"{', '.join(lacking)} is not here")
        elif file.exists():
            made += maker(file)(folder, out, version())
    if sys.platform in OTHER_PACKAGES:
        try:
            made += maker(PACKAGING / OTHER_PACKAGES[sys.platform])(folder, out, version())
        except Exception as error:
            raise BuildError(str(error)) from error
    return made


def maker(file: Path) -> Callable[[Path, Path, str], list[Path]]:
    """Return the function ``make`` of a script beside this one."""
    spec = importlib.util.spec_from_file_location(f"posdesk_packaging_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise BuildError(str(file))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    make: Callable[[Path, Path, str], list[Path]] = module.make
    return make


def write_sums(out: Path, files: list[Path]) -> None:
    """Write the digests of files in ``out`` as ``sha256sum --check`` reads them."""
    rows = [
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(out).as_posix()}\n"
        for f in sorted(files)
    ]
    (out / "SHA256SUMS").write_text("".join(rows), "utf-8", newline="\n")


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder, each once."""
    files = (f for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    return sum(f.stat().st_size for f in files)


def build(dist: Path, *, with_packages: bool, tested: bool) -> None:
    """Make everything; raises BuildError where a step fails."""
    begun = time.monotonic()
    dist.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="posdesk-build-") as work:
        folder = freeze(dist, Path(work))
        if sys.platform.startswith("linux"):
            drop_builders_paths(folder)
        say(f"已构建 {folder}", f"built: {size(folder) / 1e6:.1f} MB")
        collected = Path(work) / "posdesk" / "collected.json"
        script = [sys.executable, str(PACKAGING / "licences.py"), str(folder), str(collected)]
        run("licences", script, PYTHONDONTWRITEBYTECODE="1")
    if tested:
        self_test(folder)
    made = packages(folder, dist) if with_packages else []
    for file in made:
        say(f"已制作 {file}", f"made: {file.stat().st_size / 1e6:.1f} MB")
    if made:
        write_sums(dist, made)
    say("完成", f"done in {time.monotonic() - begun:.0f} s")


def main() -> int:
    """Build; 0 if everything was made and tested itself, 1 if not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--no-packages", action="store_true", help="the folder alone")
    parser.add_argument("--no-self-test", action="store_true", help="whoever calls runs it")
    asked = parser.parse_args()
    try:
        build(
            asked.dist.absolute(),
            with_packages=not asked.no_packages,
            tested=not asked.no_self_test,
        )
    except BuildError as error:
        say(f"构建失败：{error}", f"the build failed: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
