"""The journal as lines: verified with JSON and SHA-256 alone, and enough for every table."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import Erased, Event, NoteAdded
from posdesk.storage.database import Database
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.store import DATABASE, Store
from tests.storage import samples
from tests.storage.samples import CASES, begun, exhibit, open_case, open_store

HEADER = ("actor", "at", "case", "counter", "digest", "id", "prev", "seq", "type", "version")


def exported(store: Store) -> list[bytes]:
    with store.still() as still:
        return [still.lines.head("2026-11-23T10:20:00+08:00", "test"), *still.lines.events()]


# ------------------------------------------- what docs/journal-format.md tells another programmer


def canonical(value: object) -> bytes:
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def faults(lines: Sequence[bytes]) -> list[str]:
    """Return what is wrong with the lines of an exported journal."""
    head, *rest = (json.loads(line) for line in lines)
    wrong: list[str] = []
    last: dict[str, tuple[int, str]] = {}
    missing: set[tuple[str, int]] = set()
    for line in rest:
        name, place = f"{line['counter']} {line['seq']}", (line["counter"], line["seq"])
        if line["payload"] is None:
            missing.add(place)
        else:
            salted = bytes.fromhex(line["salt"]) + canonical(line["payload"])
            if hashlib.sha256(salted).hexdigest() != line["digest"]:
                wrong.append(f"payload of {name}")
            if line["type"] == "erased":
                said = line["payload"]
                missing -= {(said["counter"], seq) for seq in said["seqs"]}
        if hashlib.sha256(canonical({k: line[k] for k in HEADER})).hexdigest() != line["hash"]:
            wrong.append(f"header of {name}")
        seq, prev = last.get(line["counter"], (0, "0" * 64))
        if (line["seq"], line["prev"]) != (seq + 1, prev):
            wrong.append(f"chain at {name}")
        last[line["counter"]] = line["seq"], line["hash"]
    if len(rest) != head["events"] or last[head["counter"]][1] != head["head"]:
        wrong.append("end")
    return [*wrong, *(f"erasure of {place}" for place in missing)]


def fill(folder: Path, lines: Sequence[bytes]) -> None:
    """Make a data folder of the lines alone."""
    head, *rest = (json.loads(line) for line in lines)
    folder.mkdir()
    database = Database.open(folder / DATABASE, JOURNAL)
    names = ("pos", "counter", "seq", "id", "type", "version", "at", "actor", "case")
    digests = ("digest", "prev", "hash")
    columns = ", ".join(f'"{name}"' for name in (*names, *digests))
    with database.atomic() as connection:
        connection.execute("INSERT INTO here (one, counter) VALUES (1, ?)", (head["counter"],))
        for line in rest:
            values = [line[n] for n in names] + [bytes.fromhex(line[n]) for n in digests]
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO events ({columns}) VALUES ({marks})", values)
            if line["payload"] is not None:
                connection.execute(
                    "INSERT INTO payloads (pos, salt, body) VALUES (?, ?, ?)",
                    (line["pos"], bytes.fromhex(line["salt"]), canonical(line["payload"])),
                )
    database.close()


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that can be read as one, in order."""
    rows = store._database.rows
    named = rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    return {
        name: sorted(rows(f'SELECT * FROM "{name}"'), key=repr)
        for (name,) in named
        if not name.startswith(("sqlite_", "_sqlite_migrations"))
    }


def found(store: Store) -> list[list[str]]:
    """Return which cases some searches find."""
    asked = ("", "没出单", "500", "1234", "2611206", "扣款")
    return [[row.id for row in store.cases(query)] for query in asked]


def same_again(store: Store) -> None:
    """Take the journal of ``store`` out, make a folder of it and compare everything."""
    lines = exported(store)
    assert faults(lines) == []
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "again", lines)
        with open_store(Path(folder) / "again") as again:
            assert tables(again) == tables(store)
            assert found(again) == found(store)
            assert again.verify() == store.verify()
            assert again.differing() == ()
            assert exported(again) == lines


