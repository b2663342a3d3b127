"""Tests of what is said where no window comes: without a console nobody reads what is printed."""

from __future__ import annotations

import io
import os
import sys

import pytest

from posdesk import __main__ as program
from posdesk import app, paths
from posdesk.i18n import Translator
from posdesk.ui.questions import Questions


class Output(io.StringIO):
    """What is printed to, as Windows describes it."""

    def __init__(self, name: str, *, is_terminal: bool) -> None:
        super().__init__()
        self.name, self._is_terminal = name, is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(Questions, "tell", lambda _self, sentence: told.append(sentence))
    monkeypatch.setattr("posdesk.ui.session.application", lambda: None)
    monkeypatch.setattr("sys.platform", "win32")
    return told


@pytest.mark.parametrize(
    ("output", "is_shown"),
    [
        (Output(os.devnull, is_terminal=True), True),
        (Output("pipe", is_terminal=False), True),
        (Output("<stderr>", is_terminal=True), False),
    ],
)
def test_it_is_shown_where_nobody_reads_what_is_printed(
    output: Output, is_shown: bool, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", output)
    app.tell_before_window("why", Translator("en", paths.resources() / "i18n"))
    assert shown == ["why"] * is_shown


def test_without_a_console_a_bug_before_the_window_is_one_sentence_on_the_screen(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_given: str | None = None) -> None:
        raise KeyError("what nobody thought of")

    monkeypatch.setattr(paths, "data_folder", broken)
    monkeypatch.setattr(program, "_opened_at_once", lambda: None)
    monkeypatch.setattr("sys.argv", ["posdeskw.exe"])
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    assert program.main() == 1
    sys.stdout.close()
    (sentence,) = shown
    assert "KeyError" in sentence
    assert "what nobody thought of" not in sentence
