"""A file that goes out is there whole or not at all."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble
from posdesk.reports.whole_file import whole_file, write_file


class GivenUp(Exception):
    """Raised where somebody thinks better of it."""


def test_what_was_there_is_replaced_at_the_end_only(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"before")
    with whole_file(target) as out:
        out.write(b"after")
        out.flush()
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


def _give_up_halfway(target: Path) -> None:
    with whole_file(target) as out:
        out.write(b"half")
        raise GivenUp


def test_giving_up_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(GivenUp):
        _give_up_halfway(tmp_path / "list.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataTrouble, match="cannot be written"):
        write_file(tmp_path / "no" / "list.csv", b"x")


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"before")
    child = os.fork()
    if child == 0:  # a limit that cannot be lifted again belongs to a process of its own
        code = 1
        try:
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                with whole_file(target) as out:
                    for _ in range(100):
                        out.write(b"x" * 1000)
            except DataTrouble as error:
                code = 0 if "full" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_kill_left_long_ago_goes_with_the_next_file(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".a.pdf.1.part", ".b.pdf.2.part", "c.part"))
    for path in (old, fresh, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (time.time() - 7200,) * 2)
    write_file(tmp_path / "list.csv", b"x")
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()
