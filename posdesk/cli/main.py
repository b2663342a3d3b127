"""Runs one command, or opens the window, and turns every expected failure into one sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk import paths
from posdesk.cli.output import print_error, print_json, print_lines
from posdesk.cli.parser import first_word
from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.sensitive import require_text
from posdesk.domain.text import LANGS
from posdesk.i18n import Translator, choose_language
from posdesk.ownership import require_member

if TYPE_CHECKING:
    from posdesk.cli.context import Context

DONE, NO, WRONG = 0, 1, 2
_WITHOUT_DATA = ("doctor", "manual", "provision")
"""What helps an account that may not open the data, too."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` names and return the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    tr = Translator(choose_language(_given_language(given)), paths.resources() / "i18n")
    try:
        args = _read(given, tr)
        from posdesk.cli.context import Context

        folder = paths.data_folder(args.data_dir)
        if not args.self_test and _word(given) not in _WITHOUT_DATA:
            require_member(folder)
        tr = _translator(args, folder)
        return _run(args, Context(folder, tr, as_json=args.json, as_name=args.as_name))
    except WrongInput as error:
        print_error(tr.error(error))
        return WRONG
    except PosDeskError as error:
        return _failed(tr.error(error), tr, given)
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return NO
    except Exception as error:  # noqa: BLE001 - a person never sees a traceback
        return _failed(_unexpected(tr, error), tr, given)


def _failed(sentence: str, tr: Translator, given: Sequence[str]) -> int:
    """Say a failure; after a click, whose output nobody reads, on the screen too."""
    print_error(sentence)
    if not given or given[0] == "open":
        from posdesk.app import tell_before_window

        tell_before_window(sentence, tr)
    return NO


def _run(args: argparse.Namespace, context: Context) -> int:
    try:
        if args.self_test:
            from posdesk.selftest import run_self_test

            report = run_self_test()
            print_json(report)
            return DONE if report["ok"] else NO
        if "run" in args:
            from posdesk.cli.witness import noted

            with noted(args, context):
                return int(args.run(args, context))
        context.require_nobody_named()
        from posdesk.app import run_window

        return run_window(context.folder, args.lang, lambda said: print_lines([said]))
    finally:
        context.close()


def _read(given: Sequence[str], tr: Translator) -> argparse.Namespace:
    """Return what ``given`` says; the window needs no command, so none is read for it."""
    said = argparse.Namespace(data_dir=None, as_name=None, lang=None, json=False, self_test=False)
    if not given:
        return said
    from posdesk.cli.argparse_words import argparse_in
    from posdesk.cli.commands import commands

    for one in given:
        # A file may be called by any bytes, one that is still to be written too; words are text.
        if os.sep not in one and not os.path.lexists(os.fsencode(one)):
            require_text(one.encode("utf-8", "replace").decode(), one)
    with argparse_in(tr.lang, paths.resources() / "i18n"):
        known = commands(_word(given))
        if {"-h", "--help"} & set(given):
            from posdesk.cli.explained import explain

            explain(known, tr)
        return known.parse_args(given, said)


def _word(given: Sequence[str]) -> str | None:
    """Return the command that is named; empty where an option is answered without any."""
    at = first_word(given)
    if at is not None:
        return given[at] or None
    return "" if {"--version", "--self-test"} & set(given) else None


def _translator(args: argparse.Namespace, folder: Path) -> Translator:
    """Return the language of the option, else of the shop's settings, else of the system."""
    from posdesk.intake.settings_file import read_settings

    wanted = args.lang
    if wanted is None:
        try:
            wanted = read_settings(folder).language or None
        except PosDeskError:
            wanted = None  # The command itself meets the broken file and says so.
    return Translator(choose_language(wanted), paths.resources() / "i18n")


def _given_language(given: Sequence[str]) -> str | None:
    """Return the language named on a command line that may not be understood otherwise."""
    for option, value in pairwise(given):
        if option == "--lang" and value in LANGS:
            return value
    named = (g.partition("=")[2] for g in given if g.startswith("--lang="))
    return next((value for value in named if value in LANGS), None)


def _unexpected(tr: Translator, error: Exception) -> str:
    return tr(
        "Something unexpected happened ({kind}); what was stored before is kept;"
        " run “posdesk doctor” and report it.",
        kind=type(error).__name__,
    )
