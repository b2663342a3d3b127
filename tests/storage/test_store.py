"""Appending, retrying and numbering through the store."""

import os
import stat
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk.domain.case import Case
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import CaseOpened, JournalStarted, NoteAdded
from posdesk.storage import projection
from posdesk.storage.ids import new_id
from posdesk.storage.rows import Row, row_of
from posdesk.storage.store import Store
from tests.storage.samples import NOON, Clock, answered, open_case, open_store, opening, started


def test_a_new_folder_begins_a_journal_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "shop" / "data") as store:
        found = store.verify()
        assert (found.valid, found.events) == (True, 1)
        assert len(store.counter) == 16
        begun = store._journal.find(store._database.row("SELECT id FROM events")[0])
    assert begun is not None
    assert begun.event == JournalStarted(software="posdesk test")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only bits")
def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    old = os.umask(0)
    try:
        with open_store(folder) as store:
            store.exhibits.put(b"photo")
            modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in folder.iterdir()}
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"posdesk.db", "posdesk.db-wal", "exhibits.db"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_what_is_appended_is_there_after_opening_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        number = open_case(store, "case-1")
        before = store.case("case-1")
    with open_store(tmp_path) as store:
        assert store.case(number) == store.case("case-1") == before
        assert before.last.at == "2026-11-20T12:00:02+08:00"


