"""``-``: one rule for everything that a command writes, whichever word or option names it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk.cli.commands import commands
from posdesk.cli.parser import CommandParser
from posdesk.domain.errors import WrongInput
from tests.cli.conftest import Run

_OUT = ("-o", "--out", "--sheet")
_READ = (
    "restore",
    "verify",
    "import",
    "trust",
    "open",
    "sent",
    "check",
    "apply",
    "prepare",
    "attach",
)
"""Words of commands whose files are there already."""


def _parsers(
    parser: argparse.ArgumentParser, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield words, parser
    if isinstance(parser, CommandParser):
        for word, other in parser.others.items():
            yield from _parsers(other, (*words, word))
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from _parsers(inner, (*words, word))


def _writing() -> Iterator[tuple[str, argparse.Action]]:
    for words, parser in _parsers(commands(), ()):
        for action in parser._actions:
            option = next((one for one in action.option_strings if one in _OUT), "")
            names_a_file = not action.option_strings and action.metavar == "FILE"
            if option or (names_a_file and words[-1] not in _READ):
                yield " ".join((*words, option)), action


WRITING = dict(_writing())
STREAMS = {"case export -o", "journal export -o"}


def test_the_commands_that_write_are_found() -> None:
    assert len(WRITING) > 15
    assert set(WRITING) > STREAMS
    assert {"backup ", "seal export ", "demo --out", "encrypt on --sheet"} < set(WRITING)


@pytest.mark.parametrize("name", sorted(set(WRITING) - STREAMS))
def test_what_is_no_stream_refuses_it(name: str) -> None:
    read = WRITING[name].type
    assert callable(read), name
    with pytest.raises(WrongInput, match="standard output"):
        read("-")
    with pytest.raises(WrongInput, match="No file is named"):
        read(" ")
    assert read("./-") == Path.cwd() / "-"


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_nothing_is_done_and_no_file_is_made(
    run: Run, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = run("case", "add", "--json", facts={"amount": "1"}).json["number"]
    sheets = run("handover", "list", "--json").json
    for line in (
        ("backup", "-"),
        ("bundle", number, "-o", "-"),
        ("case", "slip", number, "-o-"),
        ("due", "--output=-"),
        ("handover", "end", "-o", "-"),
        ("support", "-o", "-"),
        ("seal", "export", "-"),
    ):
        said = run(*line, "--lang", lang)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), line
        assert "./-" in said.err
    assert run("handover", "list", "--json").json == sheets
    assert list(tmp_path.glob("-*")) == []
