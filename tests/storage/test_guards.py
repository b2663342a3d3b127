"""The database itself refuses what would change what was written, even to other programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk.domain.event import Erased, NoteAdded
from posdesk.storage.driver import Connection, connect
from posdesk.storage.store import Store
from tests.storage.samples import open_case, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        yield store


@pytest.fixture
def raw(store: Store) -> Iterator[Connection]:
    """Another program's connection, without any of our settings."""
    connection = connect(store.folder / "posdesk.db")
    connection.execute("PRAGMA recursive_triggers = OFF")
    yield connection
    connection.close()


COPY = """{} INTO events
(pos, counter, seq, id, type, version, at, actor, "case", digest, prev, hash)
SELECT {}, counter, {}, {}, type, version, at, actor, "case", digest, {}, hash
FROM events WHERE pos = 3"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'someone else'",
        "UPDATE events SET at = at WHERE seq = 2",
        "DELETE FROM events WHERE seq = 3",
        "UPDATE payloads SET body = '{}'",
        "DELETE FROM payloads WHERE pos = 3",
        "INSERT OR REPLACE INTO payloads VALUES (3, x'00', x'00')",
        "INSERT INTO payloads VALUES (9, x'00', x'00')",
        COPY.format("INSERT", "NULL", "seq + 1", "'new'", "prev"),
        COPY.format("INSERT", "NULL", "seq + 2", "'new'", "hash"),
        COPY.format("INSERT", "NULL", "seq + 1", "id", "hash"),
        COPY.format("INSERT", "2", "seq + 1", "'new'", "hash"),
        COPY.format("REPLACE", "NULL", "seq", "id", "prev"),
        COPY.format("REPLACE", "pos", "seq", "id", "prev"),
        COPY.format("REPLACE", "pos", "seq + 1", "'new'", "hash"),
    ],
)
def test_what_was_written_stays(store: Store, raw: Connection, statement: str) -> None:
    before = raw.execute("SELECT * FROM events").fetchall()
    payloads = raw.execute("SELECT * FROM payloads").fetchall()
    with pytest.raises(store._database.connection.IntegrityError):
        raw.execute(statement)
    assert raw.execute("SELECT * FROM events").fetchall() == before
    assert raw.execute("SELECT * FROM payloads").fetchall() == payloads
    assert store.verify().valid


def test_a_payload_goes_only_where_an_erasure_names_it(store: Store, raw: Connection) -> None:
    store.append([NoteAdded(case="case-1", text="Name")], actor="03")
    store.append([Erased(counter="another counter", seqs=(4,), why="no")], actor="03")
    with pytest.raises(store._database.connection.IntegrityError):
        raw.execute("DELETE FROM payloads WHERE pos = 4")
    store.append([Erased(counter=store.counter, seqs=(4, 5), why="yes")], actor="03")
    raw.execute("DELETE FROM payloads WHERE pos = 4")
    with pytest.raises(store._database.connection.IntegrityError):
        raw.execute("INSERT INTO payloads VALUES (4, x'00', x'00')")
    with pytest.raises(store._database.connection.IntegrityError):
        raw.execute("DELETE FROM payloads WHERE pos = 3")
    assert store.verify().valid


def test_exhibits_are_never_changed_nor_taken_away(store: Store) -> None:
    digest = store.exhibits.put(b"photo")
    raw = connect(store.folder / "exhibits.db")
    for statement in (
        "UPDATE blobs SET body = x'00'",
        "DELETE FROM blobs",
        "REPLACE INTO blobs SELECT number, sha256, size, put_at, x'00' FROM blobs",
        "REPLACE INTO blobs SELECT number, 'other', size, put_at, x'00' FROM blobs",
    ):
        with pytest.raises(raw.IntegrityError):
            raw.execute(statement)
    raw.close()
    assert store.exhibits.get(digest) == b"photo"
