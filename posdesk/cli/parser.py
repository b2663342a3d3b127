"""Reads a command line; a command may be told from its neighbours by its first word."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Sequence
from typing import Any, NoReturn

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

_TAKE_A_VALUE = ("--data-dir", "--as", "--lang")
"""Options of all commands, which may stand before the word that tells."""


class CommandParser(argparse.ArgumentParser):
    """Says wrong usage the way all errors are said.

    ``others`` are commands of their own that begin with this one's name: ``bundle check ID`` beside
    ``bundle ID``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others: dict[str, CommandParser] = {}

    def add_other(self, word: str, parents: Sequence[argparse.ArgumentParser]) -> CommandParser:
        """Return a new parser for what begins with ``word``."""
        prog = f"{self.prog} {word}"
        self.others[word] = CommandParser(prog=prog, parents=[*parents])
        return self.others[word]

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read ``args``, by another command where their first word is its name."""
        given = list(args or ()) if self.others else None
        at = first_word(given) if given is not None else None
        if given is None or at is None or given[at] not in self.others:
            return super().parse_known_args(args, namespace)
        other = self.others[given[at]]
        return other.parse_known_args([*given[:at], *given[at + 1 :]], namespace)

    def error(self, message: str) -> NoReturn:
        """Raise ``WrongInput``."""
        raise WrongInput(
            N_("The command is not understood ({reason}); nothing was done; see posdesk --help."),
            reason=message,
        )


def first_word(given: Sequence[str]) -> int | None:
    """Return where the first word stands that is no option and no option's value."""
    value = False
    for at, one in enumerate(given):
        if not value and not one.startswith("-"):
            return at
        option, given_with_it, _ = one.partition("=")
        if not value and option not in (*_TAKE_A_VALUE, "--json"):
            return None
        value = not value and not given_with_it and option in _TAKE_A_VALUE
    return None


def whole_number(given: str) -> int:
    """Return a number from 0 on; raises ``ArgumentTypeError``, in the language argparse speaks."""
    if not given.isdecimal():
        said = gettext.gettext(N_("“{given}” is no whole number"))
        raise argparse.ArgumentTypeError(said.format(given=given[:24]))
    return int(given)
