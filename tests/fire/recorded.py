"""A day at the shop, with a copy of the data files at every instant between two writes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from posdesk.domain.cover import Box
from posdesk.services.desk import Desk
from posdesk.storage import database
from posdesk.storage.database import Database
from posdesk.storage.driver import connect
from tests.fire.child import Tell
from tests.fire.copier import Copier
from tests.fire.deeds import attach, backup, erase, picture, save, sent
from tests.fire.shop import Shop

_BETWEEN = ("BEGIN", "COMMIT", "VACUUM", "PRAGMA WAL_CHECKPOINT", "PRAGMA JOURNAL_MODE")
"""Where a statement begins with one of these, whatever came before it is in the files."""


@dataclass
class Acknowledged:
    """What the shop had been told when the copy ``at`` was taken."""

    at: int
    events: frozenset[str]
    erased: dict[str, str]


@dataclass
class Day:
    """The copies of a day, and what had been acknowledged by each of them."""

    shop: Shop
    copier: Copier
    told: list[Acknowledged] = field(default_factory=list)

    def by(self, number: int) -> Acknowledged:
        """Return what was acknowledged before the copy ``number`` was taken."""
        return [one for one in self.told if one.at <= number][-1]

    def tell(self, *words: str) -> None:
        """Hear what is acknowledged; the files are copied as they are just then."""
        self.shop.hear((words,))
        self.note()

    def note(self) -> None:
        """Hold the shop from the present copy on to what it was told."""
        gone = dict(self.shop.erased)
        self.told.append(Acknowledged(self.copier.copy(), frozenset(self.shop.events), gone))


def live(shop: Shop, place: Path, *, whole: bool) -> Day:
    """Let the shop live a day; ``whole`` with bundles and backups too."""
    day = Day(shop, Copier(shop.folder, place))
    with _heard(day.copier):
        for deeds in ((save, attach), (cover, erase, save), (sent, backup) if whole else (), ()):
            desk = shop.desk()
            day.note()
            for deed in deeds:
                deed(shop, desk, day.tell)
            desk.care.close()  # folds the log into the database
            day.note()
    day.copier.close()
    return day


def cover(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Attach a picture and cover a part of it: the bytes as they came go."""
    case = next(row.id for row in desk.log.cases() if row.id in shop.cases)
    kept = desk.exhibits.attach(case, picture(), "slip", name="s.png")
    tell("event", kept.history[-1].id)
    kept = desk.exhibits.cover(case, kept.exhibits[-1].id, [Box(1, 0, 0, 40, 20)])
    tell("event", kept.history[-1].id)


@contextmanager
def _heard(copier: Copier) -> Iterator[None]:
    """Copy the files whenever a statement begins before which they may have changed."""

    def hear(sql: str) -> None:
        if sql.upper().startswith(_BETWEEN):
            copier.copy()

    def listening(path: Path, key: Any = None) -> Any:
        connection = connect(path, key)
        connection.set_trace_callback(hear)
        return connection

    def close(self: Database) -> None:
        copier.copy()
        self.connection.close()

    before = Database.close
    vars(database)["connect"] = listening
    setattr(Database, "close", close)  # noqa: B010 - for as long as it is listened to
    try:
        yield
    finally:
        vars(database)["connect"] = connect
        setattr(Database, "close", before)  # noqa: B010
