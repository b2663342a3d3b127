"""Which backups still hold what was erased here, until when, and how they go before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posdesk.services.backup_list import ListedBackup, Where
from posdesk.services.backups import Backups


@dataclass(frozen=True, slots=True)
class StillIn:
    """A backup that holds what was erased, and the day on which it goes at the latest."""

    backup: Path
    goes_on: date


@dataclass(frozen=True, slots=True)
class Held:
    """Backups that still hold something; ``unreachable`` are places that could not be looked into.

    Those are the second place where it is not plugged in, backups that cannot be read, and damaged
    data that a restore put aside: these stay until a person removes them.
    """

    still_in: tuple[StillIn, ...] = ()
    unreachable: tuple[str, ...] = ()


class Holders:
    """Asks the backups; any thread may, but only a manager's own lets them go."""

    def __init__(self, backups: Backups) -> None:
        self._backups = backups

    def held(self, cases: Sequence[str]) -> Held:
        """Return which backups hold any of these cases (ids)."""
        backups = self._backups
        holding = {one.path: one for case in cases for one in backups.holders(case)}
        return Held(
            tuple(StillIn(path, backups.goes_on(one)) for path, one in holding.items()),
            self._unreachable(),
        )

    def renew(self) -> frozenset[Where]:
        """Make and check a new backup without what was erased; return the places that have it.

        Raises ``DataTrouble`` where none could be made.
        """
        made = self._backups.make()
        both = ((Where.HERE, made.first), (Where.SECOND, made.second))
        return frozenset(where for where, one in both if one is not None)

    def drop(self, held: Held, renewed: frozenset[Where]) -> Held:
        """Let go of those that hold it, where a newer one lies beside; return what is left."""
        places = {one.path: one.where for one in self._backups.listed()}
        going = [one.backup for one in held.still_in if places.get(one.backup) in renewed]
        self._backups.drop(going)
        left = tuple(one for one in held.still_in if one.backup not in going)
        return Held(left, held.unreachable)

    def _unreachable(self) -> tuple[str, ...]:
        second = self._backups.second_place()
        away = (str(second.folder),) if second is not None and not second.is_there else ()
        dark = (str(one.path) for one in self._backups.listed() if _is_dark(one))
        return (*away, *dark, *map(str, self._backups.aside()))


def _is_dark(backup: ListedBackup) -> bool:
    return backup.about is None
