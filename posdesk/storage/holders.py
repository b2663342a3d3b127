"""Which processes hold a lock on a file, as the system tells it: without touching the file."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a lock, and since when it runs (Unix time), where that is known."""

    process: int
    since: float | None


def holders(path: Path) -> tuple[Holder, ...]:
    """Return who holds a lock on ``path``; none are known but on Linux."""
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
        if len(fields) >= 6 and fields[5].rpartition(":")[2] == str(inode) and int(fields[4]) > 0:
            found.add(int(fields[4]))
    return tuple(Holder(process, _since(process)) for process in sorted(found))


def _since(process: int) -> float | None:
    try:
        said = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
        (up, _) = Path("/proc/uptime").read_text("ascii").split()
        ticks = int(said.rpartition(")")[2].split()[19])
        began = ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None
    return time.time() - float(up) + began
