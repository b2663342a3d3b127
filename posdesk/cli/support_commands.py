"""``posdesk support``: a file for whoever helps, with nothing of anybody in it."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.domain.errors import DataTrouble


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    support = commands.add_parser("support", parents=options)
    support.add_argument("-o", "--output", type=place, metavar="FILE.zip", required=True)
    support.add_argument("--quick", action="store_true")
    support.set_defaults(run=make_support)


def make_support(args: argparse.Namespace, context: Context) -> int:
    """Write the file and say what is in it."""
    from posdesk.app import beijing_clock
    from posdesk.services.support import PARTS, Support

    key, tr = None, context.tr
    with suppress(DataTrouble):  # the file says that they are locked
        key = context.key
    made = Support(context.folder, key, beijing_clock).make(args.output, quick=args.quick)
    context.say(
        {
            "file": str(made.path),
            "bytes": made.size,
            "sha256": made.sha256,
            "parts": [{"name": part.name, "holds": part.text.as_dict()} for part in PARTS],
        },
        [
            tr("Written: {file}", file=made.path),
            *(f"  {part.name}: {tr.text(part.text)}" for part in PARTS),
            tr("It names nobody and holds no case; read it before you send it."),
        ],
    )
    return 0
