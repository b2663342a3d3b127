"""What a database file must look like: steps that make it so, each done once, never edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables


@dataclass(frozen=True, slots=True)
class Schema:
    """The kind of a file (``mark``, its ``application_id``) and the ``steps`` to its present form.

    The number of steps is the version (``user_version``); a file beyond it is a newer program's.
    """

    name: str
    mark: int
    steps: tuple[Callable[[Tables], None], ...]

    @property
    def version(self) -> int:
        """The version that this program knows."""
        return len(self.steps)

    def bring_up(self, tables: Tables) -> None:
        """Do the steps that were not done yet; the caller holds a transaction."""
        from sqlite_utils import Migrations

        migrations = Migrations(self.name)
        for step in self.steps:
            migrations(name=step.__name__)(step)
        migrations.apply(tables)
        tables.execute(f"PRAGMA user_version = {self.version}")
        tables.execute(f"PRAGMA application_id = {self.mark}")
