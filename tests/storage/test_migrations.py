"""Whatever happens while data are brought up to date, they are as before or as they should be."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from posdesk.domain.errors import DataTrouble, UpgradeNeeded
from posdesk.domain.event import EVENTS, Upgraded
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError, connect
from posdesk.storage.exhibits import EXHIBITS
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.form import Form, look_at
from posdesk.storage.journal import Journal
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.schema import Schema
from posdesk.storage.store import DATABASE, Store
from posdesk.storage.upgrade import HalfUpgraded, form_of, upgrade
from tests.releases.kept import OLDER, Kept
from tests.storage.next_version import (
    NEXT,
    dump,
    more_about_cases,
    more_about_exhibits,
    next_version,
)
from tests.storage.samples import Clock, exhibit, open_case, open_store

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

AT = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
FILES = (DATABASE, "exhibits.db")


class Stopped(Exception):
    """A person gave up."""


def to_next(folder: Path, key: Key | None = None, **more: object) -> bool:
    return upgrade(folder, key, software=NEXT, at=AT, **more)  # type: ignore[arg-type]


def all_of(folder: Path, key: Key | None = None) -> list[object]:
    """Return what both files say, without touching them."""
    looked = folder.with_name("looked")
    shutil.rmtree(looked, ignore_errors=True)
    shutil.copytree(folder, looked, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    return [dump(looked / name, key) for name in FILES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data of the present program: two cases, one with an exhibit."""
    data = tmp_path / "data"
    with open_store(data) as store:
        open_case(store, "case-1")
        open_case(store, "case-2")
        digest = store.exhibits.put(b"photo")
        store.append([exhibit("case-1", "e1", digest)], actor="03")
    return data


def fails(db: Tables) -> None:
    more_about_cases(db)
    raise ValueError("a step that was not thought of")


def finds_no_table(db: Tables) -> None:
    more_about_cases(db)
    db.execute("SELECT * FROM nowhere")


