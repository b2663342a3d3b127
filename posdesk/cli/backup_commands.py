"""``posdesk backup``: everything into one file, checked, to be carried away."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.place import place


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    backup = commands.add_parser("backup", parents=options)
    backup.add_argument("file", type=place, metavar="FILE")
    backup.set_defaults(run=make_backup)


def make_backup(args: argparse.Namespace, context: Context) -> int:
    """Write a whole backup, exhibits included, to a file that is not there yet."""
    made = context.desk.backups.make_file(args.file)
    about, tr = made.about, context.tr
    lines = [
        str(made.path),
        tr(
            "{cases} cases, {exhibits} exhibits, {size} bytes; read back whole.",
            cases=about.cases,
            exhibits=about.exhibits - about.missing,
            size=made.size,
        ),
    ]
    if about.missing:
        lines.append(tr("{count} exhibits were missing or damaged already.", count=about.missing))
    context.say(
        {
            "path": str(made.path),
            "bytes": made.size,
            "sha256": made.sha256,
            "made_at": about.made_at,
            "events": about.events,
            "cases": about.cases,
            "exhibits": about.exhibits,
            "missing_exhibits": about.missing,
            "head": about.head,
            "verified": True,
        },
        lines,
    )
    return 0
