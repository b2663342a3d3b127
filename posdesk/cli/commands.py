"""Every command there is, and the options that go with all of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from posdesk import __version__
from posdesk.cli import (
    backup_commands,
    bundle_commands,
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
    preset_commands,
    restore_command,
    seal_commands,
    settings_commands,
    shift_commands,
)
from posdesk.cli.context import Context
from posdesk.cli.parser import CommandParser
from posdesk.domain.text import LANGS


def commands() -> argparse.ArgumentParser:
    """Return what reads the command line; options that are not given add nothing."""
    options, lang = CommandParser(add_help=False), CommandParser(add_help=False)
    options.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS)
    options.add_argument("--as", dest="as_name", metavar="NAME", default=argparse.SUPPRESS)
    lang.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = CommandParser(prog="posdesk", parents=[options, lang], description="PosDesk")
    parser.add_argument("--version", action="version", version=f"PosDesk {__version__}")
    parser.add_argument("--self-test", action="store_true")
    known = parser.add_subparsers(metavar="COMMAND")
    for group in (
        flow_commands,
        code_command,
        case_commands,
        exhibit_commands,
        bundle_commands,
        preset_commands,
        data_commands,
        backup_commands,
        restore_command,
        encrypt_commands,
        seal_commands,
        erase_commands,
        settings_commands,
        people_commands,
        calendar_commands,
        due_command,
        shift_commands,
    ):
        group.add_to(known, [options, lang])
    demo = known.add_parser("demo", parents=[options, lang])
    demo.add_argument("--out", required=True, metavar="DIR")
    demo.set_defaults(run=_demo)
    return parser


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
    return 0
