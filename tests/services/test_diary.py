"""The log: nothing that a person typed comes in, whoever writes, and writing never stops work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from posdesk import paths
from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.moment import BEIJING
from posdesk.domain.people import Job
from posdesk.i18n import Translator
from posdesk.services.backups import Backups
from posdesk.services.diary import FACTS, Diary, Kind, Outcome, Process, read_entry
from posdesk.services.diary_file import LOG, MOST_BYTES
from posdesk.storage.trouble import gone
from tests.ui.stage import CARD

AT = datetime(2026, 11, 20, 14, 43, 7, tzinfo=BEIJING)


def diary_in(folder: Path) -> Diary:
    return Diary(folder, Process.COMMAND, lambda: AT)


PERSONAL = st.one_of(
    st.sampled_from(
        [
            "张三",
            "Lin Xiao",
            "13812345678",
            CARD,
            "6228 4804 0256 4890 018",
            "/home/lin/发票 张三.pdf",
            r"C:\Users\林晓\Documents\slip.png",
            "280746",
            "a=b\nc\td",
        ]
    ),
    st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=4, max_size=30),
)


def _unfit(typed: str) -> list[Any]:
    """Return what a careless caller could hand on of something that a person typed."""
    digits = re.sub(r"\D", "", typed)
    number = int(digits) if digits.isascii() and digits else 10**9 + 7
    error = PosDeskError(typed)
    return [typed, typed.encode(), Path(typed), [typed], {typed: 1}, error, number, float(number)]


@settings(max_examples=60)
@given(typed=PERSONAL, key=st.sampled_from(sorted(FACTS)))
def test_nothing_that_a_person_typed_comes_in(
    tmp_path_factory: pytest.TempPathFactory, typed: str, key: str
) -> None:
    chinese = Translator("zh_CN", paths.resources() / "i18n")
    assume(chinese(typed) == typed)  # a sentence of the program is nobody's secret
    folder = tmp_path_factory.mktemp("log")
    diary = diary_in(folder)
    diary.begin()
    fixed = diary.path.read_text("utf-8")
    for thing in _unfit(typed):
        diary.note(Kind.WORK, thing, **{key: thing})
        diary.note(Kind.WORK, **{typed: 1})
        diary.worked(thing, 12, OSError(28, typed, typed))
    diary.trouble(PosDeskError(typed, name=typed))
    diary.trouble(DataTrouble("The {folder}", folder=typed))
    diary.trouble(gone(Path(typed)))
    try:
        raise ValueError(typed) from KeyError(typed)
    except ValueError as bug:
        diary.bug(bug, bug.__traceback__)
    written = _without_own(diary.path.read_text("utf-8").removeprefix(fixed))
    assert typed not in written
    assert not re.search(r"[1-9]\d{2,}[1-9]", written), "no number has more than three digits"


def _without_own(written: str) -> str:
    """Return the facts alone: without moments, processes, places in code and kinds of errors."""
    said = "\n".join(line.split("\t", 4)[-1] for line in written.splitlines())
    said = re.sub(r"frames=\S+|kind=\S+|said=The data folder \{folder\}.*", "", said)
    return re.sub(rf"\b({'|'.join(FACTS)}|at|said|done|failed|12)\b", "", said)


def test_an_entry_says_when_who_what_and_where(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    diary.note(Kind.WORK, Backups.make, bytes=123_456_789, count=7, what=Job.ERASE, quick=True)
    (line,) = diary.lines()
    assert line.split("\t") == [
        "2026-11-20T14:43:07+08:00",
        "command",
        str(os.getpid()),
        "work",
        "at=services.backups.Backups.make",
        "bytes=123000000",
        "count=7",
        "what=erase",
        "quick=yes",
    ]


def test_a_failure_is_told_by_its_sentence_without_values(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    trouble = gone(Path("/home/lin/data/posdesk.db"))
    trouble.__cause__ = OSError(28, "no room", "/home/lin")
    diary.trouble(trouble)
    diary.trouble(trouble)
    (line,) = diary.lines()
    assert "kind=DataTrouble<OSError.ENOSPC" in line
    assert "said=The data folder {folder} is not there just now;" in line
    assert "lin" not in line.replace("line", "")


def test_work_tells_how_long_it_took_and_how_it_ended(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    with diary.work(partial(diary_in, tmp_path)):
        time.sleep(0.03)
    with pytest.raises(ZeroDivisionError), diary.work(Outcome.DONE):
        raise ZeroDivisionError
    well, failed = diary.lines()
    assert 20 <= int(re.search(r"ms=(\d+)", well)[1]) < 5000  # type: ignore[index]
    assert "ended=done" in well
    assert "ended=failed\tkind=ZeroDivisionError" in failed


def test_the_log_turns_over_and_stays_small(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    for n in range(14_000):
        diary.note(Kind.WORK, Backups.make, count=n % 1000)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [LOG, f"{LOG}.1", f"{LOG}.2"]
    assert all((tmp_path / name).stat().st_size < MOST_BYTES + 200 for name in files)
    assert all((tmp_path / name).stat().st_mode & 0o077 == 0 for name in files)
    counts = [int(line.rpartition("=")[2]) for line in diary.lines()]
    assert counts[-1] == 999
    assert all((b - a) % 1000 == 1 for a, b in pairwise(counts))


WRITER = """
import sys
from pathlib import Path
from posdesk.services.diary import Diary, Kind, Process
diary = Diary(Path(sys.argv[1]), Process.WINDOW)
for n in range(1200):
    diary.note(Kind.WORK, Diary.note, count=n)
