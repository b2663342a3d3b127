"""Which processes hold a lock on a file, as the system tells it: without touching the file."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a lock, since when it runs (Unix time), and its name, where known."""

    process: int
    since: float | None
    name: str = ""


def holders(path: Path) -> tuple[Holder, ...]:
    """Return who holds a lock on ``path``; none are known but on Linux."""
    return _holding(path, frozenset(("READ", "WRITE")))


def writers(path: Path) -> tuple[Holder, ...]:
    """Return who keeps all others from writing ``path``: through its log, or the whole file.

    What SQLite locks while it works in a write-ahead log lies in the file of shared memory: its
    first 120 bytes hold no locks, byte 120 is the writer's, and 123 to 127 are those of readers.
    """
    shared = path.with_name(f"{path.name}-shm")
    return (*_holding(path, frozenset(("WRITE",))), *_holding(shared, frozenset(("WRITE",)), 120))


def _holding(path: Path, kinds: frozenset[str], byte: int | None = None) -> tuple[Holder, ...]:
    if sys.platform != "linux":
        return ()
    try:
        inode = path.stat().st_ino
        told = Path("/proc/locks").read_text("ascii", "replace")
    except OSError:
        return ()
    found = set()
    for line in told.splitlines():
        fields = line.split()
        # 1: POSIX  ADVISORY  READ 4711 fe:01:123456 0 EOF
        if len(fields) < 8 or fields[5].rpartition(":")[2] != str(inode) or int(fields[4]) <= 0:
            continue
        here = byte is None or fields[6] == "0" or fields[6] == str(byte)
        if fields[3] in kinds and here:
            found.add(int(fields[4]))
    return tuple(Holder(one, _since(one), _name(one)) for one in sorted(found))


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _since(process: int) -> float | None:
    try:
        said = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
        (up, _) = Path("/proc/uptime").read_text("ascii").split()
        ticks = int(said.rpartition(")")[2].split()[19])
        began = ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None
    return time.time() - float(up) + began
