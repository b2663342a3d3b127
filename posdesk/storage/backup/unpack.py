"""Takes a backup apart into the files of a data folder, and sees that these are sound.

The copy goes on under a counter id of its own, so that what was written after the backup was made
and what is written from now on can never be mistaken for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.text import N_
from posdesk.in_place import put_in_place, take_away
from posdesk.ownership import make_inside, open_usual
from posdesk.storage.backup.copying import copy_pages, new_file
from posdesk.storage.backup.look import is_encrypted, key_file, named_digests, own_files, reading
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.backup.since import NOTHING_SINCE, Since, erase_again
from posdesk.storage.backup.takeout import take_exhibits
from posdesk.storage.database import prepare
from posdesk.storage.driver import Connection
from posdesk.storage.durable import file_trouble, write_durably
from posdesk.storage.folder_use import LOCK
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE, Store
from posdesk.storage.upgrade import upgrade

_COPY = "copy.db"
_LARGE = 1000
"""Pages that a backup holds beyond the journal; where it is more, the copy is written compactly."""

_NOT_SOUND = N_(
    "What came out of the backup {file} is not sound; nothing was changed; choose another backup."
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The ``files`` of a new data folder, by their names in it, and what they hold.

    ``key`` is what they are encrypted with; ``missing`` are digests of exhibits that were found
    nowhere; ``counter`` is the id under which the copy goes on.
    """

    files: tuple[str, ...]
    key: Key | None
    counter: str
    events: int
    cases: int
    exhibits: int
    missing: tuple[str, ...]


def unpack(
    backup: Path,
    key: Key | None,
    stage: Path,
    *,
    clock: Callable[[], datetime],
    software: str,
    others: Sequence[tuple[Path, Key | None]] = (),
    happened: Since = NOTHING_SINCE,
    progress: Progress | None = None,
) -> Unpacked:
    """Write what ``backup`` holds into the empty folder ``stage``, checked and ready to be used.

    What ``happened`` since the backup was made is not undone. Exhibits come out of the backup,
    from beside it, or from ``others``, files of exhibits with their keys. Raises ``KeyNeeded`` or
    ``DataTrouble``; ``progress`` may raise to give up.
    """
    used = key if is_encrypted(backup) else None
    copied, taken, checked = shares(progress, 3, 3, 4)
    try:
        head = _copy_journal(backup, used, stage, copied)
        digests = named_digests(backup, used)
        missing = take_exhibits(backup, used, digests, stage / EXHIBITS, others, taken)
        own = _write_own_files(backup, used, stage)
        if used is not None:
            own = (*own, _write_key_file(backup, used, stage))
        begun = _begin(stage, used, clock, software, head, backup, happened, checked)
    except OSError as error:
        raise file_trouble(stage, error) from error
    counter, events, cases = begun
    return Unpacked(
        files=(DATABASE, EXHIBITS, *own),
        key=used,
        counter=counter,
        events=events,
        cases=cases,
        exhibits=len(digests) - len(missing),
        missing=missing,
    )


def _copy_journal(backup: Path, key: Key | None, stage: Path, progress: Progress) -> str:
    """Write the journal alone to the stage and return the head (hex) that it had."""
    target, copy = stage / DATABASE, stage / _COPY
    with reading(backup, key) as source:
        (head,) = source.row("SELECT head FROM backup_about")
        with new_file(copy, key) as connection:
            copy_pages(source, connection, copy, progress)
            large = _drop_backup_tables(connection)
            if large:
                prepare(target)
                connection.execute("VACUUM INTO ?", (str(target),))
    if large:
        take_away(copy)
    else:
        put_in_place(copy, target)
    with new_file(target, key) as connection:
        connection.execute(f"PRAGMA application_id = {JOURNAL.mark}")
    return str(head)


def _drop_backup_tables(connection: Connection) -> bool:
    """Drop what is the backup's own; return whether that leaves much room unused."""
    connection.execute("PRAGMA secure_delete = ON")
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'backup\\_%' ESCAPE '\\'"
    ).fetchall()
    large = False
    if ("backup_blobs",) in found:
        (size,) = connection.execute("SELECT coalesce(sum(size), 0) FROM backup_blobs").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        large = size > _LARGE * int(page)  # SQLCipher answers with text where there is a key
    if large:
        # All of it is written anew, without what was dropped.
        connection.execute("PRAGMA secure_delete = OFF")
    for (name,) in found:
        connection.execute(f"DROP TABLE {name}")
    return large


def _write_own_files(backup: Path, key: Key | None, stage: Path) -> tuple[str, ...]:
    """Write the shop's own small files and return their names."""
    names = []
    for one in own_files(backup, key):
        parts = Path(one.name).parts
        if Path(one.name).is_absolute() or ".." in parts or one.name in (DATABASE, EXHIBITS, LOCK):
            continue  # a backup that somebody else wrote
        target = stage / one.name
        make_inside(target.parent)
        with open(target, "wb", opener=open_usual) as file:
            file.write(one.body)
        names.append(one.name)
    return tuple(names)


def _write_key_file(backup: Path, key: Key, stage: Path) -> str:
    """Write the file that names the key, as it lies beside the backup, or anew."""
    beside = key_file(backup)
    there = beside.exists()
    says = beside.read_bytes() if there else KeyFile(key.id, KeptIn.PAPER).to_bytes()
    write_durably(stage / KEY_FILE, says)
    return KEY_FILE


def _begin(
    stage: Path,
    key: Key | None,
    clock: Callable[[], datetime],
    software: str,
    head: str,
    backup: Path,
    happened: Since,
    progress: Progress,
) -> tuple[str, int, int]:
    """Bring the copy up to date, check all of it, begin its own counter, and erase again."""
    opened, chain, rows = shares(progress, 1, 2, 2)
    # What an older program wrote; the backup itself stays as it is.
    upgrade(stage, key, software=software, at=clock(), progress=opened)
    with Store.open(stage, clock=clock, software=software, key=key, progress=opened) as store:
        found = store.verify(chain)
        if found.first_bad is not None or store.health().quick_check != ("ok",):
            raise DataTrouble(_NOT_SOUND, file=backup)
        if store.differing(rows):
            # What is derived can be made again; only the journal cannot.
            store.rebuild(rows)
        store.begin_counter(head, happened.last_number)
        erase_again(store, happened.erasures, clock())
        health = store.health()
        counter = store.counter
    (stage / LOCK).unlink(missing_ok=True)
    return counter, health.events, health.cases
