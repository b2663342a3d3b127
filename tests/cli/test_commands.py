"""Each command is made by the module that is named for it, and none is read that is not asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from posdesk.cli import commands as module
from posdesk.cli.commands import commands
from posdesk.cli.main import main
from tests.cli.test_explained import known

HEAVY = {"PySide6", "PIL", "cryptography", "pikepdf", "pypdfium2", "pyhanko", "reportlab"}


def top(word: str | None) -> list[str]:
    """The commands that are read where ``word`` is named, in their order."""
    return [name for name, _ in known(commands(word)) if name and " " not in name]


@pytest.mark.parametrize("words", list(module._MODULES.values()))
def test_the_words_of_a_module_are_those_it_makes(words: tuple[str, ...]) -> None:
    for word in words:
        assert top(word) == [*words, "demo"]


def test_what_is_no_command_is_told_all_there_are() -> None:
    everything = [word for words in module._MODULES.values() for word in words]
    assert top(None) == top("casse") == [*everything, "demo"]
    assert top("") == ["demo"]


def loaded(*argv: str) -> set[str]:
    """The modules that are there after a command line was read and done."""
    code = f"""
import sys
from posdesk.cli.main import main
try:
    main({list(argv)!r})
except SystemExit:
    pass
print("\\n".join(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.split())


def test_the_version_is_told_without_the_program() -> None:
    there = loaded("--version")
    assert "posdesk.cli.parser" in there
    assert not {"posdesk.app", "posdesk.storage.store", *HEAVY} & there


def test_a_command_takes_no_other_with_it() -> None:
    there = loaded("code", "51")
    assert "posdesk.cli.code_command" in there
    assert not {"posdesk.cli.bundle_commands", "posdesk.cli.case_commands", *HEAVY} & there


def test_no_word_at_all_is_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", ""]) == 2
    assert "case" in capsys.readouterr().err
