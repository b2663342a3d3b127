"""Makes the installer for Windows around the built folder; makensis does it, on any system.

    python packaging/windows/build_installer.py dist/posdesk [--out DIR] [--version V]

The folder has to be one that was built on Windows. NSIS runs on Linux too (Debian: nsis).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EPOCH = "1577836800"
PROGRAMS = ("posdesk.exe", "posdeskw.exe")
PLAIN = re.compile(r"[\w. +()@,=~&'#!\[\]{}/-]+", re.ASCII)
"""Names that NSIS takes as they stand: no dollar sign, no quotation mark."""
TARGETS = ("amd64-unicode", "x86-unicode")
"""Kinds of installer, the best first; NSIS for Windows has the second alone."""


class InstallerError(Exception):
    """The installer cannot be made; the text says why and what to do."""


def make(folder: Path, out: Path, version: str) -> list[Path]:
    """Make ``out/posdesk-VERSION-windows-x86_64-setup.exe`` of the built ``folder``."""
    for name in PROGRAMS:
        if not (folder / name).is_file():
            raise InstallerError(f"{folder} holds no {name}: build it on Windows first")
    compiler = makensis()
    target = out / f"posdesk-{version}-windows-x86_64-setup.exe"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="posdesk-nsis-") as work:
        listed = Path(work) / "files.nsh"
        listed.write_text(removal(folder), "utf-8", newline="\n")
        side = Path(work) / "side.bmp"
        side.write_bytes(plain_picture(164, 314))
        given = {
            "VERSION": version,
            "VERSION4": four(version),
            "TARGET": kind(compiler),
            "PAYLOAD": str(folder.resolve()),
            "SLASH": os.sep,
            "KIB": str(-(-size(folder) // 1024)),
            "LIST": str(listed),
            "OUT": str(target.resolve()),
            "SIDE": str(side),
            "ICON": str(ROOT / "packaging" / "icons" / "posdesk.ico"),
        }
        command = [compiler, "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8"]
        command += [f"-D{name}={value}" for name, value in given.items()]
        environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ}
        done = subprocess.run(
            [*command, "posdesk.nsi"],
            cwd=HERE,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise InstallerError(f"makensis:\n{done.stdout}{done.stderr}")
    return [target]


def makensis() -> str:
    """Return the compiler of NSIS."""
    usual = (
        Path(os.environ.get(name, "C:\\Program Files (x86)"), "NSIS", "makensis.exe")
        for name in ("ProgramFiles(x86)", "ProgramFiles")
    )
    found = shutil.which("makensis") or next((str(f) for f in usual if f.is_file()), None)
    if found is None:
        raise InstallerError(
            "makensis is not here: install NSIS 3.08 or newer (Debian: apt-get install nsis)"
        )
    return found


def kind(compiler: str) -> str:
    """Return the kind of installer that this NSIS can make."""
    beside = Path(compiler).resolve().parent
    for target in TARGETS:
        for share in (beside, beside.parent, Path("/usr/share/nsis")):
            if (share / "Stubs" / f"lzma_solid-{target}").exists():
                return target
    return TARGETS[-1]


def removal(folder: Path) -> str:
    """Return the lines that remove exactly the files of ``folder``, and folders that are empty."""
    entries = sorted(folder.rglob("*"))
    names = [entry.relative_to(folder).as_posix() for entry in entries]
    strange = [name for name in names if not PLAIN.fullmatch(name)]
    if strange:
        raise InstallerError(f"names that NSIS would not take as they are: {strange[:5]}")
    files = [n for n, e in zip(names, entries, strict=True) if not e.is_dir()]
    folders = [n for n, e in zip(names, entries, strict=True) if e.is_dir()]
    lines = [f'Delete "$Program\\{_backwards(name)}"' for name in files]
    lines += [f'RMDir "$Program\\{_backwards(name)}"' for name in reversed(folders)]
    return "\n".join(lines) + "\n"


def plain_picture(width: int, height: int) -> bytes:
    """Return a .bmp of the program's colour; NSIS's own picture is of another age."""
    row = bytes((0x6B, 0x5A, 0x12)) * width
    pixels = (row + bytes(-len(row) % 4)) * height
    head = struct.pack("<2sIHHI", b"BM", 54 + len(pixels), 0, 0, 54)
    return head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0) + pixels


def four(version: str) -> str:
    """Return a version as Windows counts, ``0.9.0.0``."""
    numbers = re.findall(r"\d+", version.partition("-")[0])[:4]
    return ".".join((*numbers, *("0",) * (4 - len(numbers))))


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def _backwards(name: str) -> str:
    return name.replace("/", "\\")


def _version() -> str:
    words = (ROOT / "posdesk" / "__init__.py").read_text("utf-8")
    return words.partition('__version__ = "')[2].partition('"')[0]


def main() -> int:
    """Make the installer; 0 if it was made, 1 if not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--version", default=_version())
    asked = parser.parse_args()
    try:
        (made,) = make(asked.folder, asked.out, asked.version)
    except InstallerError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
