"""Leaves nothing of what was erased in the files: neither in unused space nor in the log.

What is deleted is overwritten (``secure_delete``), but not the copies that SQLite leaves behind
when it moves rows between pages: in a file of 4 MB one row in two hundred that were deleted stays
readable. Only writing the file anew (``VACUUM``) takes these. A mark, set in the transaction that
erases, says that this is still to be done; whoever opens the folder next does it where it could not
be done at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from posdesk.domain.errors import DataTrouble
from posdesk.storage.database import Database
from posdesk.storage.exhibits import FILE, Exhibits
from posdesk.storage.search_care import merge_steps

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_JOURNAL, _EXHIBITS = 1, 2
"""The rows of the mark: which file is to be written anew."""

WAIT = 2.0
"""Seconds for which erasing waits for other programs to stop reading."""

_GUARD = """
CREATE TRIGGER payloads_only_erased BEFORE DELETE ON payloads
WHEN NOT EXISTS (
  SELECT 1
  FROM events gone, events erased
  JOIN payloads said ON said.pos = erased.pos
  JOIN json_each(CAST(said.body AS TEXT), '$.seqs') named
  WHERE gone.pos = OLD.pos AND erased.pos > gone.pos
    AND erased.pos = (SELECT max(pos) FROM events WHERE type = 'erased')
    AND json_extract(CAST(said.body AS TEXT), '$.counter') = gone.counter
    AND named.value = gone.seq)
BEGIN SELECT RAISE(ABORT, 'a payload goes only where the last erased event names it'); END;
"""


def cleaning(db: Tables) -> None:
    """Make the mark, and let a payload go by the last erasure alone.

    To look through all erasures for each payload would take hours where thousands of cases go.
    """
    db.table("cleaning").create({"one": int}, pk="one", strict=True)
    db.execute("DROP TRIGGER payloads_only_erased")
    db.execute(_GUARD)


class Cleaning:
    """The mark in one journal, and the work that it asks for."""

    def __init__(self, database: Database, exhibits: Callable[[], Exhibits]) -> None:
        self._database, self._exhibits = database, exhibits

    @property
    def is_due(self) -> bool:
        """Whether something was erased of which the files may still hold copies."""
        return self._database.row("SELECT 1 FROM cleaning") is not None

    @property
    def _exhibits_went(self) -> bool:
        sql = "SELECT 1 FROM cleaning WHERE one = ?"
        return self._database.row(sql, (_EXHIBITS,)) is not None

    def note(self, *, exhibits: bool) -> None:
        """Set the mark, inside the caller's transaction; ``exhibits`` says whether some went too.

        Where none did, their file is left alone: writing it anew takes its size in memory.
        """
        marks = [(_JOURNAL,), (_EXHIBITS,)] if exhibits else [(_JOURNAL,)]
        insert = "INSERT OR IGNORE INTO cleaning VALUES (?)"
        self._database.connection.executemany(insert, marks)

    def finish(self, wait: float = WAIT) -> bool:
        """Clean the files and take the mark away; return whether that could be done.

        Not where another program reads longer than ``wait`` seconds, or the disk is full: then the
        mark stays.
        """
        if not self.is_due:
            return True
        try:
            merge_steps(self._database)
            done = self._database.write_anew(wait)
            if self._exhibits_went and self._database.path.with_name(FILE).exists():
                done = self._exhibits().write_anew(wait) and done
            if done:
                with self._database.atomic() as connection:
                    connection.execute("DELETE FROM cleaning")
        except DataTrouble:
            return False
        return done
