"""On Windows a scanner opens what was just written: what is put in place waits for it, not long."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from posdesk import in_place
from posdesk.domain.errors import DataTrouble
from posdesk.intake.whole_file import write_whole
from posdesk.reports.whole_file import unlink_file, write_file
from posdesk.storage.durable import write_durably
from posdesk.storage.exchange import STAGE, Exchange

WINDOWS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6)


class Scanner:
    """Stands in for Windows with a scanner that holds every file for so many attempts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, attempts: int, step: str) -> None:
        self.left, self.waited = attempts, 0.0
        self._really: Callable[..., object] = getattr(Path, step)
        monkeypatch.setattr(in_place, "PAUSES", WINDOWS)
        monkeypatch.setattr("posdesk.in_place.time.sleep", self._sleep)
        scanner = self

        def refuse(path: Path, *given: object, **more: object) -> object:
            if scanner.left:
                scanner.left -= 1
                raise PermissionError(13, "Permission denied", str(path))
            return scanner._really(path, *given, **more)

        monkeypatch.setattr(Path, step, refuse)

    def _sleep(self, seconds: float) -> None:
        self.waited += seconds


def exchanged(path: Path) -> None:
    """Exchange a file as restoring and encrypting do."""
    exchange = Exchange(path.parent)
    (exchange.begin() / path.name).write_bytes(b"new")
    exchange.commit([path.name])


WRITERS: list[Callable[[Path], None]] = [
    lambda path: write_durably(path, b"new"),
    lambda path: write_whole(path, b"new"),
    lambda path: write_file(path, b"new"),
    exchanged,
]
NAMES = ["durable", "settings", "report", "exchange"]


@pytest.mark.parametrize("write", WRITERS, ids=NAMES)
def test_a_file_that_is_looked_at_for_a_blink_is_replaced(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    scanner = Scanner(monkeypatch, attempts=2, step="replace")
    write(path)
    assert path.read_bytes() == b"new"
    assert 0 < scanner.waited < 0.1
    assert [left.name for left in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("write", WRITERS, ids=NAMES)
def test_one_that_stays_held_is_told_after_two_seconds_and_is_as_it_was(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    scanner = Scanner(monkeypatch, attempts=99, step="replace")
    with pytest.raises((DataTrouble, PermissionError)):
        write(path)
    assert 1.5 < scanner.waited < 2.5
    assert path.read_bytes() == b"old"
    assert {left.name for left in tmp_path.iterdir()} <= {"file", STAGE}


def test_what_is_held_for_a_blink_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    Scanner(monkeypatch, attempts=2, step="unlink")
    unlink_file(path)
    assert not path.exists()
    in_place.take_away(path)  # it is not there: nothing to do


def test_only_a_file_that_is_held_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner = Scanner(monkeypatch, attempts=0, step="replace")
    with pytest.raises(FileNotFoundError):
        in_place.put_in_place(tmp_path / "nothing", tmp_path / "file")
    assert scanner.waited == 0


def test_elsewhere_a_refusal_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner = Scanner(monkeypatch, attempts=1, step="replace")
    monkeypatch.setattr(in_place, "PAUSES", ())
    with pytest.raises(PermissionError):
        write_durably(tmp_path / "file", b"new")
    assert scanner.waited == 0
    assert list(tmp_path.iterdir()) == []


def test_this_system_waits_as_it_should() -> None:
    wanted = WINDOWS if sys.platform == "win32" else ()
    assert wanted == in_place.PAUSES
