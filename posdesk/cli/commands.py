"""Every command there is, and the options that go with all of them; only what is asked is read."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from posdesk import __version__
from posdesk.cli.parser import CommandParser
from posdesk.cli.place import place
from posdesk.domain.text import LANGS

if TYPE_CHECKING:
    from posdesk.cli.context import Context

_MODULES = {
    "flow_commands": ("flows",),
    "code_command": ("code",),
    "case_commands": ("case",),
    "exhibit_commands": ("exhibit",),
    "bundle_commands": ("bundle",),
    "open_command": ("open",),
    "preset_commands": ("presets",),
    "data_commands": ("journal", "doctor", "log"),
    "support_commands": ("support",),
    "update_commands": ("update",),
    "backup_commands": ("backup",),
    "restore_command": ("restore",),
    "encrypt_commands": ("encrypt",),
    "seal_commands": ("verify", "seal"),
    "erase_commands": ("erase",),
    "settings_commands": ("settings",),
    "provision_commands": ("provision",),
    "people_commands": ("people",),
    "calendar_commands": ("calendar",),
    "due_command": ("due",),
    "shift_commands": ("handover",),
    "manual_command": ("manual",),
}
"""Where each command is made, and the words that it is called by, in the order of the help."""


def commands(word: str | None = None) -> argparse.ArgumentParser:
    """Return what reads the command line; options that are not given add nothing.

    Of the commands only those in the module of ``word`` are read, where it is one's name: each
    takes a part of the program with it. An empty word reads none.
    """
    options, lang = CommandParser(add_help=False), CommandParser(add_help=False)
    options.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS)
    options.add_argument("--as", dest="as_name", metavar="NAME", default=argparse.SUPPRESS)
    lang.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = CommandParser(prog="posdesk", parents=[options, lang], description="PosDesk")
    parser.add_argument("--version", action="version", version=f"PosDesk {__version__}")
    parser.add_argument("--self-test", action="store_true")
    known = parser.add_subparsers(metavar="COMMAND")
    for name in _modules(word):
        import_module(f"posdesk.cli.{name}").add_to(known, [options, lang])
    demo = known.add_parser("demo", parents=[options, lang])
    demo.add_argument("--out", required=True, type=place, metavar="DIR")
    demo.set_defaults(run=_demo)
    return parser


def _demo(args: argparse.Namespace, context: Context) -> int:
    from posdesk.demo import run_demo

    made = run_demo(args.out, context.tr.lang)
    context.say(
        {
            "case": made.case,
            "bundle": str(made.bundle),
            "screenshots": [str(path) for path in made.screenshots],
        },
        [str(made.bundle), *(str(path) for path in made.screenshots)],
    )
    return 0


def _modules(word: str | None) -> tuple[str, ...]:
    """Return the modules of the command ``word``; all of them for what is no command."""
    if word == "" or word == "demo":
        return ()
    found = tuple(name for name, words in _MODULES.items() if word in words)
    return found or tuple(_MODULES)
