"""``posdesk backup``: everything into one file, checked, to be carried away."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk import app
from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.cli.restore_command import present_key


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    backup = commands.add_parser("backup", parents=options)
    backup.add_argument("file", type=place, metavar="FILE")
    backup.set_defaults(run=make_backup)
    check = backup.add_other("check", options)
    check.add_argument("files", nargs="*", metavar="FILE")
    check.set_defaults(run=check_backups)


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


def check_backups(args: argparse.Namespace, context: Context) -> int:
    """Read backups back, all there are where none is named; exit 1 where one is not sound."""
    restorer, tr = app.open_restorer(context.folder, present_key(context)), context.tr
    found = restorer.check([Path(file).expanduser() for file in args.files])
    bad = [one for one in found if one.trouble is not None]
    context.say(
        {
            "sound": bool(found) and not bad,
            "backups": [
                {
                    "path": str(one.path),
                    "sound": one.trouble is None,
                    "missing_exhibits": one.lacking,
                    "trouble": tr.error(one.trouble) if one.trouble is not None else None,
                }
                for one in found
            ],
        },
        [
            tr.error(one.trouble)
            if one.trouble is not None
            else tr("{file}: whole, with its exhibits.", file=one.path)
            for one in found
        ]
        or [tr("There is no backup to check; make one with posdesk backup FILE.")],
    )
    return 1 if bad or not found else 0
