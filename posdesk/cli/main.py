"""Reads the command line, runs one command, and turns every expected failure into one sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from posdesk import __version__, paths
from posdesk.cli import (
    backup_commands,
    calendar_commands,
    case_commands,
    code_command,
    data_commands,
    due_command,
    encrypt_commands,
    erase_commands,
    exhibit_commands,
    flow_commands,
    people_commands,
    restore_command,
    settings_commands,
    shift_commands,
)
from posdesk.cli.context import Context
from posdesk.cli.output import print_error, print_json, print_lines
from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.text import LANGS, N_
from posdesk.i18n import Translator, choose_language
from posdesk.intake.settings_file import read_settings

DONE, NO, WRONG = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says wrong usage the way all errors are said."""

    def error(self, message: str) -> NoReturn:
        raise WrongInput(
            N_("The command is not understood ({reason}); nothing was done; see posdesk --help."),
            reason=message,
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` names and return the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    tr = Translator(choose_language(_given_language(given)), paths.resources() / "i18n")
    try:
        args = _parser().parse_args(given, _nothing_said())
        folder = paths.data_folder(args.data_dir)
        tr = _translator(args, folder)
        return _run(args, Context(folder, tr, as_json=args.json, as_name=args.as_name))
    except WrongInput as error:
        print_error(tr.error(error))
        return WRONG
    except PosDeskError as error:
        print_error(tr.error(error))
        return NO
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return NO
    except Exception as error:  # noqa: BLE001 - a person never sees a traceback
        print_error(_unexpected(tr, error))
        return NO


def _run(args: argparse.Namespace, context: Context) -> int:
    try:
        if args.self_test:
            from posdesk.selftest import run_self_test

            report = run_self_test()
            print_json(report)
            return DONE if report["ok"] else NO
        if "run" in args:
            return int(args.run(args, context))
        if args.as_name is not None:
            raise WrongInput(
                N_("--as goes with a command; nothing was done; sign in at the window's top right.")
            )
        from posdesk.app import run_window

        return run_window(context.folder, args.lang, lambda said: print_lines([said]))
    finally:
        context.close()


def _parser() -> argparse.ArgumentParser:
    options = _Parser(add_help=False)
    options.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS)
    options.add_argument("--as", dest="as_name", metavar="NAME", default=argparse.SUPPRESS)
    options.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = _Parser(prog="posdesk", parents=[options], description="PosDesk")
    parser.add_argument("--version", action="version", version=f"PosDesk {__version__}")
    parser.add_argument("--self-test", action="store_true")
    commands = parser.add_subparsers(metavar="COMMAND")
    for group in (
        flow_commands,
        code_command,
        case_commands,
        exhibit_commands,
        data_commands,
        backup_commands,
        restore_command,
        encrypt_commands,
        erase_commands,
        settings_commands,
        people_commands,
        calendar_commands,
        due_command,
        shift_commands,
    ):
        group.add_to(commands, [options])
    demo = commands.add_parser("demo", parents=[options])
    demo.add_argument("--out", required=True, metavar="DIR")
    demo.set_defaults(run=_demo)
    return parser


def _nothing_said() -> argparse.Namespace:
    """Return the options where none is given; subcommands only ever add to them."""
    return argparse.Namespace(data_dir=None, as_name=None, lang=None, json=False)


def _demo(args: argparse.Namespace, context: Context) -> int:
    from posdesk.demo import run_demo

    made = run_demo(Path(args.out).absolute(), context.tr.lang)
    context.say(
        {
            "case": made.case,
            "bundle": str(made.bundle),
            "screenshots": [str(path) for path in made.screenshots],
        },
        [str(made.bundle), *(str(path) for path in made.screenshots)],
    )
    return DONE


def _translator(args: argparse.Namespace, folder: Path) -> Translator:
    """Return the language of the option, else of the shop's settings, else of the system."""
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
        if option == "--lang":
            return value
    return next((g.partition("=")[2] for g in given if g.startswith("--lang=")), None)


def _unexpected(tr: Translator, error: Exception) -> str:
    return tr(
        "Something unexpected happened ({kind}); what was stored before is kept;"
        " run “posdesk doctor” and report it.",
        kind=type(error).__name__,
    )
