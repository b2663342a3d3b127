"""How the files of a data folder are laid out, and by which PosDesk: seen without changing them.

A newer program's data are told from ours here, before anything is opened that could fold a
write-ahead log or make a file.
"""

from __future__ import annotations

import json
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import EVENTS
from posdesk.domain.key import Key
from posdesk.domain.software import is_newer, newest
from posdesk.domain.text import N_
from posdesk.storage.driver import Connection, DatabaseError, connect_beside, connect_to_read
from posdesk.storage.exhibits import EXHIBITS
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.projection import VERSION
from posdesk.storage.schema import Schema
from posdesk.storage.trouble import NEWER

_NEWER_KNOWN = N_(
    "The data in {folder} were written by PosDesk {theirs}, which is newer than this PosDesk"
    " {ours}; nothing was changed; install PosDesk {theirs} or a newer one."
)
_LOG = N_(
    "The last changes to {file} lie in a log beside it, which cannot be read where nothing can be"
    " written; nothing was changed; copy the folder to another disk and look there."
)
_WRITERS = """
SELECT p.body FROM events e JOIN payloads p ON p.pos = e.pos
WHERE e."case" = '' AND e.type IN ('journal_started', 'upgraded')
"""


@dataclass(frozen=True, slots=True)
class Form:
    """The layouts of both files, 0 where one is not there, and the newest PosDesk that wrote them.

    ``software`` is empty where the journal does not tell; ``strange`` tells of kinds of events that
    this program does not know, ``behind`` of derived tables that are to be made again.
    """

    journal: int = 0
    exhibits: int = 0
    software: str = ""
    strange: bool = False
    behind: bool = False

    @property
    def is_newer(self) -> bool:
        """Whether only a newer program can read them."""
        newer = self.journal > JOURNAL.version or self.exhibits > EXHIBITS.version
        return newer or self.strange

    @property
    def is_older(self) -> bool:
        """Whether they must be brought up to date before they are worked on."""
        return 0 < self.journal < JOURNAL.version or 0 < self.exhibits < EXHIBITS.version

    def refuse_newer(self, folder: Path, software: str) -> None:
        """Raise ``DataTrouble`` where this program, ``software``, is too old for them."""
        if self.is_newer:
            raise newer_trouble(folder, self.software, software)


def newer_trouble(folder: Path, theirs: str, ours: str) -> DataTrouble:
    """Return the trouble that ``theirs``, a newer PosDesk, wrote what lies in ``folder``."""
    if is_newer(theirs, ours):
        return DataTrouble(_NEWER_KNOWN, folder=folder, theirs=theirs, ours=ours)
    return DataTrouble(NEWER, folder=folder)


def look_at(journal: Path, exhibits: Path, key: Key | None = None) -> Form:
    """Return the form of both files; what cannot be read is as if it were not there.

    Whoever opens it says then what is wrong with it.
    """
    form = Form()
    # What SQLite says of a damaged schema quotes it, and need not be text.
    with suppress(DatabaseError, UnicodeDecodeError):
        form = _journal(journal, key)
    with suppress(DatabaseError, UnicodeDecodeError):
        form = replace(form, exhibits=_layout(exhibits, key))
    return form


def connect_looking(path: Path, key: Key | None) -> Connection:
    """Return a connection that only reads, even on a disk that nobody can write to."""
    connection = connect_beside(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DatabaseError as error:
        connection.close()
        name = getattr(error, "sqlite_errorname", "")
        if not name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        if _has_log(path):
            raise DataTrouble(_LOG, file=path) from error
        return connect_to_read(path, key)
    return connection


def _connect_quietly(path: Path, key: Key | None) -> Connection:
    """Return a connection that makes no file beside ``path`` where nothing is left in its log."""
    return connect_looking(path, key) if _has_log(path) else connect_to_read(path, key)


def _has_log(path: Path) -> bool:
    """Return whether there are changes that are not yet in the file itself."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def written_by(connection: Connection) -> str:
    """Return the newest PosDesk that the journal tells of, empty where it does not."""
    named = []
    with suppress(DatabaseError):
        for (body,) in connection.execute(_WRITERS):
            with suppress(ValueError, KeyError, TypeError):
                named.append(str(json.loads(bytes(body))["software"]))
    return newest(named)


def is_strange(connection: Connection) -> bool:
    """Return whether there are kinds of events that this program does not know."""
    kinds = connection.execute("SELECT type, version FROM kinds").fetchall()
    return any(kind not in EVENTS or version > EVENTS[kind].version for kind, version in kinds)


def _journal(path: Path, key: Key | None) -> Form:
    if not path.exists():
        return Form()
    with closing(_connect_quietly(path, key)) as connection:
        version = _version(connection, JOURNAL)
        if not version:
            return Form()
        software, strange, behind = written_by(connection), False, False
        if version <= JOURNAL.version:
            strange = is_strange(connection)
        if version == JOURNAL.version:
            derived = connection.execute("SELECT version FROM derived").fetchone()
            behind = derived != (VERSION,)
    return Form(version, 0, software, strange, behind)


def _layout(path: Path, key: Key | None) -> int:
    if not path.exists():
        return 0
    with closing(_connect_quietly(path, key)) as connection:
        return _version(connection, EXHIBITS)


def _version(connection: Connection, schema: Schema) -> int:
    """Return the layout of a file of this kind, 0 where it is another or a new one."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) if mark == schema.mark else 0
