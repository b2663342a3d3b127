"""What the commands that print have in common: where to, how wide, and what was written."""

from __future__ import annotations

import argparse

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.services.printouts import WIDTHS, Printout


def add_paper(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what to print on."""
    parser.add_argument("-o", "--output", required=True, type=place, metavar="FILE")
    parser.add_argument("--width", choices=WIDTHS, default=WIDTHS[0])


def say_printed(made: Printout, context: Context) -> int:
    """Print which file was written and how large it is."""
    said = context.tr("{size} bytes", size=made.size)
    context.say({"path": str(made.path), "bytes": made.size}, (str(made.path), said))
    return 0
