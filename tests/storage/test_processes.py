"""Several programs at work on one folder keep one chain and never share a case number."""

import multiprocessing
from pathlib import Path

import pytest

from posdesk.domain.event import NoteAdded
from posdesk.storage.driver import DatabaseError, connect
from posdesk.storage.store import DATABASE
from tests.storage.samples import open_case, open_store

CASES, NOTES = 12, 3


def work(folder: str, name: str, start: "multiprocessing.synchronize.Barrier") -> None:
    start.wait()
    with open_store(Path(folder)) as store:
        for n in range(CASES):
            case = f"{name}-{n}"
            open_case(store, case)
            for note in range(NOTES):
                store.append([NoteAdded(case=case, text=str(note))], actor=name)
                store.append([NoteAdded(case="shared", text=f"{case} {note}")], actor=name)


@pytest.mark.parametrize("fresh", [False, True])
def test_writers_in_two_processes(tmp_path: Path, fresh: bool) -> None:
    """``fresh``: both find an empty folder at the same moment."""
    if not fresh:
        with open_store(tmp_path) as store:
            open_case(store, "shared")
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    workers = [spawn.Process(target=work, args=(str(tmp_path), name, start)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with open_store(tmp_path) as store:
        found = store.verify()
        assert found.valid
        assert found.events == 1 + 2 * (not fresh) + 2 * CASES * (2 + 2 * NOTES)
        rows = store.cases(limit=100)
        numbers = [row.number for row in rows if row.number]
        assert len(numbers) == len(set(numbers)) == 2 * CASES + (not fresh)
        assert len(store.case("shared").history) == 2 * (not fresh) + 2 * CASES * NOTES
        assert store.differing() == ()


def test_a_second_connection_of_a_program_keeps_its_locks(tmp_path: Path) -> None:
    """Without its locks another program could take the write-ahead log away from under it."""
    with open_store(tmp_path) as store:
        open_case(store, "first")
        store.again().close()
        spawn = multiprocessing.get_context("spawn")
        tried = spawn.Queue()
        other = spawn.Process(target=try_to_take_the_log_away, args=(str(tmp_path), tried))
        other.start()
        other.join(60)
        assert tried.get(timeout=5) == "database is locked"


def try_to_take_the_log_away(folder: str, tried: "multiprocessing.Queue[str]") -> None:
    connection = connect(Path(folder) / DATABASE)
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        tried.put(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    except DatabaseError as error:
        tried.put(str(error))
