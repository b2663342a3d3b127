"""What is erased is gone from the tables, the search and the bytes; the chain tells that it was."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import CaseErased
from posdesk.domain.event import Erased, NoteAdded
from posdesk.domain.key import Key
from posdesk.storage.erasure import Going
from posdesk.storage.exhibits import Exhibits
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE, Store
from tests.storage.samples import (
    CASES,
    NOON,
    Clock,
    begun,
    events,
    exhibit,
    open_case,
    open_store,
    opening,
)

KEY = Key(bytes(range(32)))
RARE = "龘靐鱻"
"""Signs that stand in no other text, nor do their pairs."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def erase(store: Store, *cases: str, alone: tuple[str, ...] = ()) -> bool:
    return store.erasure.erase(Going(cases, alone), why="客人要求", actor="cashier", at=NOON).clean


def bytes_of(folder: Path) -> bytes:
    """Return every byte of every file; only for a folder that nobody has open."""
    return b"\n".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def said_in(folder: Path, *words: str) -> list[str]:
    """Return which of ``words`` stand in the files of ``folder``, in any coding."""
    lying = bytes_of(folder)
    codings = ("utf-8", "utf-16-le", "utf-16-be")
    return [word for word in words if any(word.encode(c) in lying for c in codings)]


def state(store: Store) -> tuple[object, ...]:
    """Return all that the derived tables say."""
    database = store._database
    tables = ("SELECT * FROM cases ORDER BY id", 'SELECT * FROM exhibits ORDER BY "case", sha256')
    return tuple(database.rows(sql) for sql in tables)


def test_a_case_is_gone_and_the_chain_stays(store: Store) -> None:
    number = open_case(store, "one")
    kept = open_case(store, "two")
    assert erase(store, "one")
    found = store.verify()
    assert found.valid
    assert found.tables
    assert store.differing() == ()
    assert [row.number for row in store.cases()] == [kept]
    (erased,) = [r.event for r in store.beside_cases() if isinstance(r.event, Erased)]
    assert (erased.case, erased.number, erased.why) == ("", number, "客人要求")
    assert erased.counter == store.counter
    before = state(store)
    store.rebuild()
    assert state(store) == before


def test_an_erased_case_is_told_of_and_never_gone_on_with(store: Store) -> None:
    number = open_case(store, "one")
    erase(store, "one")
    for reference in ("one", number):
        with pytest.raises(CaseErased) as told:
            store.case(reference)
        assert told.value.fields["number"] == number
        assert told.value.fields["day"] == "2026-11-20"
        assert told.value.fields["why"] == "客人要求"
    length = store.length
    for more in ([NoteAdded(case="one", text="noch")], opening(number, "one")):
        with pytest.raises(CaseErased):
            store.append(more, actor="03")
    assert store.length == length
    assert store.differing() == ()


def test_a_number_is_never_given_again(store: Store) -> None:
    given_out = set()
    for turn in range(6):
        number = open_case(store, f"case-{turn}")
        assert number not in given_out
        given_out.add(number)
        erase(store, f"case-{turn}")


def test_each_counter_has_an_erasure_of_its_own(store: Store) -> None:
    open_case(store, "one")
    first = store.counter
    store.begin_counter()
    store.append([NoteAdded(case="one", text=RARE)], actor="03")
    erase(store, "one")
    told = [r.event for r in store.beside_cases() if isinstance(r.event, Erased)]
    assert {one.counter for one in told} == {first, store.counter}
    assert store.verify().valid
    assert store.differing() == ()


def test_an_exhibit_that_another_case_names_stays(store: Store) -> None:
    shared, own = store.exhibits.put(b"both"), store.exhibits.put(b"mine alone")
    for case in ("one", "two"):
        open_case(store, case)
        store.append([exhibit(case, "a.jpg", shared)], actor="03")
    store.append([exhibit("one", "b.jpg", own)], actor="03")
    erase(store, "one")
    assert store.exhibits.get(shared) == b"both"
    assert store.damaged_exhibits() == ()
    assert store.sweep_exhibits() == 0
    store.close()
    assert b"mine alone" not in bytes_of(store.folder)


