"""Whatever is done to the journal behind the program's back is found, at the exact event."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.event import Erased, NoteAdded
from posdesk.storage.chain import Header, payload_digest
from posdesk.storage.driver import connect
from posdesk.storage.store import Store
from posdesk.storage.verify import BadEvent
from tests.storage.samples import open_case, open_store

EVENTS = 9
SEQS = st.integers(1, EVENTS)

HEADER = {
    "id": "another",
    "type": "note_added",
    "version": 7,
    "at": "2026-11-20T12:00:00+08:01",
    "actor": "someone else",
    "case": "another case",
    "digest": bytes(32),
    "prev": bytes(32),
    "hash": bytes(32),
    "seq": 99,
    "counter": "another counter",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("data")) as store:
        for n in range(4):
            open_case(store, f"case-{n}")
        yield store


class Tampered:
    """A copy of the store's folder, its journal without guards, to be opened as it lies."""

    def __init__(self, store: Store) -> None:
        self.source = store.folder

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        for file in self.source.iterdir():
            shutil.copy(file, self.folder)
        self.raw = connect(self.folder / "posdesk.db")
        named = "SELECT name FROM sqlite_schema WHERE "
        for kind, which in (
            ("TRIGGER", "type = 'trigger'"),
            ("INDEX", "type = 'index' AND sql LIKE 'CREATE UNIQUE%'"),
        ):
            for (name,) in self.raw.execute(named + which).fetchall():
                self.raw.execute(f"DROP {kind} [{name}]")
        return self

    def __exit__(self, *_error: object) -> None:
        self.raw.close()
        self._folder.cleanup()

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        self.raw.execute(sql, values)

    def first_bad(self) -> BadEvent | None:
        with open_store(self.folder) as store:
            found = store.verify()
        assert found.valid is (found.first_bad is None)
        return found.first_bad


def column(store: Store, seq: int, name: str, table: str = "events") -> Any:
    sql = f'SELECT "{name}" FROM {table} WHERE pos = ?'
    return store._database.row(sql, (seq,))[0]


def test_a_sound_journal_is_sound(store: Store) -> None:
    found = store.verify()
    assert (found.valid, found.events, found.tables) == (True, EVENTS, True)
    assert found.head == store.case("case-3").last.hash


@settings(max_examples=60)
@given(SEQS, st.sampled_from(sorted(HEADER)))
def test_an_edited_field_is_found(store: Store, seq: int, name: str) -> None:
    at = column(store, seq, "id")
    if column(store, seq, name) == HEADER[name]:
        return
    with Tampered(store) as raw:
        raw.execute(f'UPDATE events SET "{name}" = ? WHERE pos = ?', (HEADER[name], seq))
        bad = raw.first_bad()
    assert bad is not None
    assert bad.seq == seq if name == "id" else bad.id == at


@settings(max_examples=60)
@given(SEQS, st.sampled_from(("salt", "body")), st.integers(0), st.integers(1, 255))
def test_a_flipped_byte_of_a_payload_is_found(
    store: Store, seq: int, name: str, place: int, mask: int
) -> None:
    changed = bytearray(column(store, seq, name, "payloads"))
    changed[place % len(changed)] ^= mask
    with Tampered(store) as raw:
        raw.execute(f"UPDATE payloads SET {name} = ? WHERE pos = ?", (bytes(changed), seq))
        bad = raw.first_bad()
    assert bad is not None
    assert (bad.seq, bad.id) == (seq, column(store, seq, "id"))


@settings(max_examples=60)
@given(SEQS, st.sampled_from(sorted(HEADER)), st.integers(0), st.integers(1, 255))
def test_a_flipped_byte_of_a_header_is_found(
    store: Store, seq: int, name: str, place: int, mask: int
) -> None:
    value = column(store, seq, name)
    if isinstance(value, int):
        changed: object = value ^ mask
    else:
        flipped = bytearray(value.encode() if isinstance(value, str) else value)
        if not flipped:
            return
        flipped[place % len(flipped)] ^= mask
        changed = bytes(flipped)
    cast = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
    at = column(store, seq, "id")
    with Tampered(store) as raw:
        raw.execute(f'UPDATE events SET "{name}" = {cast} WHERE pos = ?', (changed, seq))
        bad = raw.first_bad()
    assert bad is not None
    assert bad.seq == seq if name == "id" else bad.id == at


@settings(max_examples=60)
@given(SEQS)
def test_a_removed_event_is_found(store: Store, seq: int) -> None:
    with Tampered(store) as raw:
        raw.execute("DELETE FROM events WHERE pos = ?", (seq,))
        raw.execute("DELETE FROM payloads WHERE pos = ?", (seq,))
        bad = raw.first_bad()
    assert bad is not None
    assert (bad.counter, bad.seq, bad.id) == (store.counter, seq, "")


@settings(max_examples=60)
@given(SEQS)
def test_a_removed_payload_is_found(store: Store, seq: int) -> None:
    with Tampered(store) as raw:
        raw.execute("DELETE FROM payloads WHERE pos = ?", (seq,))
        bad = raw.first_bad()
    assert bad is not None
    assert bad.seq == seq


