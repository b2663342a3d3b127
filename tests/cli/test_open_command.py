"""``posdesk open``: what a desktop starts for a double click on a bundle."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from posdesk.__main__ import _opens_window
from tests.cli.conftest import Run


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Show no window; return the files that one would have been shown for."""
    opened: list[Path | None] = []

    def run_window(folder: Path, lang: object, say: object, *, file: Path | None = None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr("posdesk.app.run_window", run_window)
    return opened


def test_the_window_gets_the_whole_path(
    run: Run, windows: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("open", "证据 1.posdesk.pdf").code == 0
    assert windows == [tmp_path / "证据 1.posdesk.pdf"]


def test_nobody_is_named_to_a_window(run: Run, windows: list[Path | None]) -> None:
    ran = run("open", "a.pdf", "--as", "Li")
    assert ran.code == 2
    assert "--as" in ran.err
    assert windows == []


def test_without_a_file_it_is_the_window(run: Run, windows: list[Path | None]) -> None:
    assert run("open").code == 0
    assert windows == [None]


def test_a_click_shows_the_first_window_at_once() -> None:
    assert _opens_window([])
    assert _opens_window(["open", "a.posdesk.pdf"])
    assert not _opens_window(["open", "--help"])
    assert _opens_window(["open"])
    assert not _opens_window(["open", "a.posdesk.pdf", "b.posdesk.pdf"])
    assert not _opens_window(["verify", "a.posdesk.pdf"])


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names that are no text")
def test_a_name_that_is_no_text_is_taken(run: Run, windows: list[Path | None]) -> None:
    name = os.fsdecode(b"/tmp/\xff.pdf")
    assert run("open", name).code == 0
    assert windows == [Path(name)]
