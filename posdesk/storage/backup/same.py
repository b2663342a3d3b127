"""Finds the backup that a try before this one made of the very same data: no second is needed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.storage.backup.about import how_far
from posdesk.storage.backup.copying import one_moment
from posdesk.storage.backup.look import reading
from posdesk.storage.backup.place import UPGRADE, BackupFolder, made_before
from posdesk.storage.database import Database


def same_backup(place: BackupFolder, journal: Path, key: Key | None) -> Path | None:
    """Return a backup from before an upgrade that holds ``journal`` as it is, laid out alike."""
    with one_moment(journal, key) as moment:
        now = _sort(moment)
    for path in place.named():
        if made_before(path) == UPGRADE:
            with suppress(DataTrouble), reading(path, key) as backup:
                if _sort(backup) == now:
                    return path
    return None


def _sort(database: Database) -> tuple[object, ...]:
    return (*how_far(database), *database.row("PRAGMA user_version"))