@settings(max_examples=60)
@given(st.lists(SEQS, min_size=2, max_size=2, unique=True), st.booleans())
def test_swapped_events_are_found(store: Store, places: list[int], payloads: bool) -> None:
    one, two = sorted(places)
    ids = {column(store, place, "id") for place in places}
    with Tampered(store) as raw:
        for table in ("payloads", "events")[: 1 if payloads else 2]:
            for old, new in ((one, -1), (two, one), (-1, two)):
                raw.execute(f"UPDATE {table} SET pos = ? WHERE pos = ?", (new, old))
        bad = raw.first_bad()
    assert bad is not None
    assert bad.id in ids
    if payloads:
        assert bad.seq == one


@settings(max_examples=60)
@given(st.integers(1, EVENTS - 1), st.booleans())
def test_an_inserted_event_is_found(store: Store, after: int, forged: bool) -> None:
    """A forger may even hash it rightly: nothing follows it, so it is the one to blame."""
    prev = column(store, after, "hash")
    digest = payload_digest(b"salt", b"{}")
    at = "2026-11-20T12:00:00+08:00"
    header = Header(
        store.counter, after + 1, "inserted", "note_added", 1, at, "x", "c", digest, prev
    )
    own = header.hash() if forged else bytes(32)
    with Tampered(store) as raw:
        for table in ("payloads", "events"):
            raw.execute(f"UPDATE {table} SET pos = -pos WHERE pos > ?", (after,))
            raw.execute(f"UPDATE {table} SET pos = 1 - pos WHERE pos < 0")
        columns = ", ".join(f'"{name}"' for name in header._fields)
        raw.execute(
            f"INSERT INTO events (pos, {columns}, hash) VALUES ({'?, ' * 11}?)",
            (after + 1, *header, own),
        )
        raw.execute("INSERT INTO payloads VALUES (?, ?, ?)", (after + 1, b"salt", b"{}"))
        bad = raw.first_bad()
    assert bad is not None
    assert bad.id == "inserted"


@settings(max_examples=60)
@given(st.integers(1, EVENTS - 1))
def test_a_replaced_event_is_found_though_its_hash_is_right(store: Store, seq: int) -> None:
    columns = ", ".join(f'"{name}"' for name in Header._fields)
    was = store._database.row(f"SELECT {columns} FROM events WHERE pos = ?", (seq,))
    forged = Header(*was)._replace(actor="forger")
    with Tampered(store) as raw:
        raw.execute(
            "UPDATE events SET actor = 'forger', hash = ? WHERE pos = ?", (forged.hash(), seq)
        )
        bad = raw.first_bad()
    assert bad is not None
    assert (bad.seq, bad.id) == (seq, column(store, seq, "id"))


def test_an_end_that_is_cut_off_is_still_found_after_opening_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        raw = store._database.connection
        for name in ("events_no_delete", "payloads_only_erased"):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("DELETE FROM payloads WHERE pos = 3")
        raw.execute("DELETE FROM events WHERE pos = 3")
    with open_store(tmp_path) as store:
        found = store.verify()
    assert not found.valid
    assert not found.tables
    assert found.first_bad is not None
    assert (found.first_bad.seq, found.first_bad.id) == (3, "")


def test_a_journal_that_was_emptied_is_found(store: Store) -> None:
    with Tampered(store) as raw:
        raw.execute("DELETE FROM events")
        raw.execute("DELETE FROM payloads")
        bad = raw.first_bad()
    assert bad is not None
    assert (bad.counter, bad.seq) == (store.counter, 1)


def test_an_erased_payload_is_sound_where_a_later_event_names_it(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        store.append([NoteAdded(case="case-1", text="Name and telephone")], actor="03")
        raw = store._database.connection
        erased = Erased(counter=store.counter, seqs=(4,), why="asked for")
        store.append([erased], actor="03")
        raw.execute("DELETE FROM payloads WHERE pos = 4")
        assert store.verify().valid
        store.rebuild()
        assert len(store.case("case-1").history) == 2
        raw.execute("DROP TRIGGER payloads_only_erased")
        raw.execute("DELETE FROM payloads WHERE pos = 3")
        bad = store.verify().first_bad
    assert bad is not None
    assert bad.seq == 3


def test_an_erasure_excuses_only_what_was_there_before_it(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        store.append([Erased(counter=store.counter, seqs=(5,), why="too early")], actor="03")
        store.append([NoteAdded(case="case-1", text="kept")], actor="03")
        raw = store._database.connection
        raw.execute("DROP TRIGGER payloads_only_erased")
        raw.execute("DELETE FROM payloads WHERE pos = 5")
        bad = store.verify().first_bad
    assert bad is not None
    assert bad.seq == 5


def test_verifying_can_be_watched_and_given_up(tmp_path: Path) -> None:
    class GivenUp(Exception):
        pass

    def give_up(_done: int, _total: int) -> None:
        raise GivenUp

    with open_store(tmp_path) as store:
        with pytest.raises(GivenUp):
            store.verify(give_up)
        assert store.verify().valid