def fills_the_disk(db: Tables) -> None:
    """Let the file grow no more from here on, in the middle of growing."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 3}")
    more_about_cases(db)
    db.execute("CREATE TABLE filler (body BLOB)")
    db.execute("INSERT INTO filler VALUES (zeroblob(100000))")


@pytest.mark.parametrize(
    ("step", "raised", "said"),
    [
        (fails, ValueError, "not thought of"),
        (finds_no_table, DatabaseError, "no such table"),
        (fills_the_disk, DataTrouble, "is full"),
    ],
)
def test_a_step_that_fails_leaves_everything_as_it_was(
    folder: Path, step: Callable[[Tables], None], raised: type[Exception], said: str
) -> None:
    before = all_of(folder)
    with next_version(step), pytest.raises(raised, match=said):
        to_next(folder)
    assert all_of(folder) == before
    with open_store(folder) as store:
        assert store.verify().valid
        assert not store._database.row("SELECT 1 FROM events WHERE type = 'upgraded'")


@pytest.mark.parametrize("step", [fails, fills_the_disk])
def test_exhibits_that_fail_keep_the_journal_back(
    folder: Path, step: Callable[[Tables], None]
) -> None:
    def on_exhibits(db: Tables) -> None:
        more_about_exhibits(db)
        db.execute("CREATE TABLE cases (id TEXT)")
        step(db)

    before = all_of(folder)
    with next_version(exhibits=on_exhibits), pytest.raises((ValueError, DataTrouble)):
        to_next(folder)
    assert all_of(folder) == before


def test_giving_up_while_the_tables_are_made_leaves_everything_as_it_was(folder: Path) -> None:
    def give_up(_done: int, _total: int) -> None:
        raise Stopped

    before = all_of(folder)
    with next_version(), pytest.raises(Stopped):
        to_next(folder, progress=give_up)
    assert all_of(folder) == before


@pytest.mark.parametrize("kept", OLDER, ids=lambda kept: kept.name)
def test_each_step_of_old_data_that_fails_leaves_what_the_old_program_opens(
    kept: Kept, tmp_path: Path
) -> None:
    folder = kept.unpack(tmp_path / "data")
    version = kept.found["schema"]
    before, own = all_of(folder), JOURNAL.steps
    for place in range(version, len(own)):
        with ExitStack() as stack:
            broken = (*own[:place], _broken(own[place]), *own[place + 1 :])
            object.__setattr__(JOURNAL, "steps", broken)
            stack.callback(object.__setattr__, JOURNAL, "steps", own)
            if not _is_done(folder, own[place].__name__):
                with pytest.raises(ValueError, match="broken"):
                    to_next(folder)
        assert all_of(folder) == before
    as_then = Schema("journal", JOURNAL.mark, own[:version])
    database = Database.open(folder / DATABASE, as_then)
    assert Journal(database).head()[2].hex() == kept.found["head"]
    database.close()
    assert upgrade(folder, None, software=NEXT, at=AT)


def _broken(step: Callable[[Tables], None]) -> Callable[[Tables], None]:
    def broken(db: Tables) -> None:
        step(db)
        raise ValueError("broken")

    broken.__name__ = step.__name__
    return broken


def _is_done(folder: Path, name: str) -> bool:
    connection = connect(folder / DATABASE)
    found = connection.execute(
        "SELECT 1 FROM _sqlite_migrations WHERE name = ?", (name,)
    ).fetchone()
    connection.close()
    return found is not None


def test_all_is_done_once_and_told_once(folder: Path) -> None:
    heard: list[tuple[int, int]] = []
    with next_version():
        assert to_next(folder, backup="x.backup", progress=lambda *at: heard.append(at))
        assert not to_next(folder)
        assert form_of(folder, None) == Form(JOURNAL.version, EXHIBITS.version, NEXT)
        with Store.open(folder, clock=Clock(), software=NEXT) as store:
            assert store.verify().valid
            assert store.differing() == ()
            assert store.exhibits.get(store.case("case-1").exhibits[0].sha256) == b"photo"
            (told,) = (r.event for r in store.beside_cases() if isinstance(r.event, Upgraded))
            assert (told.software, told.backup) == (NEXT, "x.backup")
    assert [done for done, _ in heard] == sorted(done for done, _ in heard) != []


def test_older_data_are_not_opened_before_they_are_brought_up_to_date(folder: Path) -> None:
    before = all_of(folder)
    with next_version(), pytest.raises(UpgradeNeeded, match="nothing was changed"):
        open_store(folder)
    assert all_of(folder) == before


def test_whoever_finds_the_journal_done_and_the_exhibits_not_does_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullAtTheEnd(Database):
        """No room is left when the second file is committed."""

        @contextmanager
        def _transaction(self, begin: str) -> Iterator[Any]:
            with super()._transaction(begin) as connection:
                yield connection
                if self.path.name == "exhibits.db":
                    connection.execute("PRAGMA max_page_count = 1")
                    connection.execute("CREATE TABLE filler (body BLOB)")
                    connection.execute("INSERT INTO filler VALUES (zeroblob(90000))")

    monkeypatch.setattr("posdesk.storage.upgrade.Database", FullAtTheEnd)
    with next_version():
        with pytest.raises(HalfUpgraded, match="nothing is lost"):
            to_next(folder)
        form = form_of(folder, None)
        assert (form.journal, form.exhibits) == (JOURNAL.version, EXHIBITS.version - 1)
        monkeypatch.undo()
        with pytest.raises(UpgradeNeeded):
            Store.open(folder, clock=Clock(), software=NEXT).exhibits.size  # noqa: B018
        assert to_next(folder)
        with Store.open(folder, clock=Clock(), software=NEXT) as store:
            assert store.damaged_exhibits() == ()
    with pytest.raises(DataTrouble, match="newer"):
        open_store(folder)


# ------------------------------------------------------------------------------------ newer ones


@pytest.mark.parametrize("which", FILES)
def test_a_newer_programs_files_are_refused_by_both_versions_and_left_alone(
    folder: Path, which: str
) -> None:
    with next_version():
        to_next(folder)
    if which == "exhibits.db":
        older = connect(folder / DATABASE)
        older.execute(f"PRAGMA user_version = {JOURNAL.version}")
        older.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DataTrouble, match=r"written by PosDesk 99\.1\.0, which is newer"):
        open_store(folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after == before


def test_a_newer_programs_log_is_not_even_folded_into_its_file(folder: Path) -> None:
    with next_version():
        to_next(folder)
        writing = Store.open(folder, clock=Clock(), software=NEXT)
        open_case(writing, "case-3")
        copy = folder.with_name("copy")
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
        writing.close()
    before = {name: (copy / name).read_bytes() for name in (DATABASE, f"{DATABASE}-wal")}
    assert before[f"{DATABASE}-wal"]
    with pytest.raises(DataTrouble, match="newer"):
        open_store(copy)
    assert {name: (copy / name).read_bytes() for name in before} == before


def test_what_is_no_database_looks_like_nothing(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 500)
    assert look_at(tmp_path / DATABASE, tmp_path / "exhibits.db") == Form()
    assert look_at(tmp_path / "none.db", tmp_path / "none.db") == Form()


# ---------------------------------------------------------------------------------------- others


def test_nobody_else_may_have_them_open(folder: Path) -> None:
    with open_store(folder), pytest.raises(DataTrouble, match="has the data in"):
        FolderUse(folder, alone=True, wait=0)


def test_killed_at_any_step_it_is_as_before_or_done(folder: Path, tmp_path: Path) -> None:
    killed = Path(__file__).with_name("killed_upgrader.py")
    ran = subprocess.run(
        [sys.executable, str(killed), str(folder), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    ended = dict(re.findall(r"^(\S+) (\S+)$", ran.stdout, re.MULTILINE))
    assert ended == {
        "before-steps": "as-before",
        "in-journal-step": "as-before",
        "in-tables": "as-before",
        "before-commit": "as-before",
        "between-commits": "half-and-finished",
        "after-commits": "done",
    }


# ------------------------------------------------------------------------------- the next release

KINDS_AT = {4: 44}
"""How many kinds of events a journal of that version can hold."""


def test_a_new_kind_of_event_comes_with_a_step() -> None:
    """An older program must be kept from a journal that it cannot read; an empty step does it.

    And its data get a backup before. So this number is raised only together with the version.
    """
    assert {JOURNAL.version: sum(kind.version for kind in EVENTS.values())} == KINDS_AT
