"""Compare two builds of the same checkout: the same files with the same content?

    python3 packaging/compare_builds.py A B

Prints what differs, a line each, and why where that is known. Ends with 1 where something differs
that is not named in EXCEPTIONS here, with 0 where nothing does. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

EXCEPTIONS: dict[str, str] = {}
"""What may differ, by the end of its path, and why; nothing does on Linux.

On Windows the linker's checksum in a program is PyInstaller's own work and follows its content; on
macOS a signature made on the spot holds the time.
"""
if sys.platform == "darwin":
    EXCEPTIONS["_CodeSignature/CodeResources"] = "macOS signs on the spot"


@dataclass(frozen=True)
class Difference:
    """One path that is not the same in both."""

    path: str
    what: str

    @property
    def reason(self) -> str:
        """Why that may be, empty where it may not."""
        found = (why for end, why in EXCEPTIONS.items() if self.path.endswith(end))
        return next(found, "")


def content(folder: Path) -> dict[str, str]:
    """Return what each path under ``folder`` holds: a digest, or where a link goes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink().as_posix()}"
        elif path.is_file():
            runs = "program " if os.access(path, os.X_OK) else ""
            found[name] = runs + hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differences(a: Path, b: Path) -> list[Difference]:
    """Return what is not the same in both folders."""
    one, other = content(a), content(b)
    found = []
    for path in sorted({*one, *other}):
        if path not in other:
            found.append(Difference(path, f"only in {a}"))
        elif path not in one:
            found.append(Difference(path, f"only in {b}"))
        elif one[path] != other[path]:
            found.append(Difference(path, "differs"))
    return found


def main() -> int:
    """Print the differences; 1 where one is not an exception that is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    asked = parser.parse_args()
    for folder in (asked.a, asked.b):
        if not folder.is_dir():
            print(f"{folder} is no folder", file=sys.stderr)
            return 2
    found = differences(asked.a, asked.b)
    for one in found:
        print(f"{one.path}: {one.what}{f' ({one.reason})' if one.reason else ''}")
    unnamed = [one for one in found if not one.reason]
    total = len(content(asked.a))
    print(f"{total} files, {len(found)} differ, {len(unnamed)} of them for no reason named")
    return 1 if unnamed else 0


if __name__ == "__main__":
    sys.exit(main())
