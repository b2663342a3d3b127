"""``posdesk due``: what is to be done today and what is late, and the same for other calendars."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.follow_json import listed_line
from posdesk.cli.place import place
from posdesk.services.case_json import listed_json

WHEN = ("today", "overdue")


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    due = commands.add_parser("due", parents=options)
    due.add_argument("--when", choices=WHEN)
    due.add_argument("-o", "--output", type=place, metavar="FILE.ics")
    due.set_defaults(run=show_due)


def show_due(args: argparse.Namespace, context: Context) -> int:
    """Print what is due and overdue, or write every next action and promise to a file."""
    if args.output is not None:
        return _write(args.output, context)
    follow_up = context.desk.follow_up
    found, now = follow_up.due(args.when), follow_up.now()
    context.say(
        [listed_json(one, now) for one in found],
        [listed_line(one, now, context) for one in found] or [context.tr("Nothing is due.")],
    )
    return 0


def _write(target: Path, context: Context) -> int:
    made = context.desk.agenda.write(target, context.tr.lang)
    context.say(
        {"path": str(made.path), "bytes": made.size, "entries": made.entries},
        [str(made.path), context.tr("{count} entries", count=made.entries)],
    )
    return 0
