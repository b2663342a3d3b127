"""What is examined: a data folder, and the records in it, opened only to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.services.keys import key_for
from posdesk.storage.examination import Records
from posdesk.storage.store import DATABASE, KEY_FILE


@dataclass(frozen=True, slots=True)
class Seat:
    """What only a window knows: its screen (pixels, per cent), and how many printers, if known."""

    width: int
    height: int
    scale: int
    printers: int | None = None


def _go_on() -> None:
    """Nobody wants it stopped."""


@dataclass(frozen=True, slots=True)
class Patient:
    """``records`` are missing where there are none yet, or where ``trouble`` says why.

    ``quick`` leaves out what takes long with many data; what takes long all the same calls
    ``breathe``, which may raise to stop.
    """

    folder: Path
    records: Records | None = None
    trouble: PosDeskError | None = None
    key: Key | None = None
    quick: bool = False
    seat: Seat | None = None
    breathe: Callable[[], None] = _go_on

    @classmethod
    def of(
        cls,
        folder: Path,
        key: Key | None,
        *,
        quick: bool = False,
        seat: Seat | None = None,
        breathe: Callable[[], None] = _go_on,
    ) -> Patient:
        """Open what can be opened of ``folder``; nothing is changed or made."""
        if not _exists(folder / DATABASE):
            return cls(folder, key=key, quick=quick, seat=seat, breathe=breathe)
        try:
            if key is None and (folder / KEY_FILE).exists():
                key = key_for(folder / KEY_FILE)
            records = Records.open(folder, key)
        except PosDeskError as error:
            return cls(folder, None, error, key, quick, seat, breathe)
        return cls(folder, records, None, key, quick, seat, breathe)

    def close(self) -> None:
        """Let go of the records."""
        if self.records is not None:
            self.records.close()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that nobody may look into: the theme of the folder tells it
        return False
