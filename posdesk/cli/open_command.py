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
    opening.add_argument("file", metavar="FILE")
    opening.set_defaults(run=open_file)


def open_file(args: argparse.Namespace, context: Context) -> int:
    """Show the window on the page that checks a bundle; a window that is there comes forward.

    A file that is none is told of there, where whoever clicked on it looks.
    """
    context.require_nobody_named()
    file = Path(os.path.abspath(args.file))  # noqa: PTH100 - what is a link is named as it was
    return app.run_window(context.folder, args.lang, lambda said: print_lines([said]), file=file)
