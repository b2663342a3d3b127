"""Takes what was deleted out of the full-text index, where it stays until its parts are merged."""

from __future__ import annotations

from collections.abc import Callable

from posdesk.storage.database import Database
from posdesk.storage.projection import Progress

_STEP = 400
"""Pages written in one transaction: some ten milliseconds, so that nobody waits for it."""


def merge_steps(
    database: Database,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Merge the index of pieces until it holds nothing of what was deleted, in short transactions.

    Return whether it is done; not where ``stop`` said so, then a later call goes on. Bytes of what
    was deleted may be in the log until it is folded into the file. ``progress`` is told of pages.
    """
    done = 0
    while not stop():
        with database.atomic() as connection:
            before = connection.total_changes
            connection.execute(f"INSERT INTO pieces (pieces, rank) VALUES ('merge', -{_STEP})")
            if connection.total_changes - before < 2:  # the statement itself counts as one
                return True
        done += _STEP
        if progress is not None:
            (pages,) = database.row("SELECT count(*) FROM pieces_data")
            progress(min(done, pages), pages)
    return False