def test_numbers_count_from_one_each_beijing_day(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(tmp_path, clock) as store:
        assert [open_case(store, f"a{n}") for n in range(3)] == [
            "261120-01",
            "261120-02",
            "261120-03",
        ]
        clock.now = NOON.replace(hour=23, minute=59, second=58)
        assert open_case(store, "b0") == "261120-04"
        assert open_case(store, "b1") == "261121-01"


def test_numbers_go_on_beyond_99(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.append([CaseOpened(case="x", number="261120-99")], actor="03")
        assert open_case(store, "y") == "261120-100"
        assert open_case(store, "z") == "261120-101"


def test_a_taken_number_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        number = open_case(store, "case-1")
        with pytest.raises(WrongInput, match="is taken"):
            store.append(opening(number, "case-2"), actor="03")
        with pytest.raises(NotFound):
            store.case("case-2")


def test_a_retry_writes_nothing_and_returns_what_is_recorded(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        ids = [new_id(), new_id()]
        notes = [NoteAdded(case="case-1", text="一"), NoteAdded(case="case-1", text="二")]
        first = store.append(notes, actor="03", ids=ids)
        events = store.verify().events
        assert store.append(notes, actor="other", ids=ids) == first
        assert store.append(notes[:1], actor="03", ids=ids[:1]) == first[:1]
        assert store.verify().events == events
        assert [r.id for r in store.case("case-1").history[-2:]] == ids


def test_a_case_opened_twice_under_the_same_ids_is_opened_once(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        ids = [new_id(), new_id()]
        first = store.open_case(lambda n: opening(n, "case-1"), actor="03", ids=ids)
        again = store.open_case(lambda n: opening(n, "case-1"), actor="03", ids=ids)
        assert again == first
        assert len(store.cases()) == 1


def test_all_events_of_an_append_are_there_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row_that_breaks(case: Case) -> Row:
        if any(r.event == both[1] for r in case.history):
            raise StopIteration
        return row_of(case)

    both = [NoteAdded(case="case-1", text="bug"), NoteAdded(case="case-2", text="bug")]
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        open_case(store, "case-2")
        before = store.case("case-1")
        monkeypatch.setattr(projection, "row_of", row_that_breaks)
        with pytest.raises(StopIteration):
            store.append(both, actor="03")
        assert store.case("case-1") == before
        assert store.verify().events == 5
        store.append([NoteAdded(case="case-1", text="later")], actor="03")
        assert store.differing() == ()


def test_a_writer_takes_numbers_and_appends_in_one_transaction(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        with store.writing(actor="03") as writer:
            for case in ("case-1", "case-2"):
                writer.append(opening(writer.next_number(NOON.date()), case))
        assert [row.number for row in store.cases()] == ["261120-02", "261120-01"]

        def give_up() -> None:
            with store.writing(actor="03") as writer:
                writer.append(opening(writer.next_number(NOON.date()), "case-3"))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            give_up()
        assert len(store.cases()) == 2
        assert open_case(store, "case-4") == "261120-03"


def test_a_clock_set_back_is_kept_as_it_is_and_the_order_stands(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        late = NoteAdded(case="case-1", text="an hour ago, said the clock")
        store.append([late], actor="03", at=NOON - timedelta(hours=1))
        case = store.case("case-1")
        assert case.last.event == late
        assert case.last.at == "2026-11-20T11:00:00+08:00"
        assert store.verify().valid


def test_an_unknown_case_is_not_found(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(NotFound, match="no case “261120-77”"):
        store.case(" 261120-77 ")


def test_another_store_on_the_same_folder_is_seen(tmp_path: Path) -> None:
    with open_store(tmp_path) as one, one.again() as two:
        number = open_case(one, "case-1")
        assert two.case(number).history == one.case(number).history
        two.append([NoteAdded(case="case-1", text="from two")], actor="04")
        assert one.case(number).last.event == NoteAdded(case="case-1", text="from two")
        one.append([started("case-1", "w")], actor="03")
        two.append([answered("case-1", "w", 1, outcome="done")], actor="04")
        assert one.case(number) == two.case(number)
        assert one.differing() == ()


def test_each_thread_opens_the_store_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")

        def write(name: str) -> None:
            with store.again() as own:
                for n in range(20):
                    own.append([NoteAdded(case="case-1", text=f"{name} {n}")], actor=name)

        with ThreadPoolExecutor(3) as threads:
            list(threads.map(write, "abc"))
        assert len(store.case("case-1").history) == 62
        assert store.verify().valid
        assert store.differing() == ()


def test_unfinished_walks_are_found_until_they_end(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for case in ("case-1", "case-2"):
            open_case(store, case)
            store.append([started(case, f"{case}-w")], actor="03")
        store.append([answered("case-1", "case-1-w", 1)], actor="03")
        assert [found.case for found in store.unfinished()] == ["case-1", "case-2"]
        store.append([answered("case-1", "case-1-w", 2, outcome="done")], actor="03")
        (left,) = store.unfinished()
        assert (left.case, left.walk, left.node) == ("case-2", "case-2-w", "no-slip/start")
        assert left.symptom == "没出单，手机显示已扣款"


def test_health_tells_versions_and_sizes(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        health = store.health()
    assert (health.journal_mode, health.synchronous) == ("wal", "full")
    assert health.quick_check == ("ok",)
    assert (health.events, health.cases) == (3, 1)
    assert tuple(map(int, health.sqlite.split("."))) >= (3, 51, 3)


def test_secrets_are_overwritten_when_deleted(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert store._database.row("PRAGMA secure_delete") == (1,)
        assert store.exhibits._database.row("PRAGMA secure_delete") == (1,)


def test_ids_are_uuids_of_version_7() -> None:
    ids = [uuid.UUID(new_id()) for _ in range(100)]
    assert {(i.version, i.variant) for i in ids} == {(7, uuid.RFC_4122)}
    assert len(set(ids)) == 100


def test_opening_an_existing_folder_does_without_sqlite_utils(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    script = (
        "import sys, datetime, pathlib; from posdesk.storage.store import Store;"
        "clock = lambda: datetime.datetime.now(datetime.timezone.utc);"
        f"Store.open(pathlib.Path({str(tmp_path)!r}), clock=clock, software='x').close();"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_restored_copy_can_begin_a_counter_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        first = store.counter
        store.begin_counter()
        assert store.counter != first
        store.append([NoteAdded(case="case-1", text="after")], actor="03")
        assert [r.counter for r in store.case("case-1").history] == [first] * 2 + [store.counter]
        found = store.verify()
        assert found.valid
        assert found.head == store.case("case-1").last.hash
        assert store.differing() == ()
    with open_store(tmp_path) as store:
        assert store.counter != first
        assert isinstance(store, Store)
