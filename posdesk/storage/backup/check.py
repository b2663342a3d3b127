"""Reads a finished backup back: every page, every event, every exhibit in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.storage.backup.about import About, Contents, contents, read_about
from posdesk.storage.backup.look import reading
from posdesk.storage.backup.newer import refuse_newer
from posdesk.storage.backup.shares import Progress, shares
from posdesk.storage.database import Database
from posdesk.storage.verify import BadEvent, verify

_STEPS = 200_000
"""Instructions of SQLite between two looks whether to stop."""

UNSOUND = N_(
    "The backup {file} does not read back as it was written; check that disk or USB stick and make"
    " another backup; older ones are kept."
)
BROKEN = N_(
    "In {file} event {seq} of the journal is not as it was written ({why}); nothing was changed;"
    " use a backup from before that."
)


def check(backup: Path, key: Key | None = None, progress: Progress | None = None) -> About:
    """Go through the whole ``backup`` and return what it says of itself.

    Raises ``DataTrouble`` where anything is not as it was written. ``progress`` may raise.
    """
    pages, chain, exhibits = shares(progress, 20, 70, 10)
    with reading(backup, key) as database:
        about = read_about(database)
        if about is None:
            raise DataTrouble(UNSOUND, file=backup)
        refuse_newer(database)
        with stoppable(database, lambda: pages(1, 2)):
            sound = database.row("PRAGMA quick_check(1)") == ("ok",)
        if not sound:
            raise DataTrouble(UNSOUND, file=backup)
        bad = _bad_event(database, about, chain)
        if bad is not None:
            raise DataTrouble(BROKEN, file=backup, seq=bad.seq, why=bad.why)
        if contents(database) != _contents(about) or not _exhibits_fit(database, about, exhibits):
            raise DataTrouble(UNSOUND, file=backup)
    return about


def _bad_event(database: Database, about: About, progress: Progress) -> BadEvent | None:
    found = verify(database, about.counter, True, progress)
    return found.first_bad


def _contents(about: About) -> Contents:
    return Contents(**{one.name: getattr(about, one.name) for one in fields(Contents)})


def _exhibits_fit(database: Database, about: About, progress: Progress) -> bool:
    """Return whether a whole backup holds each exhibit that it says, as it was put."""
    if not about.whole:
        return True
    digests = database.rows("SELECT sha256 FROM backup_blobs")
    for done, (digest,) in enumerate(digests, start=1):
        (body,) = database.row("SELECT body FROM backup_blobs WHERE sha256 = ?", (digest,))
        if sha256(body).hexdigest() != digest:
            return False
        progress(done, len(digests))
    return len(digests) == about.exhibits - about.missing


@contextmanager
def stoppable(database: Database, look_up: Callable[[], None]) -> Iterator[None]:
    """Let ``look_up`` stop by raising what SQLite does in one long statement inside."""
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            look_up()
        except BaseException as error:  # noqa: BLE001 - handed on below, through SQLite
            raised.append(error)
        return bool(raised)

    database.connection.set_progress_handler(ask, _STEPS)
    try:
        yield
    except DataTrouble:
        if raised:
            raise raised[0] from None
        raise
    except Exception:
        if raised:
            raise raised[0] from None
        raise
    finally:
        database.connection.set_progress_handler(None, 0)
