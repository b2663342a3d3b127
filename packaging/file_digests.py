"""Names the SHA-256 of every file that pip may install for a pinned package.

pip refuses a file whose digest is not listed, so that a machine gets the very files that were
tested, whatever source its own settings name. The digests come from that source's simple index in
its JSON form (PEP 691).

Standard library only, and what pip itself brings.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

ACCEPT = "application/vnd.pypi.simple.v1+json"
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")

# What PosDesk does not run on: other interpreters, Python before 3.11, and rarer machines.
ELSEWHERE = re.compile(
    r"-(pp\d|graalpy|cp2|cp3[0-9]-(?!abi3)|cp310-(?!abi3)|cp3\d+-cp3\d+t)"
    r"|(musllinux|i686|win32|armv7l|ppc64|s390x|riscv64|loongarch|android|ios|emscripten|pyodide)"
)


def source() -> str:
    """Return the address of the simple index that this user's pip asks first."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    if named := os.environ.get("PIP_INDEX_URL") or said.stdout.strip():
        return named.rstrip("/")
    from pip._internal.models.index import PyPI

    return PyPI.simple_url.rstrip("/")


def digests(name: str, version: str, index: str) -> list[str]:
    """Return the SHA-256 (hex) of the wheels and the source archive of one version, sorted.

    Raises ``LookupError`` where the index lists none.
    """
    plain = re.sub(r"[-_.]+", "-", name).lower()
    request = urllib.request.Request(f"{index}/{plain}/", headers={"Accept": ACCEPT})
    with urllib.request.urlopen(request, timeout=60) as answer:
        listed = json.load(answer)["files"]
    mine = {one["hashes"]["sha256"] for one in listed if is_of(one["filename"], plain, version)}
    if not mine:
        raise LookupError(f"no file of {name} {version}")
    return sorted(mine)


def is_of(file: str, plain: str, version: str) -> bool:
    """Tell whether ``file`` is one of a project's version that PosDesk may meet.

    >>> is_of("segno-1.6.6-py3-none-any.whl", "segno", "1.6.6")
    True
    >>> is_of("cffi-2.1.1-cp39-cp39-win_amd64.whl", "cffi", "2.1.1")
    False
    """
    base = re.sub(r"[-_.]+", "-", file).lower()
    if not base.startswith(f"{plain}-{re.sub(r'[-_.]+', '-', version).lower()}-"):
        return False
    if file.endswith(".whl"):
        return not ELSEWHERE.search(file)
    return file.endswith(".tar.gz")


def with_digests(lines: Iterable[str], index: str) -> Iterator[str]:
    """Yield the lines of a list, each pinned project followed by the digests of its files."""
    for line in lines:
        pin = PIN.match(line)
        if pin is None:
            yield line
            continue
        found = digests(pin["name"], pin["version"], index)
        yield " \\\n".join([line, *(f"    --hash=sha256:{one}" for one in found)])


def pins(path: Path) -> list[str]:
    """Return the lines of a list without its digests and without its head."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = (line.removesuffix("\\").rstrip() for line in lines if not line.startswith("#"))
    return [line for line in kept if line and not line.lstrip().startswith("--hash=")]