"""


def test_several_programs_write_whole_lines_and_none_is_lost(
    tmp_path: Path,
) -> None:
    began = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        for _ in range(4)
    ]
    assert [one.wait(60) for one in began] == [0] * 4
    by_process: dict[str, list[int]] = {}
    for line in Diary(tmp_path, Process.COMMAND).lines():
        assert re.fullmatch(r"[^\t]+\twindow\t\d+\twork\tat=\S+\tcount=\d+", line)
        by_process.setdefault(line.split("\t")[2], []).append(int(line.rpartition("=")[2]))
    assert len(by_process) == 4
    assert (tmp_path / f"{LOG}.1").exists(), "it turned over meanwhile"
    assert all(sorted(counts) == sorted(_rounded(1200)) for counts in by_process.values())


def _rounded(count: int) -> list[int]:
    return [n if n < 1000 else n // 10 * 10 for n in range(count)]


def test_a_turn_that_was_left_by_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    diary.path.write_bytes(b"x" * (MOST_BYTES + 1))
    left = tmp_path / ".posdesk.log.turn"
    left.touch()
    diary.note(Kind.ENDED)
    assert not (tmp_path / f"{LOG}.1").exists(), "somebody may be at it"
    os.utime(left, (time.time() - 100,) * 2)
    diary.note(Kind.ENDED)
    assert (tmp_path / f"{LOG}.1").exists()
    assert not left.exists()


@pytest.mark.parametrize("how", ["missing", "a folder", "a device", "full", "a file"])
def test_a_disk_that_takes_nothing_stops_nobody(
    tmp_path: Path, how: str, full_disk: Callable[[], AbstractContextManager[None]]
) -> None:
    folder = tmp_path / "data"
    diary = diary_in(folder)
    if how == "a file":
        folder.touch()
    elif how != "missing":
        folder.mkdir()
    if how == "a folder":
        diary.path.mkdir()
    if how == "a device":
        diary.path.symlink_to("/dev/full")
    with full_disk() if how == "full" else nullcontext():
        diary.begin()
        diary.note(Kind.ENDED)
    assert list(diary.lines()) == []


@pytest.fixture
def full_disk() -> Callable[[], AbstractContextManager[None]]:
    """Return what makes every write fail, as a full disk does."""
    resource = pytest.importorskip("resource")

    @contextmanager
    def full() -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return full


def test_what_comes_before_the_folder_waits_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    diary = diary_in(folder)
    diary.begin()
    assert not folder.exists()
    folder.mkdir()
    diary.note(Kind.ENDED)
    assert [line.split("\t")[3] for line in diary.lines()] == ["began", "ended"]


def test_lines_are_taken_apart_for_programs(tmp_path: Path) -> None:
    diary = diary_in(tmp_path)
    diary.path.write_text("2026-01-02 ValueError\n", "utf-8")
    diary.note(Kind.SLOW, ms=1234)
    older, entry = map(read_entry, diary.lines())
    assert older.facts == (("line", "2026-01-02 ValueError"),)
    assert entry.as_dict() == {
        "at": "2026-11-20T14:43:07+08:00",
        "process": "command",
        "pid": str(os.getpid()),
        "kind": "slow",
        "facts": {"ms": "1230"},
    }
