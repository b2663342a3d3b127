"""Turns the encryption of a whole data folder on or off: all files at once, even if killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import EncryptionTurned
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.storage.durable import file_trouble, write_durably
from posdesk.storage.exchange import Exchange
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.projection import Progress
from posdesk.storage.recrypt import damaged_blobs, recrypt
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE, Store

_UNSOUND = N_(
    "The journal in {folder} is damaged, so it is left as it is; nothing was changed; restore the"
    " latest backup first."
)
_FILES = (DATABASE, EXHIBITS)
_COPYING, _VERIFYING, _ALL = 600, 300, 1000
"""Shares of the work, told to ``progress`` in thousandths."""


@dataclass(frozen=True, slots=True)
class Turning:
    """One turn of ``folder`` from the ``old`` key to the ``new`` one, ``None`` for no encryption.

    ``key_file`` is what names the new key; ``actor`` is who does it.
    """

    folder: Path
    old: Key | None
    new: Key | None
    key_file: bytes
    actor: str
    clock: Callable[[], datetime]
    software: str

    def turn(self, progress: Progress | None = None) -> None:
        """Do it; until the last step the old files hold, after it the new ones.

        Nobody may have the folder open. ``progress`` may raise to give up. Raises ``DataTrouble``;
        then nothing was changed, or the rest is done when the folder is opened next.
        """
        with FolderUse(self.folder, alone=True):
            exchange = Exchange(self.folder)
            stage = exchange.begin()
            try:
                names = self._copy(stage, progress)
                self._tell_and_verify(stage, progress)
                if progress:
                    progress(_ALL, _ALL)
            except BaseException:
                exchange.abandon()
                raise
            if self.new is None:
                exchange.commit(names, [KEY_FILE])
            else:
                exchange.commit([*names, KEY_FILE])

    def _copy(self, stage: Path, progress: Progress | None) -> list[str]:
        names = [name for name in _FILES if (self.folder / name).exists()]
        whole = max(sum((self.folder / name).stat().st_size for name in names), 1)
        before = 0
        for name in names:
            size = (self.folder / name).stat().st_size
            share = _share(progress, before * _COPYING // whole, size * _COPYING // whole)
            recrypt(self.folder / name, self.old, stage / name, self.new, share)
            before += size
        if self.new is not None:
            try:
                write_durably(stage / KEY_FILE, self.key_file)
            except OSError as error:
                raise file_trouble(stage, error) from error
        return names

    def _tell_and_verify(self, stage: Path, progress: Progress | None) -> None:
        """Append to the new journal that this was done, and see that all of it is sound."""
        key = self.new or self.old
        event = EncryptionTurned(on=self.new is not None, key=key.id if key else "")
        with Store.open(stage, clock=self.clock, software=self.software, key=self.new) as store:
            store.append([event], actor=self.actor)
            if not store.verify(_share(progress, _COPYING, _VERIFYING)).valid:
                raise DataTrouble(_UNSOUND, folder=self.folder)
        if not (stage / EXHIBITS).exists():
            return
        done = _COPYING + _VERIFYING
        wrong = damaged_blobs(stage / EXHIBITS, self.new, _share(progress, done, _ALL - done))
        # What was damaged before is no reason to keep everything else in plain.
        if wrong and wrong - damaged_blobs(self.folder / EXHIBITS, self.old):
            raise DataTrouble(_UNSOUND, folder=self.folder)


def _share(progress: Progress | None, begin: int, length: int) -> Progress | None:
    """Return a progress that fills ``length`` thousandths of ``progress`` from ``begin`` on."""
    if progress is None:
        return None
    return lambda done, total: progress(begin + length * done // max(total, 1), _ALL)
