"""Brings the backups of a place under the key of the data, so that no plain copy is left lying.

Each step can be done again: what a kill leaves is finished by the next call. A backup whose key is
not at hand stays as it is; its sidecar says which key it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.in_place import put_in_place, sync_folder
from posdesk.storage.backup.look import is_encrypted, key_file
from posdesk.storage.driver import connect
from posdesk.storage.durable import file_trouble, sync_file, write_durably
from posdesk.storage.key_mark import named_key
from posdesk.storage.projection import Progress
from posdesk.storage.recrypt import opens, recrypt
from posdesk.storage.trouble import told

BACKUPS, EXHIBITS = "*.backup", "exhibits.db"
_PART = ".part"

_MERGE = """
INSERT INTO main.blobs (sha256, size, put_at, body)
SELECT sha256, size, put_at, body FROM other.blobs
WHERE sha256 NOT IN (SELECT sha256 FROM main.blobs)
"""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many backups came under the key, and the troubles with those that could not."""

    done: int
    troubles: tuple[DataTrouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many backups of a place are ``encrypted`` and how many are ``plain``."""

    encrypted: int
    plain: int


def kinds(place: Path) -> Kinds:
    """Return how the backups in ``place`` are; raises ``DataTrouble`` where it cannot be read."""
    found = [is_encrypted(backup) for backup in sorted(place.glob(BACKUPS))]
    return Kinds(sum(found), len(found) - sum(found))


def exhibits_name(key: Key | None) -> str:
    """Return the name of the file of exhibits under ``key`` in a place of backups."""
    return f"exhibits-{key.id}.db" if key else EXHIBITS


def named_keys(place: Path) -> frozenset[str]:
    """Return the ids of the keys that the backups in ``place`` need."""
    beside = (key_file(backup) for backup in place.glob(BACKUPS))
    return frozenset(named_key(one) for one in beside) - {""}


def change_key(
    place: Path,
    old_keys: Sequence[Key],
    new_key: Key,
    sidecar: bytes,
    progress: Progress | None = None,
) -> Rekeyed:
    """Encrypt with ``new_key`` every backup in ``place`` that is plain or under one of the old.

    ``sidecar`` is the key file of ``new_key``, which is put beside each. Nobody else may write
    backups there meanwhile. Raises ``DataTrouble`` where the place cannot be used.
    """
    keys = {key.id: key for key in old_keys if key != new_key}
    try:
        for part in place.glob(f"*{_PART}"):
            part.unlink()  # what a kill left may be plain
        found = ((b, _way(b, keys, new_key)) for b in sorted(place.glob(BACKUPS)))
        wanted = [(backup, way) for backup, way in found if way is not None]
        for old in (None, *keys.values()):
            _bring_exhibits(place, old, new_key)
        troubles = []
        for done, (backup, way) in enumerate(wanted):
            try:
                _bring(backup, way.old, new_key, sidecar)
            except DataTrouble as error:
                troubles.append(error)
            if progress:
                progress(done + 1, len(wanted))
        if not troubles:
            for old in (None, *keys.values()):
                (place / exhibits_name(old)).unlink(missing_ok=True)
            sync_folder(place)
    except OSError as error:
        raise file_trouble(place, error) from error
    return Rekeyed(len(wanted) - len(troubles), tuple(troubles))


@dataclass(frozen=True, slots=True)
class _Way:
    """What a backup is under now, ``None`` where it is plain."""

    old: Key | None


def _way(backup: Path, keys: dict[str, Key], new: Key) -> _Way | None:
    """Return what ``backup`` must come from, ``None`` where nothing can or need be done.

    The sidecar is not asked: a kill may have left it beside a backup that is not as it says.
    """
    if not is_encrypted(backup):
        return _Way(None)
    if opens(backup, new):
        return None
    return next((_Way(key) for key in keys.values() if opens(backup, key)), None)


def _bring(backup: Path, old: Key | None, new: Key, sidecar: bytes) -> None:
    """Put an encrypted copy in the place of ``backup``; a kill leaves the old one or the new one.

    The sidecar comes first: which key is needed must be known before anything needs it.
    """
    part = backup.with_name(backup.name + _PART)
    recrypt(backup, old, part, new)
    sync_file(part)
    write_durably(key_file(backup), sidecar)
    part.replace(backup)
    sync_folder(backup.parent)


def _bring_exhibits(place: Path, old: Key | None, new: Key) -> None:
    """See that the exhibits that lie under ``old`` lie under ``new`` as well."""
    source, target = place / exhibits_name(old), place / exhibits_name(new)
    if not source.exists():
        return
    if target.exists():
        with told(target):
            connection = connect(target, new)
            try:
                secret = f"x'{old.secret.hex()}'" if old else ""
                connection.execute("ATTACH DATABASE ? AS other KEY ?", (str(source), secret))
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(_MERGE)
            finally:
                connection.close()
        return
    part = target.with_name(target.name + _PART)
    recrypt(source, old, part, new)
    sync_file(part)
    put_in_place(part, target)
    sync_folder(place)
