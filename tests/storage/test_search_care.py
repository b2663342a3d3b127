"""What was forgotten is in no byte of the file once the index was cared for."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.domain.event import NoteAdded
from posdesk.storage.search_care import merge_steps
from posdesk.storage.store import Store
from tests.storage.samples import open_case, open_store

SECRET = "𠮷"
"""No other piece begins with a byte of it, so that the index cannot have it shortened."""


def filled(folder: Path) -> Store:
    store = open_store(folder)
    for number in range(40):
        case = f"case-{number}"
        open_case(store, case)
        said = f"{SECRET}野家 947183" if number == 7 else f"普通的话 {number:04}"
        store.append([NoteAdded(case=case, text=said)], actor="03")
        store.append([NoteAdded(case=case, text="又一句")], actor="03")
    return store


@pytest.mark.parametrize("cared", [False, True])
def test_no_byte_of_a_forgotten_piece_is_left(tmp_path: Path, *, cared: bool) -> None:
    with filled(tmp_path) as store:
        database = store._database
        assert [row.id for row in store.cases("9471")] == ["case-7"]
        with database.atomic() as connection:
            store._projection.forget(["case-7"])
            # The journal is not what this test is about.
            connection.execute("DROP TRIGGER payloads_only_erased")
            connection.execute("DELETE FROM payloads WHERE body LIKE '%9471%'")
        assert store.cases("9471") == store.cases(SECRET) == ()
        told: list[tuple[int, int]] = []
        if cared:
            assert merge_steps(database, lambda *done: told.append(done))
            assert told
        assert len(store.cases("普通的话")) == 39
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert (SECRET.encode() in written) is not cared


def test_a_merge_can_be_stopped_and_is_done_only_once(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        assert not merge_steps(store._database, stop=lambda: True)
        assert merge_steps(store._database)
        before = store._database.connection.total_changes
        assert merge_steps(store._database)
        assert store._database.connection.total_changes - before < 2
        assert store.differing() == ()
