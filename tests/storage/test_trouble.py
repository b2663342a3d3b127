"""What can be wrong with a data folder: each is told in words, with nothing lost or half done."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from posdesk.domain.errors import DataDamaged, DataTrouble, PosDeskError
from posdesk.domain.event import NoteAdded
from posdesk.storage import driver, trouble
from posdesk.storage.driver import connect
from posdesk.storage.trouble import told
from tests.storage.samples import open_case, open_store

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")


def as_nobody(act: Callable[[], None]) -> str:
    """Do ``act`` as a user who owns nothing and return what it told; root may write everywhere."""
    if os.geteuid() != 0:
        with pytest.raises(DataTrouble) as raised:
            act()
        return str(raised.value)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        try:
            act()
        except PosDeskError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def readable(folder: Path) -> None:
    """Let everyone pass on the way to ``folder``, as pytest's folders are their owner's alone."""
    for part in (folder, *folder.parents):
        if part.stat().st_uid == os.getuid() and part != Path(part.anchor):
            part.chmod(part.stat().st_mode | 0o055)


@needs_fork
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_cannot_be_written(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    if there:
        open_store(folder).close()
        for file in folder.iterdir():
            file.chmod(0o444)
    folder.chmod(0o555)
    readable(folder)
    told = as_nobody(lambda: open_store(folder).close())
    folder.chmod(0o755)
    assert "cannot be written" in told
    assert str(folder) in told
    left = {"posdesk.db", "posdesk.lock"} if there else set()
    assert {file.name for file in folder.iterdir()} == left


@needs_fork
def test_a_folder_whose_log_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    open_store(folder).close()
    (folder / "posdesk.db").chmod(0o666)
    folder.chmod(0o555)
    readable(folder)
    told = as_nobody(lambda: open_store(folder).close())
    folder.chmod(0o755)
    assert "cannot be written" in told


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(DataTrouble, match="cannot be written"):
        open_store(tmp_path / "data")
    assert (tmp_path / "data").read_text() == "not a folder"


@pytest.mark.parametrize("name", ["posdesk.db", "exhibits.db"])
def test_a_damaged_header(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path) as store:
        store.exhibits.put(b"photo")
    file = tmp_path / name
    damaged = b"\0" * 100 + file.read_bytes()[100:]
    file.write_bytes(damaged)
    with pytest.raises(DataTrouble, match="damaged or no database of PosDesk"):
        open_store(tmp_path).exhibits.put(b"more")
    assert file.read_bytes() == damaged


def test_pages_full_of_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for n in range(5):
            open_case(store, f"case-{n}")
    file = tmp_path / "posdesk.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(DataTrouble, match="is damaged; it was left as it is"):
        open_store(tmp_path)


def test_someone_elses_database_is_left_alone(tmp_path: Path) -> None:
    other = connect(tmp_path / "posdesk.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = (tmp_path / "posdesk.db").read_bytes()
    with pytest.raises(DataTrouble, match="no database of PosDesk"):
        open_store(tmp_path)
    assert (tmp_path / "posdesk.db").read_bytes() == before


def test_the_two_databases_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.exhibits.put(b"photo")
    shutil.copy(tmp_path / "exhibits.db", tmp_path / "posdesk.db")
    with pytest.raises(DataTrouble, match="no database of PosDesk"):
        open_store(tmp_path)


def test_a_newer_programs_tables(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    newer = connect(tmp_path / "posdesk.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(DataTrouble, match="written by a newer PosDesk; nothing was changed"):
        open_store(tmp_path)


@pytest.mark.parametrize(("kind", "version"), [("teleported", 1), ("note_added", 9)])
def test_a_newer_programs_events(tmp_path: Path, kind: str, version: int) -> None:
    open_store(tmp_path).close()
    newer = connect(tmp_path / "posdesk.db")
    newer.execute(
        "INSERT INTO events SELECT NULL, counter, seq + 1, 'new', ?, at, actor, 'c', ?,"
        " digest, hash, hash FROM events",
        (kind, version),
    )
    newer.close()
    with pytest.raises(DataTrouble, match="written by a newer PosDesk; nothing was changed"):
        open_store(tmp_path)


def test_another_program_that_keeps_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        store._database.connection.execute("PRAGMA busy_timeout = 200")
        other = connect(tmp_path / "posdesk.db")
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        with pytest.raises(DataTrouble, match="busy for 10 seconds"):
            store.append([NoteAdded(case="case-1", text="waits")], actor="03")
        assert time.monotonic() - begun >= 0.2
        assert len(store.case("case-1").history) == 2
        other.execute("ROLLBACK")
        other.close()
        store.append([NoteAdded(case="case-1", text="goes on")], actor="03")
        assert store.verify().valid


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert store._database.row("PRAGMA busy_timeout") == (1000 * driver.BUSY_SECONDS,)


def test_a_full_disk_loses_nothing_acknowledged(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "case-1")
        (pages,) = store._database.row("PRAGMA page_count")
        store._database.connection.execute(f"PRAGMA max_page_count = {pages}")
        kept = 0

        def fill() -> None:
            nonlocal kept
            while True:
                store.append([NoteAdded(case="case-1", text="x" * 900)], actor="03")
                kept += 1

        with pytest.raises(DataTrouble, match="is full; what was stored before is kept"):
            fill()
        assert kept
        assert len(store.case("case-1").history) == 2 + kept
        store._database.connection.execute("PRAGMA max_page_count = 100000")
        store.append([NoteAdded(case="case-1", text="room again")], actor="03")
        assert store.verify().valid
        assert store.differing() == ()


@needs_fork
def test_a_log_left_over_is_taken_up(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(tmp_path)
        open_case(store, "case-1")
        os.write(writing, b"stored")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert os.read(reading, 6) == b"stored"
    os.close(reading)
    os.close(writing)
    assert (tmp_path / "posdesk.db-wal").stat().st_size > 0
    with open_store(tmp_path) as store:
        assert store.case("261120-01").id == "case-1"
        assert store.verify().valid


@pytest.mark.parametrize("name", sorted(trouble._SENTENCES))
def test_each_sentence_says_what_was_kept_and_what_to_do(name: str) -> None:
    told = str(trouble.trouble(Path("folder") / "posdesk.db", name, "reason"))
    assert "{" not in told
    assert told.count(";") >= 2


def test_a_schema_that_is_no_text_any_more_is_told_as_damage(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / "posdesk.db"
    data = bytearray(path.read_bytes())
    at = data.index(b"CREATE TABLE")
    data[at : at + 200] = b"\x82\x00\xff" * 66 + b"\x82\x82"
    path.write_bytes(data)
    with pytest.raises(DataTrouble) as told:
        open_store(tmp_path)
    assert "is damaged" in str(told.value)


def test_a_search_table_that_lost_a_page_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with closing(connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(said)")
        connection.execute("DELETE FROM words_config")
    with closing(connect(path)) as connection, pytest.raises(DataDamaged), told(path):
        connection.execute("SELECT * FROM words").fetchall()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("pending", '[["bank" "key"]]'),
        ("pending", '[["bank"]]'),
        ("pending", "[" * 5000),
        ("state", "failee"),
        ("charge_again", "nn"),
        ("waiting_for", "banj"),
    ],
)
def test_a_damaged_row_of_a_list_is_told(tmp_path: Path, column: str, value: str) -> None:
    with open_store(tmp_path) as store:
        open_case(store, "a")
        before = store.case("a")
        with store._database.atomic() as connection:
            connection.execute(f"UPDATE cases SET {column} = ?", (value,))
        with pytest.raises(DataDamaged, match="261120-01"):
            store.cases()
        assert store.case("a") == before
        assert store.differing() == ("a",)
