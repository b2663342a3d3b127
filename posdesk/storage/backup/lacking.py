"""Reads back the exhibits that backups name: those that several share only once."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.backup.about import named, read_about
from posdesk.storage.backup.exhibits import exhibits_file
from posdesk.storage.backup.look import is_encrypted, reading
from posdesk.storage.backup.shares import Progress
from posdesk.storage.backup.takeout import sources


class ReadBack:
    """Compares exhibits with their digests, and remembers what was read in one go."""

    def __init__(self) -> None:
        self._sound: dict[tuple[Path, str], bool] = {}

    def lacking(self, backup: Path, key: Key | None, progress: Progress) -> int:
        """Return how many exhibits of ``backup`` are missing or damaged, in it and beside it.

        Those that were gone already when it was made are not counted. Raises ``DataTrouble`` where
        the backup cannot be read, or what ``progress`` raises.
        """
        used = key if is_encrypted(backup) else None
        with ExitStack() as stack:
            database = stack.enter_context(reading(backup, key))
            about, digests = read_about(database), named(database)
            whole = about is not None and about.whole
            place = backup if whole else exhibits_file(backup.parent, used)
            found = sources(stack, backup, used, ())
            bad = 0
            for done, digest in enumerate(digests, start=1):
                known = (place, digest)
                if known not in self._sound:
                    self._sound[known] = any(one.get(digest) is not None for one in found)
                    progress(done, len(digests))
                bad += not self._sound[known]
        return max(0, bad - (about.missing if about is not None else 0))
