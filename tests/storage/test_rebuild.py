"""The derived tables are what the journal tells, whichever way it came about."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.event import Event
from posdesk.storage.store import Store
from tests.storage import samples
from tests.storage.samples import CASES, begun, open_case, open_store


def tables(store: Store) -> dict[str, list]:
    asked = {
        name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in ("cases", "exhibits", "derived")
    }
    return {name: store._database.rows(sql) for name, sql in asked.items()}


@settings(max_examples=40)
@given(st.lists(samples.events(), max_size=4))
def test_a_rebuild_gives_the_same_tables(batches: Sequence[Sequence[Event]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        for case in CASES:
            store.open_case(lambda number, case=case: begun(case, number), actor="03")  # type: ignore[misc]
        for batch in batches:
            store.append(batch, actor="03")
        before = tables(store)
        assert store.differing() == ()
        assert store.verify().valid
        store.rebuild()
        assert tables(store) == before


def test_tables_of_another_version_are_made_again_when_opened(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for n in range(3):
            open_case(store, f"case-{n}")
        before = tables(store)
        store._database.connection.execute("UPDATE derived SET version = 0")
        store._database.connection.execute("UPDATE cases SET symptom = 'as an old version had it'")
    told: list[tuple[int, int]] = []
    with Store.open(
        tmp_path, clock=samples.Clock(), software="x", progress=lambda *done: told.append(done)
    ) as store:
        assert tables(store) == before
    assert told[-1][0] == 6


def test_tables_left_behind_are_brought_up_when_opened(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        before = tables(store)
        store._database.connection.execute("DELETE FROM cases")
        store._database.connection.execute(
            "UPDATE derived SET (pos, head) = (SELECT pos, hash FROM events WHERE pos = 1)"
        )
    with open_store(tmp_path) as store:
        assert tables(store) == before


def test_a_row_that_was_tampered_with_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for n in range(3):
            open_case(store, f"case-{n}")
        store._database.connection.execute("UPDATE cases SET amount = 1 WHERE id = 'case-1'")
        store._database.connection.execute("DELETE FROM cases WHERE id = 'case-2'")
        assert store.differing() == ("case-1", "case-2")
        store.rebuild()
        assert store.differing() == ()
