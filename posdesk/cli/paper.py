"""What the commands that write have in common: where to, how wide, and what was written."""

from __future__ import annotations

import argparse
from pathlib import Path

from posdesk.cli.context import Context
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.services.printouts import WIDTHS, Printout


def add_paper(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what to print on."""
    parser.add_argument("-o", "--output", required=True, metavar="FILE")
    parser.add_argument("--width", choices=WIDTHS, default=WIDTHS[0])


def place(given: str) -> Path:
    """Return where a file or a folder is to go, as it was named.

    Raises ``WrongInput`` where nothing is named, as by a script whose variable is not set: that
    would mean the folder one happens to be in.
    """
    if not given.strip():
        raise WrongInput(N_("No file is named; nothing was written; put its name after -o."))
    return Path(given).absolute()


def say_printed(made: Printout, context: Context) -> int:
    """Print which file was written and how large it is."""
    said = context.tr("{size} bytes", size=made.size)
    context.say({"path": str(made.path), "bytes": made.size}, (str(made.path), said))
    return 0
