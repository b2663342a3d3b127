"""Brings both files of a folder to the present layout: each in one transaction, both at once.

The steps, the tables made again and the event that tells of it are all or nothing. Two files cannot
be committed in one instant; the journal goes first: a kill just then leaves what an older program
refuses as a whole, and the next start does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.domain.text import N_
from posdesk.storage.database import Database
from posdesk.storage.exhibits import EXHIBITS as EXHIBITS_SCHEMA
from posdesk.storage.exhibits import FILE as EXHIBITS
from posdesk.storage.form import Form, look_at
from posdesk.storage.journal import Journal
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.projection import Progress, Projection

DATABASE = "posdesk.db"


_HALF = N_(
    "The journal in {folder} is up to date, its exhibits not yet ({reason}); nothing is lost; make"
    " that right and start again, which does the rest."
)


class HalfUpgraded(DataTrouble):
    """The journal is brought up to date, the exhibits not yet; nothing is lost."""


def form_of(folder: Path, key: Key | None) -> Form:
    """Return how the data in ``folder`` are laid out."""
    return look_at(folder / DATABASE, folder / EXHIBITS, key)


def upgrade(
    folder: Path,
    key: Key | None,
    *,
    software: str,
    at: datetime,
    backup: str = "",
    progress: Progress | None = None,
) -> bool:
    """Bring the data in ``folder`` up to date, for whoever has it alone; return if there was need.

    ``backup`` is the name of what was written before. ``progress`` hears of events told again, and
    may raise to give up. Whatever is raised, the data are as they were.
    """
    form = form_of(folder, key)
    form.refuse_newer(folder, software)
    if not (form.is_older or form.behind):
        return False
    with closing(Database.open(folder / DATABASE, JOURNAL, key, older=True)) as journal:

        def bring_up() -> None:
            with journal.atomic():
                _bring_up(journal, form, software, at, backup, progress)

        if 0 < form.exhibits < EXHIBITS_SCHEMA.version:
            _with_exhibits(folder / EXHIBITS, key, bring_up)
        else:
            bring_up()
    return True


def _with_exhibits(path: Path, key: Key | None, bring_up_journal: Callable[[], None]) -> None:
    """Bring the exhibits up to date; nothing of it holds before the journal is, too."""
    done = False
    with closing(Database.open(path, EXHIBITS_SCHEMA, key, older=True)) as exhibits:
        try:
            with exhibits.atomic():
                EXHIBITS_SCHEMA.bring_up(exhibits.tables)
                bring_up_journal()
                done = True
        except DataTrouble as error:
            if done:
                raise HalfUpgraded(_HALF, folder=path.parent, reason=error) from error
            raise


def _bring_up(
    journal: Database,
    form: Form,
    software: str,
    at: datetime,
    backup: str,
    progress: Progress | None,
) -> None:
    if form.journal < JOURNAL.version:
        JOURNAL.bring_up(journal.tables)
    events = Journal(journal)
    if form.is_older and events.counter:
        events.note_upgrade(software, form.software, iso(at), backup)
    Projection(journal, events).rebuild(progress)
