"""Whose each file of the built program is: the parts that it was put together from.

Reads what posdesk.spec wrote down while it collected (where each file goes, and whence it came),
the metadata of the installed packages and of Debian's libraries, and packaging/licences/known.toml.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
PROGRAMS = ("posdesk", "posdeskw", "posdesk.exe", "posdeskw.exe")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_COMMON = ("LGPL-2.1", "GPL-3.0")
"""What Debian's texts only name, as every Debian has them."""
_LICENCE_KEYS = ("License-Expression", "License")
_BUILDER = {"pyinstaller", "pyinstaller-hooks-contrib"}
_WHEEL_HASH = re.compile(r"-[0-9a-f]{8}$")


class PartError(Exception):
    """A file of nobody, or a part without a licence or its text; the text names it."""


@dataclass(frozen=True)
class Part:
    """One of others' works in the program, or PosDesk itself."""

    name: str
    version: str
    purl: str
    licence: str
    texts: tuple[Path, ...]
    within: str = ""
    """The part whose files hold it, where it has none of its own."""


@dataclass(frozen=True)
class Collected:
    """A file or module as PyInstaller took it."""

    name: str
    source: str
    kind: str

    @property
    def is_module(self) -> bool:
        """Whether it lies inside the program's archive."""
        return self.kind.startswith("PY")


def read_collected(file: Path) -> tuple[Collected, ...]:
    """Return what posdesk.spec wrote down."""
    return tuple(Collected(*row) for row in json.loads(file.read_text("utf-8")))


class Parts:
    """Finds the part of each file; asks Debian once for all of its libraries."""

    def __init__(self, version: str) -> None:
        self._known: dict[str, Any] = tomllib.loads((TEXTS / "known.toml").read_text("utf-8"))
        self._of_file = {
            str(found.locate_file(file)): found
            for found in distributions()
            for file in found.files or ()
        }
        self.posdesk = Part("PosDesk", version, "", "MIT", (ROOT / "LICENSE",))
        python = ".".join(str(n) for n in sys.version_info[:3])
        self.python = Part(
            "Python", python, f"pkg:generic/python@{python}", "PSF-2.0", (TEXTS / "Python.txt",)
        )
        self._shipped = tuple(self._shipped_parts())
        self._debian: dict[str, Part] = {}
        self._wheels: dict[str, Part] = {}
        lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        self._wanted = {_plain(line.partition("==")[0]) for line in lines} | _BUILDER

    @property
    def allowed(self) -> frozenset[str]:
        """The licences that the program may hold, in SPDX's words."""
        return frozenset(self._known["allowed"])

    def of(self, entry: Collected) -> Part:
        """Return the part that ``entry`` belongs to; raises PartError."""
        for place, part in self._shipped:
            if entry.name.startswith(place) and not entry.is_module:
                return part
        found = self._of_file.get(entry.source)
        if found is not None and found.name == "posdesk":
            return self.posdesk  # what says so of an installed checkout
        if found is not None:
            return self._library(entry, found) or self._packaged(found)
        source = Path(entry.source).resolve()
        if source.is_relative_to(ROOT) and ".venv" not in source.relative_to(ROOT).parts:
            return self.posdesk
        if self._is_python(entry, source):
            return self.python
        return self._system(entry, source)

    def bootloader(self) -> Part:
        """Return PyInstaller's part of the program that is started."""
        return self._packaged(Distribution.from_name("pyinstaller"))

    def inside(self, name: str) -> Iterator[Part]:
        """Return what is linked into the files of the part ``name``."""
        for row in self._known["inside"]:
            if row["of"] == name:
                texts = tuple(TEXTS / text for text in row["texts"])
                yield Part(row["name"], "", "", row["licence"], texts, within=name)

    def _shipped_parts(self) -> Iterator[tuple[str, Part]]:
        for row in self._known["shipped"]:
            texts = tuple((TEXTS / text).resolve() for text in row["texts"])
            for file in row["files"]:
                yield file, Part(row["name"], "", "", row["licence"], texts)

    def _is_python(self, entry: Collected, source: Path) -> bool:
        if entry.name == "base_library.zip" or entry.name.startswith("libpython"):
            return True
        base = Path(sys.base_prefix).resolve()
        of_system = str(base) == "/usr"
        home = base / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return source.is_relative_to(home if of_system else base)

    def _packaged(self, found: Distribution) -> Part:
        if found.name not in self._wheels:
            self._wheels[found.name] = self._read(found)
        return self._wheels[found.name]

    def _read(self, found: Distribution) -> Part:
        name, version = found.name, found.version
        if _plain(name) not in self._wanted:
            raise PartError(f"{name} is not in requirements.txt; what wants it would not be there")
        said = [found.metadata[key] for key in _LICENCE_KEYS if key in found.metadata]
        licence = self._known["distributions"].get(name, "".join(said[:1]))
        files = [f for f in found.files or () if ".dist-info/" in str(f.as_posix())]
        texts = [
            Path(str(found.locate_file(file))).resolve()
            for file in files
            if "/licenses/" in file.as_posix() or _LICENCE_FILE.search(file.name)
        ]
        texts += [TEXTS / text for text in self._known["distribution_texts"].get(name, ())]
        purl = f"pkg:pypi/{_plain(name)}@{version}"
        return Part(name, version, purl, licence, tuple(sorted(texts)))

    def _library(self, entry: Collected, found: Distribution) -> Part | None:
        """Return the part of a library that a wheel brings along, for others' work in it."""
        path = PurePosixPath(entry.name.replace("\\", "/"))
        stem = _stem(path.name)
        if path.parent.name.endswith(".libs") or stem.startswith("libicu"):
            whole = self._packaged(found)
            texts = tuple(TEXTS / t for t in self._known["library_texts"].get(stem, ()))
            purl = f"pkg:generic/{stem}?wheel={_plain(whole.name)}"
            name = f"{stem} in {whole.name}"
            return Part(name, "", purl, self._licence_of(stem), texts or whole.texts)
        return None

    def _licence_of(self, stem: str) -> str:
        licence: str | None = self._known["libraries"].get(stem)
        if licence is None:
            raise PartError(f"no licence is known for {stem}: packaging/licences/known.toml")
        return licence

    def _system(self, entry: Collected, source: Path) -> Part:
        """Return the part of a library of this system, of which Debian knows the licence."""
        if str(source) not in self._debian:
            package = _debian_package(source)
            text = Path("/usr/share/doc") / package / "copyright"
            asked = ["dpkg-query", "-W", "-f=${Version}", package]
            version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            licence = self._licence_of(_stem(PurePosixPath(entry.name).name))
            purl = f"pkg:deb/debian/{package}@{version}"
            whole = tuple(TEXTS / f"{one}.txt" for one in _COMMON if one in licence)
            self._debian[str(source)] = Part(package, version, purl, licence, (text, *whole))
        return self._debian[str(source)]


def _plain(name: str) -> str:
    """Return a project's name as every index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _stem(file: str) -> str:
    """Return ``libtiff`` of ``libtiff-20b7e810.so.6.3.0``."""
    return _WHEEL_HASH.sub("", file.partition(".so")[0])


def _debian_package(source: Path) -> str:
    """Return the Debian package of a file; what lies in /usr/lib may be known as in /lib."""
    names = [str(source), str(source).removeprefix("/usr")]
    for name in names:
        try:
            done = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            break
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    raise PartError(f"nobody is known for {source}: build on Debian, or without that library")