def test_the_file_of_exhibits_is_written_anew_only_where_some_went(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[float] = []
    anew = Exhibits.write_anew

    def noted(self: Exhibits, wait: float) -> bool:
        written.append(wait)
        return anew(self, wait)

    monkeypatch.setattr(Exhibits, "write_anew", noted)
    open_case(store, "one")
    open_case(store, "two")
    store.append([exhibit("two", "a.jpg", store.exhibits.put(b"mine alone"))], actor="03")
    assert erase(store, "one")
    assert written == []
    assert erase(store, "two")
    assert len(written) == 1


def test_a_single_event_goes_and_the_case_stays(store: Store) -> None:
    open_case(store, "one")
    (note,) = store.append([NoteAdded(case="one", text=RARE)], actor="03")
    erase(store, alone=(note.id,))
    assert RARE not in store._database.row("SELECT words FROM cases")[0]
    assert store.cases(RARE) == ()
    assert len(store.case("one").history) == 2
    assert store.differing() == ()
    assert store.verify().valid
    store.append([NoteAdded(case="one", text="weiter")], actor="03")
    assert store.differing() == ()


@pytest.mark.parametrize("key", [None, KEY])
def test_nothing_of_it_is_left_in_any_byte(tmp_path: Path, key: Key | None) -> None:
    """Rows that SQLite moved leave copies behind, so there are many cases of many lengths."""
    chance = random.Random(20261120)
    if key is not None:
        (tmp_path / KEY_FILE).write_text("{}")
    planted: dict[str, tuple[str, ...]] = {}
    with Store.open(tmp_path, clock=Clock(), software="test", key=key) as store:
        for n in range(240):
            case, mark = f"case-{n}", f"M{chance.getrandbits(60):015x}"
            words = (f"{mark}王", f"{mark}photo", f"{mark}.jpg", f"621799******{n:04d}")
            planted[case] = words
            store.open_case(
                lambda number, c=case, w=words: (  # type: ignore[misc]
                    *opening(number, c),
                    NoteAdded(case=c, text=(w[0] + w[3]) * chance.randint(1, 30)),
                ),
                actor="03",
            )
            digest = store.exhibits.put(words[1].encode() * chance.randint(1, 300))
            store.append([exhibit(case, words[2], digest)], actor="03")
            again = f"case-{chance.randint(0, n)}"
            store.append([NoteAdded(case=again, text=planted[again][0])], actor="03")
        gone = sorted(chance.sample(sorted(planted), 120))
        erase(store, *gone)
        rows = {r[0]: r[1] for r in store._database.rows("SELECT id, rowid FROM cases")}
        assert not store.erasure.cleaning.is_due
        assert store.verify().valid
        assert store.differing() == ()
        assert rows.keys() == planted.keys() - set(gone)
    forgotten = [word for case in gone for word in planted[case]]
    assert said_in(tmp_path, *forgotten) == []
    if key is None:
        kept = [word for case in rows for word in planted[case]]
        assert said_in(tmp_path, *kept) == kept, "the search must be able to find something"


def test_the_search_index_forgets_the_signs(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "kept")
        open_case(store, "one")
        store.append([NoteAdded(case="one", text=f"{RARE} Zyqquwv8841")], actor="03")
        assert [row.id for row in store.cases(RARE)] == ["one"]
        erase(store, "one")
        assert store.cases(RARE) == ()
    pairs = [*RARE, RARE[:2], RARE[1:], "zyqquwv", "zyqq"]
    assert said_in(tmp_path, *pairs) == []


def test_what_another_program_reads_is_cleaned_at_the_next_opening(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    open_case(store, "one")
    store.append([NoteAdded(case="one", text=RARE)], actor="03")
    spawn = multiprocessing.get_context("spawn")
    reads, may_end = spawn.Event(), spawn.Event()
    other = spawn.Process(target=read_on, args=(str(tmp_path), reads, may_end))
    other.start()
    assert reads.wait(30)
    assert not erase(store, "one"), "it cannot be clean while somebody sees the old state"
    assert store.erasure.cleaning.is_due
    store.close()
    may_end.set()
    other.join(30)
    with open_store(tmp_path) as again:
        assert not again.erasure.cleaning.is_due
        assert again.verify().valid
    assert said_in(tmp_path, RARE) == []


def read_on(folder: str, reads, may_end) -> None:  # type: ignore[no-untyped-def]
    with open_store(Path(folder)) as store, store._database.snapshot() as connection:
        connection.execute("SELECT count(*) FROM payloads").fetchone()
        reads.set()
        may_end.wait(30)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_happened_and_whatever_is_erased(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    happened = data.draw(events())
    with open_store(tmp_path_factory.mktemp("any")) as store:
        for case in CASES:
            store.open_case(lambda number, c=case: begun(c, number), actor="03")  # type: ignore[misc]
        for n, event in enumerate(happened):
            if n == len(happened) // 2:
                store.begin_counter()
            store.append([event], actor="03")
        cases = data.draw(st.sets(st.sampled_from(CASES), max_size=2))
        known = [r.id for case in CASES for r in store.case(case).history[3:]]
        alone = data.draw(st.sets(st.sampled_from(known), max_size=3)) if known else set()
        others = {
            case: (store.case(case).history, store._database.row(ROW, (case,)))
            for case in CASES
            if case not in cases and not any(r.id in alone for r in store.case(case).history)
        }
        if cases or alone:
            erase(store, *cases, alone=tuple(alone))
        assert store.verify().valid
        assert store.differing() == ()
        for case, (history, row) in others.items():
            assert store.case(case).history == history
            assert store._database.row(ROW, (case,)) == row
        left = {row.id for row in store.cases()}
        assert left == set(CASES) - cases
        before = state(store)
        store.rebuild()
        assert state(store) == before


ROW = "SELECT * FROM cases WHERE id = ?"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork")
@pytest.mark.timeout(180)
def test_killed_at_any_instant_nothing_or_all_of_it_is_erased(tmp_path: Path) -> None:
    from tests.storage.killed_eraser import KILLS, run

    found = run(tmp_path, KILLS, seed=20261122)
    assert found.whole + found.gone == KILLS
    assert found.whole >= KILLS / 10, "some must be killed before it was done"
    assert found.gone >= KILLS / 10, "some must be killed after it was done"


def test_the_files_are_named_as_the_store_names_them() -> None:
    from posdesk.storage.exhibits import FILE

    assert (DATABASE, EXHIBITS) == ("posdesk.db", FILE)
    assert sqlite3.sqlite_version  # another build than ours, used nowhere else
