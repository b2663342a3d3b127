"""``posdesk manual``: the manual as one PDF to print, or as files for a web page of one's own."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.app import open_handbook
from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.domain.manual import PARTS


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    manual = commands.add_parser("manual", parents=options)
    manual.add_argument("--part", choices=PARTS, default="")
    manual.add_argument("-o", "--output", type=place, metavar="FILE.pdf|DIR")
    manual.set_defaults(run=write_manual)


def write_manual(args: argparse.Namespace, context: Context) -> int:
    """Write the manual; where nothing is named to write to, print what it holds."""
    handbook, tr = open_handbook(), context.tr
    if args.output is None:
        manual = handbook.manual(tr.lang)
        parts = [part for part in manual.parts if args.part in ("", part.id)]
        context.say(
            [
                {
                    "part": part.id,
                    "title": part.title,
                    "chapters": [{"id": c.id, "title": c.title} for c in part.chapters],
                }
                for part in parts
            ],
            [
                line
                for part in parts
                for line in (part.title, *(f"  {c.title}" for c in part.chapters))
            ],
        )
        return 0
    written = handbook.write(args.output, tr.lang, args.part)
    context.say({"written": [str(path) for path in written]}, (str(path) for path in written))
    return 0
