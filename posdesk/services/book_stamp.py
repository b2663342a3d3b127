"""Tells whether the shop's files are still what was read, or written here, last."""

from __future__ import annotations

from posdesk.services.library import Shelves


class BookStamp:
    """Remembers how each file lay; what is written while all is read anew overtakes the reading."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self.begin_reading()

    def begin_reading(self) -> None:
        """Take the files as they lie now: they are about to be read."""
        self._stamp, self.was_overtaken = self._shelves.stamp(), False

    def is_old(self) -> bool:
        """Return whether a file is not what was read or written last."""
        return self._shelves.stamp() != self._stamp

    def wrote(self, name: str) -> None:
        """Remember a file as it lies now; what others changed meanwhile is still to be read."""
        self.was_overtaken = True
        file = self._shelves.folder / name
        now = self._shelves.stamp().get(file)
        rest = {path: said for path, said in self._stamp.items() if path != file}
        self._stamp = {**rest, file: now} if now else rest
