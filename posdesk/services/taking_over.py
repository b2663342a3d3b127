"""Data of an account's own come into the folder that all share: one way for window and terminal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import UpgradeNeeded
from posdesk.domain.key import Key
from posdesk.ownership import owner_of
from posdesk.services.adoption import carrier, carry_pin_key, left_behind, require_adoptable
from posdesk.services.backups import Backups
from posdesk.services.keys import known_key
from posdesk.services.library import Shelves
from posdesk.services.pins import Pins
from posdesk.services.policy import LAST_COPY, Policy
from posdesk.services.restore import Restorer, Step, Telling
from posdesk.services.staff import Staff
from posdesk.services.upgrading import Upgrading
from posdesk.storage.store import DATABASE, Store

Asked = Callable[[Staff], None]
"""Signs in whoever takes everything along; raises ``NotAllowed``."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many cases came, from where, and the backup that carried them, which stays."""

    own: Path
    cases: int
    backup: Path
    key: Key | None


class TakingOver:
    """Fills one shared folder; ``shelves`` are the shared folder's."""

    def __init__(self, shelves: Shelves, clock: Callable[[], datetime]) -> None:
        self.folder = shelves.folder
        self._shelves, self._clock = shelves, clock

    def offered(self, has_cases: Callable[[], bool]) -> Path | None:
        """Return the account's own folder where its data belong here and none are here yet."""
        return left_behind(self.folder, has_cases=has_cases)

    def do(
        self, own: Path, let_in: Asked, telling: Telling, own_key: Key | None = None
    ) -> TakenOver:
        """Copy the data in ``own``, which stay, for whoever has nothing of either open.

        What was in the shared folder, which holds no case, is kept as a backup. Raises
        ``Refused``, ``NotAllowed``, ``KeyNeeded`` and what restoring raises; or what ``telling``
        raises: then nothing was changed.
        """
        require_adoptable(own, self.folder, self._has_cases)
        path = carrier(self.folder, owner_of(own) or "account")
        try:
            key = self._carry(own, path, let_in, telling, own_key or known_key(own))
            restorer = Restorer(self._shelves, self._clock, known_key(self.folder) or key)
            done = restorer.restoring(path, key).do(telling)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        carry_pin_key(own, self.folder)
        # What the installer's file says is to be applied to these data as to new ones.
        with suppress(OSError):
            (self.folder / LAST_COPY).unlink(missing_ok=True)
        return TakenOver(own, done.now.cases, path, done.now.key)

    def _carry(
        self, own: Path, path: Path, let_in: Asked, telling: Telling, key: Key | None
    ) -> Key | None:
        shelves = Shelves(self._shelves.shipped, own, self._shelves.cache)
        telling.begin(Step.SAVING, may_stop=True)
        store = self._opened(shelves, key)
        try:
            staff = Staff(store, self._clock, Pins(own), Policy(own))
            let_in(staff)
            Backups(store, staff, shelves, self._clock).make_file(path, telling)
            return store.key
        finally:
            store.close()

    def _opened(self, shelves: Shelves, key: Key | None) -> Store:
        try:
            return self._open(shelves.folder, key)
        except UpgradeNeeded:
            Upgrading(shelves, self._clock, key).do()
            return self._open(shelves.folder, key)

    def _open(self, folder: Path, key: Key | None) -> Store:
        return Store.open(folder, clock=self._clock, software=__version__, key=key)

    def _has_cases(self) -> bool:
        if not (self.folder / DATABASE).exists():
            return False
        store = self._open(self.folder, known_key(self.folder))
        try:
            return bool(store.cases(None, limit=1))
        finally:
            store.close()
