"""Whether backups could be relied on today: each read back whole, with the exhibits they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble, KeyNeeded, PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.services.keys import key_for
from posdesk.storage.backup.check import check
from posdesk.storage.backup.lacking import ReadBack
from posdesk.storage.backup.look import key_file
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.key_mark import named_key

_LACKING = N_(
    "{count} exhibits of the backup {file} are missing or damaged; all else in it is whole, and"
    " what the present data still have is not lost; make a whole backup on another disk (posdesk"
    " backup FILE)."
)


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup that was read back; ``lacking`` of its exhibits are missing or damaged.

    ``trouble`` is what is wrong, ``None`` where nothing is.
    """

    path: Path
    trouble: PosDeskError | None
    lacking: int = 0


def check_backups(
    paths: Sequence[Path],
    key_of: Callable[[Path], Key | None],
    progress: Progress | None = None,
    *,
    only_exhibits: bool = False,
) -> tuple[CheckedBackup, ...]:
    """Read all of ``paths`` back, in this order; ``progress`` may raise to stop.

    ``only_exhibits`` leaves out what was read when a backup was made and lies in itself.
    """
    read_back = ReadBack()
    steps = shares(progress, *(1 for _ in paths)) if paths else ()
    return tuple(
        _checked(path, key_of, read_back, step, only_exhibits)
        for path, step in zip(paths, steps, strict=True)
    )


def key_of_backup(path: Path, present: Key | None, given: str | None = None) -> Key | None:
    """Return what opens the backup at ``path``, ``None`` where it says that it needs nothing.

    ``given`` is a passphrase or a recovery code; without it the ``present`` key and the system's
    key store are asked. Raises ``KeyNeeded`` and ``WrongInput``.
    """
    named = key_file(path)
    if not named.exists():
        return None
    try:
        return key_for(named, given)
    except KeyNeeded:
        if given is None and present is not None and named_key(named) == present.id:
            return present
        raise


def _checked(
    path: Path,
    key_of: Callable[[Path], Key | None],
    read_back: ReadBack,
    progress: Progress,
    only_exhibits: bool,
) -> CheckedBackup:
    whole, exhibits = shares(progress, 0 if only_exhibits else 1, 1)
    try:
        key = key_of(path)
        if not only_exhibits:
            check(path, key, whole)
        lacking = read_back.lacking(path, key, exhibits)
    except PosDeskError as error:
        return CheckedBackup(path, error)
    trouble = DataTrouble(_LACKING, count=lacking, file=path) if lacking else None
    return CheckedBackup(path, trouble, lacking)
