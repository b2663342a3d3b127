"""Finds what the built folder takes from the system it runs on, and which Debian packages have it.

What PyInstaller left out on purpose (the C library, OpenGL, the X server's own protocol) is asked
for by name in the files themselves; so a system gets exactly what it needs, and nothing is guessed.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_LOADER = re.compile(r"ld-linux")

OPTIONAL = ("libcups", "libgtk-3", "libgdk-3", "libwayland", "libdrm", "libQt6")
"""Wanted only by parts that a start does without: printers, other screens than X11."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The names of libraries that are not in the folder, and the C library's least version."""

    libraries: tuple[str, ...]
    glibc: tuple[int, int]


def is_elf(file: Path) -> bool:
    """Tell whether a file is a program or a library of Linux."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def needs(folder: Path) -> Needs:
    """Return what the programs and libraries in ``folder`` want from outside of it."""
    names = {file.name for file in folder.rglob("*")}
    wanted: set[str] = set()
    glibc = (2, 0)
    for file in folder.rglob("*"):
        if not is_elf(file):
            continue
        said = _headers(file)
        wanted |= set(_NEEDED.findall(said)) - names
        found = ((int(major), int(minor)) for major, minor in _GLIBC.findall(said))
        glibc = max(glibc, *found, glibc)
    asked = (n for n in wanted if not n.startswith(OPTIONAL) and not _LOADER.match(n))
    return Needs(tuple(sorted(asked)), glibc)


def debian_packages(found: Needs) -> tuple[str, ...]:
    """Return the packages to depend on; raises ``LookupError`` where one cannot be told."""
    packages = {package_of(library) for library in found.libraries}
    packages.discard("libc6")
    major, minor = found.glibc
    return (f"libc6 (>= {major}.{minor})", *sorted(packages))


@cache
def package_of(library: str) -> str:
    """Return the Debian package that has a library, by this system's own lists."""
    for path in _paths(library):
        done = subprocess.run(
            ["dpkg", "-S", path], capture_output=True, encoding="utf-8", check=False
        )
        names = re.findall(r"^([a-z0-9.+-]+)(?::[a-z0-9]+)?: /", done.stdout, re.MULTILINE)
        if names:
            return str(names[0])
    raise LookupError(f"no package here has {library}")


def _paths(library: str) -> Iterable[str]:
    """Return where the loader finds a library; dpkg may know it without the ``/usr``."""
    listed = subprocess.run(
        ["/sbin/ldconfig", "-p"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    for line in listed.splitlines():
        if line.split(" ", 1)[0].strip() == library and "x86-64" in line:
            path = line.rpartition(" => ")[2]
            yield path
            yield path.removeprefix("/usr") if path.startswith("/usr/") else f"/usr{path}"


def _headers(file: Path) -> str:
    done = subprocess.run(
        ["objdump", "-p", str(file)], capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout
