"""Brings copies of a folder up to date and is killed on the way, each time at another place.

Run by ``test_migrations``: ``killed_upgrader.py FOLDER SCRATCH`` prints how each copy was found.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from posdesk.storage import upgrade as upgrading
from posdesk.storage.database import Database
from posdesk.storage.exhibits import EXHIBITS
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.store import Store
from tests.storage.next_version import NEXT, dump, more_about_cases, next_version

AT = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)  # noqa: UP017 - as in the tests
FILES = ("posdesk.db", "exhibits.db")


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dies_in_step(db: Any) -> None:
    more_about_cases(db)
    die()


def dies_at(file: str, *, after: bool) -> type[Database]:
    """Return databases of which that of ``file`` kills before or after it is committed."""

    class Dying(Database):
        @contextmanager
        def _transaction(self, begin: str) -> Iterator[Any]:
            with super()._transaction(begin) as connection:
                yield connection
                if self.path.name == file and not after:
                    die()
            if self.path.name == file and after:
                die()

    return Dying


def run(folder: Path, where: str) -> None:
    """Bring it up to date in a child that is killed there."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    step: Callable[[Any], None] = dies_in_step if where == "in-journal-step" else more_about_cases
    if where == "before-steps":
        upgrading._bring_up = die  # type: ignore[assignment]
    if where == "before-commit":
        upgrading.Database = dies_at("posdesk.db", after=False)  # type: ignore[attr-defined]
    if where == "between-commits":
        upgrading.Database = dies_at("posdesk.db", after=True)  # type: ignore[attr-defined]
    if where == "after-commits":
        upgrading.Database = dies_at("exhibits.db", after=True)  # type: ignore[attr-defined]
    progress = die if where == "in-tables" else None
    with next_version(step):
        upgrading.upgrade(folder, None, software=NEXT, at=AT, progress=progress)
    os._exit(1)


def state(folder: Path, before: list[Any]) -> str:
    """Return how the folder is found, and finish what is half done."""
    if [dump(folder / name) for name in FILES] == before:
        return "as-before"
    with next_version():
        form = upgrading.form_of(folder, None)
        half = (form.journal, form.exhibits) == (JOURNAL.version, EXHIBITS.version - 1)
        if upgrading.upgrade(folder, None, software=NEXT, at=AT) != half:
            return "lost"
        with Store.open(folder, clock=lambda: AT, software=NEXT) as store:
            whole = store.verify().valid and not store.differing() and not store.damaged_exhibits()
    return ("half-and-finished" if half else "done") if whole else "lost"


def main(folder: Path, scratch: Path) -> None:
    """Try every place."""
    before = [dump(folder / name) for name in FILES]
    places = "before-steps in-journal-step in-tables before-commit between-commits after-commits"
    for where in places.split():
        copy = scratch / where
        shutil.copytree(folder, copy)
        run(copy, where)
        print(where, state(copy, before))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
