"""``--help`` says what each command does, in the person's language."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from posdesk.cli.commands import commands
from posdesk.cli.explained import COMMANDS, OPTIONS
from posdesk.cli.main import main
from posdesk.cli.parser import CommandParser

KEEPING = (
    "backup",
    "restore",
    "erase",
    "encrypt on",
    "case export",
    "journal export",
    "bundle",
    "bundle check",
    "bundle images",
    "bundle text",
    "bundle sent",
    "bundle copy",
    "exhibit mark",
    "verify",
    "seal export",
    "presets",
    "presets set",
)


def known(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every command with the names of its options."""
    for name, other in parser.others.items() if isinstance(parser, CommandParser) else ():
        whole = f"{path} {name}"
        yield whole, {one for a in other._actions for one in a.option_strings[-1:]} - {"--help"}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                whole = f"{path} {name}".strip()
                options = {one for a in below._actions for one in a.option_strings[-1:]}
                yield whole, options - {"--help"}
                yield from known(below, whole)


def test_every_command_has_its_line_and_no_other() -> None:
    assert {name for name, _ in known(commands())} == set(COMMANDS)


def test_every_option_of_keeping_data_has_its_line() -> None:
    found = dict(known(commands()))
    for name in KEEPING:
        assert found[name] <= set(OPTIONS), name
    assert set(OPTIONS) <= {one for options in found.values() for one in options} | {"--self-test"}


@pytest.mark.parametrize(("lang", "said"), [("en", "Erase cases for good"), ("zh_CN", "永久清除")])
@pytest.mark.parametrize("argv", [("--help",), ("erase", "--help")])
def test_help_is_in_the_language(
    capsys: pytest.CaptureFixture[str], lang: str, said: str, argv: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", lang, *argv])
    assert ended.value.code == 0
    assert said in capsys.readouterr().out
