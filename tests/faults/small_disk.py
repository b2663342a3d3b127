"""A disk of its own that can be filled to the byte: what a full one does, not a mock of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = 4096
"""Bytes that such a disk gives out at once."""


class SmallDisk:
    """A file system in memory, mounted at ``folder``; ``leave`` says how much of it is free."""

    def __init__(self, folder: Path, size: int = 24 * 2**20) -> None:
        self.folder = folder
        self._filler = folder / "filler"
        folder.mkdir(exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)

    def leave(self, free: int) -> None:
        """Fill the disk until ``free`` bytes are left, or let go of what fills it."""
        self._filler.unlink(missing_ok=True)
        there = os.statvfs(self.folder)
        filling = there.f_bavail * there.f_frsize - free
        with self._filler.open("wb") as filler:
            if filling > 0:
                os.posix_fallocate(filler.fileno(), 0, filling)

    def make_room(self) -> None:
        """Let go of what fills the disk."""
        self._filler.unlink(missing_ok=True)

    def unmount(self) -> None:
        """Take the disk away, even from whoever still has a file of it open."""
        subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)


def can_mount(folder: Path) -> bool:
    """Return whether a small disk can be had here."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    try:
        SmallDisk(folder).unmount()
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