@settings(max_examples=25)
@given(st.lists(samples.events(), max_size=3))
def test_every_table_is_made_again_from_the_lines_alone(batches: Sequence[Sequence[Event]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        for case in CASES:
            store.open_case(lambda number, case=case: begun(case, number), actor="03")  # type: ignore[misc]
        for batch in batches:
            store.append(batch, actor="03")
        same_again(store)


def test_exhibits_are_named_by_their_digests(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        store.append((exhibit("case-1", "sms.jpg", "ab" * 32),), actor="03")
        assert b"ab" * 32 in exported(store)[-1]
        same_again(store)


def test_several_counters_have_a_chain_each(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        store.begin_counter("ab" * 32)
        open_case(store, "case-2")
        assert len({json.loads(line)["counter"] for line in exported(store)[1:]}) == 2
        same_again(store)


def erase(store: Store, seqs: Iterable[int]) -> None:
    counter, connection = store.counter, store._database.connection
    store.append((Erased(counter=counter, seqs=tuple(seqs), why="asked"),), actor="03")
    for seq in seqs:
        connection.execute(
            "DELETE FROM payloads WHERE pos = (SELECT pos FROM events WHERE seq = ?)", (seq,)
        )


def test_what_was_erased_is_null_and_the_chain_holds(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        open_case(store, "case-2")
        erase(store, (2, 3))
        store.rebuild()
        lines = exported(store)
        gone = [json.loads(line) for line in lines[2:4]]
        assert [(one["salt"], one["payload"]) for one in gone] == [(None, None)] * 2
        assert len(lines) == json.loads(lines[0])["events"] + 1
        same_again(store)
        # The verifier of the format sees what is missing without a reason, and a file cut off.
        assert faults([line for line in lines if b'"erased"' not in line])
        assert faults(lines[:-1])


def test_the_verifier_of_the_format_finds_each_change(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        lines = exported(store)
    for place in range(1, len(lines)):
        for name, value in (("actor", "99"), ("seq", 9), ("prev", "1" * 64), ("at", "x")):
            changed = {**json.loads(lines[place]), name: value}
            assert faults([*lines[:place], json.dumps(changed).encode(), *lines[place + 1 :]])
        changed = json.loads(lines[place])
        changed["payload"]["more"] = "1"
        assert faults([*lines[:place], json.dumps(changed).encode(), *lines[place + 1 :]])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET actor = '99' WHERE seq = 2",
        "UPDATE events SET actor = CAST(x'ff' AS TEXT) WHERE seq = 2",
        "UPDATE payloads SET body = CAST('{}' AS BLOB) WHERE pos = 2",
        "UPDATE events SET prev = zeroblob(32) WHERE seq = 2",
    ],
)
def test_a_journal_that_is_not_sound_is_not_taken_out(tmp_path: Path, change: str) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        execute = store._database.connection.execute
        for guard in ("events_no_update", "payloads_no_update"):
            execute(f"DROP TRIGGER {guard}")
        execute(change)
        with pytest.raises(DataTrouble, match=r"event 2 .*damaged"):
            exported(store)


def test_a_line_is_a_line_whatever_was_said(tmp_path: Path) -> None:
    said = 'a\nb\r\u2028c\u0085d"e\\ \x00 👩‍👩‍👧 \u202e'
    with open_store(tmp_path) as store:
        store.open_case(
            lambda number: (
                samples.opening(number, "case-1")[0],
                NoteAdded(case="case-1", text=said),
            ),
            actor="03",
        )
        *_, last = b"".join(exported(store)).split(b"\n")[:-1]
        assert json.loads(last)["payload"]["text"] == said
        same_again(store)


def test_it_is_one_moment_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        with store.still() as still:
            head = still.lines.head("x", "test")
            open_case(store, "case-2")
            lines = [head, *still.lines.events()]
        assert faults(lines) == []
        assert json.loads(head)["events"] == 3
