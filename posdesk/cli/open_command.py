"""``posdesk open``: what a double click on a bundle does, the window with what was found of it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from posdesk import app
from posdesk.cli.context import Context
from posdesk.cli.output import print_lines


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    opening = commands.add_parser("open", parents=options)
    opening.add_argument("file", nargs="?", metavar="FILE")
    opening.set_defaults(run=open_file)


def open_file(args: argparse.Namespace, context: Context) -> int:
    """Show the window on the page that checks a bundle; a window that is there comes forward.

    A file that is none is told of there, where whoever clicked on it looks. Without one it is the
    window alone: a desktop has one line for both.
    """
    context.require_nobody_named()
    named = args.file
    file = Path(os.path.abspath(named)) if named else None  # noqa: PTH100 - links keep their names
    return app.run_window(context.folder, args.lang, lambda said: print_lines([said]), file=file)
