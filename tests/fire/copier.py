"""Copies the data files as they lie between two steps, without disturbing who has them open.

A process of its own does it: a file that is closed lets go of SQLite's locks in its own process.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

from posdesk.storage.store import DATABASE, EXHIBITS

FILES = tuple(f"{name}{ending}" for name in (EXHIBITS, DATABASE) for ending in ("", "-wal"))
"""Without ``-shm``: what lies in memory is gone after a cut, and is made anew from the log."""

Files = dict[str, bytes]


class Copier:
    """A process that copies the files of ``folder`` whenever it is told to."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._folder, self._place, self.count = folder, place, 0
        place.mkdir(parents=True)
        self._ours, its = socket.socketpair()
        self._child = os.fork()
        if self._child == 0:
            self._ours.close()
            self._serve(its)
        its.close()

    def copy(self) -> int:
        """Copy the files as they lie now; return the number of the copy."""
        self._ours.sendall(b"+")
        assert self._ours.recv(1) == b"+"
        self.count += 1
        return self.count - 1

    def read(self, number: int) -> Files:
        """Return a copy; a file that was not there is empty."""
        place = self._place / str(number)
        return {name: (place / name).read_bytes() for name in FILES}

    def close(self) -> None:
        """Let the process go."""
        self._ours.close()
        os.waitpid(self._child, 0)

    def _serve(self, its: socket.socket) -> None:
        try:
            number = 0
            while its.recv(1):
                place = self._place / str(number)
                place.mkdir()
                for name in FILES:
                    path = self._folder / name
                    (place / name).write_bytes(path.read_bytes() if path.exists() else b"")
                number += 1
                its.sendall(b"+")
        finally:
            os._exit(0)
