"""``--help`` says what each command does, in the person's language."""

from __future__ import annotations

import argparse
import gettext
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk import paths
from posdesk.cli.argparse_words import argparse_in
from posdesk.cli.commands import commands
from posdesk.cli.explained import COMMANDS, explain
from posdesk.cli.main import main
from posdesk.cli.option_words import ARGUMENTS, OPTIONS
from posdesk.cli.parser import CommandParser
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.i18n import Translator
from posdesk.services.given import DETAILS


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


def below(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.Action]]:
    """Yield every option and argument with the command that it belongs to."""
    for name, other in parser.others.items() if isinstance(parser, CommandParser) else ():
        yield from below(other, f"{path} {name}")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from below(command, f"{path} {name}".strip())
        else:
            yield path, action


@pytest.mark.parametrize("lang", LANGS)
def test_every_option_and_argument_is_explained(lang: Lang) -> None:
    with argparse_in(lang, paths.resources() / "i18n"):
        whole = commands()
    explain(whole, Translator(lang, paths.resources() / "i18n"))
    for path, action in below(whole):
        assert action.help, (path, action.option_strings or action.metavar)
        chinese = re.search("[\u4e00-\u9fff]", action.help)
        assert bool(chinese) == (lang == "zh_CN"), (path, action.help)


def test_nothing_is_explained_that_is_not_there() -> None:
    options: set[str] = set()
    arguments: set[str] = set()
    for path, action in below(commands()):
        if action.option_strings:
            name, names = action.option_strings[-1], options
        else:
            name, names = str(action.metavar or action.dest), arguments
        names |= {name, f"{path} {name}"}
    assert set(OPTIONS) <= options
    assert set(ARGUMENTS) <= arguments


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_frame_of_the_help_is_chinese_too(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "case", "show", "--help", "--lang", "zh_CN")
    assert "用法：" in told
    assert "选项" in told
    assert not {"usage", "options", "positional", "message"} & set(re.findall("[a-z]+", told))


def test_a_wrong_command_line_is_said_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    before = os.environ.get("LANGUAGE"), gettext.textdomain()
    for argv in (("case", "show"), ("case", "list", "--state"), ("code", "1", "2"), ("casse",)):
        assert main(["--lang", "zh_CN", *argv]) == 2
        told = capsys.readouterr().err
        assert not {"required", "argument", "expected", "unrecognized", "choose"} & set(
            re.findall("[a-z]+", told)
        ), told
        assert main(["--lang", "en", *argv]) == 2
        assert capsys.readouterr().err.isascii()
    assert (os.environ.get("LANGUAGE"), gettext.textdomain()) == before


@pytest.mark.parametrize("command", ["add", "correct"])
def test_the_facts_on_standard_input_are_named(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    told = said(capsys, "case", command, "--help", "--lang", "en")
    for name in (*SLIP_FIELDS, *DETAILS, *Terminal, *Bank):
        assert re.search(rf"\b{name}\b", told), name


def test_the_example_of_the_help_opens_a_case(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    told = said(capsys, "case", "add", "--help", "--lang", "en")
    facts = re.search(r"echo '(.*)' \| posdesk case add", told)
    assert facts
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(facts[1].encode())))
    assert main(["--data-dir", str(data_dir), "case", "add"]) == 0


@pytest.mark.parametrize(("lang", "said"), [("en", "Erase cases for good"), ("zh_CN", "永久清除")])
@pytest.mark.parametrize("argv", [("--help",), ("erase", "--help")])
def test_help_is_in_the_language(
    capsys: pytest.CaptureFixture[str], lang: str, said: str, argv: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", lang, *argv])
    assert ended.value.code == 0
    assert said in capsys.readouterr().out
