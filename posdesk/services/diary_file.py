"""The files of the log: lines are only appended, by several programs at once, and never many.

A line is one write at the end of a file that is opened for it and closed again, so that the data
folder can be moved, taken away or restored at any time, and Windows lets the files be renamed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from posdesk.ownership import open_private

if sys.platform == "win32":
    import msvcrt

LOG = "posdesk.log"
MOST_BYTES = 256 * 1024
"""Of one file; a full one becomes ``posdesk.log.1``, that ``.2``, and what was ``.2`` goes."""

OLDER = 2
_TURN = ".posdesk.log.turn"
"""Held for the blink in which files are renamed; one this old was left by a program killed then."""

_LEFT_BEHIND = 60.0
_BEYOND = 1 << 30
_FLAGS = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class DiaryFile:
    """The log of one data folder; whatever the disk says, nothing is raised."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / LOG

    def append(self, lines: bytes) -> bool:
        """Append whole ``lines``; return whether that could be done."""
        try:
            if not self._folder.is_dir():
                return False
            file = open_private(self.path, _FLAGS)
        except (OSError, ValueError):
            return False
        try:
            with _end_of(file):
                os.write(file, lines)
            full = os.fstat(file).st_size > MOST_BYTES
        except OSError:
            return False
        finally:
            os.close(file)
        if full:
            with suppress(OSError):
                self._turn()
        return True

    def lines(self) -> Iterator[str]:
        """Yield every line there is, the oldest first; what cannot be read is left out."""
        for path in (*reversed(self._older()), self.path):
            if path.is_symlink():  # written by none of ours
                continue
            with suppress(OSError, ValueError):
                yield from path.read_bytes().decode("utf-8", "replace").splitlines()

    def _older(self) -> list[Path]:
        return [self._folder / f"{LOG}.{n}" for n in range(1, OLDER + 1)]

    def _turn(self) -> None:
        """Begin a new file, unless another program just does or did."""
        turn = self._folder / _TURN
        with suppress(FileNotFoundError):
            if time.time() - turn.stat().st_mtime > _LEFT_BEHIND:
                turn.unlink()
        os.close(open_private(turn, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            if self.path.stat().st_size > MOST_BYTES:
                files = [self.path, *self._older()]
                for place in range(OLDER, 0, -1):
                    with suppress(FileNotFoundError):
                        files[place - 1].replace(files[place])
        finally:
            turn.unlink()


@contextmanager
def _end_of(file: int) -> Iterator[None]:
    """Have the end of the file alone: Windows finds the end and writes there in two steps."""
    if sys.platform == "win32":
        held = _hold(file)
        try:
            yield
        finally:
            if held:
                os.lseek(file, _BEYOND, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        yield  # O_APPEND is one step


def _hold(file: int) -> bool:
    """Lock a place that no log reaches, so that nobody who reads has to wait."""
    if sys.platform == "win32":
        for _ in range(50):
            os.lseek(file, _BEYOND, os.SEEK_SET)
            with suppress(OSError):
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
                return True
            time.sleep(0.01)
    return False
