"""``posdesk bundle sent`` and ``bundle copy``: keep what went out, and write it again as it was."""

from __future__ import annotations

import argparse
from pathlib import Path

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.services.case_json import sent_json
from posdesk.services.sending import Marked


def sent_arguments(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``bundle sent``."""
    parser.add_argument("case", metavar="ID")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--to", required=True, metavar="WHOM")
    parser.add_argument("--way", required=True, metavar="HOW")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.set_defaults(run=run_sent)


def copy_arguments(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``bundle copy``."""
    parser.add_argument("case", metavar="ID")
    parser.add_argument("bundle", metavar="BUNDLE")
    parser.add_argument("-o", "--output", required=True, type=place, metavar="FILE")
    parser.set_defaults(run=run_copy)


def run_sent(args: argparse.Namespace, context: Context) -> int:
    """Keep that a bundle went out about a case, or with ``--all`` about every case in it."""
    sending = context.desk.sending
    bundle = sending.open(Path(args.file))
    first = sending.mark(bundle, args.to, args.way, args.case, again=args.again)
    rest = sending.mark(bundle, args.to, args.way) if args.all else first
    known = set(first.before) | (set(rest.before) - {case.number for case in first.cases})
    tr = context.tr
    lines = [
        tr(
            "{number}: that this file went to {to} was kept already; nothing was added.",
            number=case.number,
            to=args.to,
        )
        if case.number in known
        else tr("{number}: sent to {to} ({way}).", number=case.number, to=args.to, way=args.way)
        for case in rest.cases
    ]
    if not bundle.signed:
        lines.append(tr("The bundle is not signed; it was kept as it is."))
    context.say(_told(rest, known), lines)
    return 0


def _told(marked: Marked, known: set[str]) -> dict[str, object]:
    bundle = marked.bundle
    return {
        "sha256": bundle.sha256,
        "bytes": len(bundle.data),
        "pages": bundle.pages,
        "manifest_sha256": bundle.manifest_sha256,
        "signed": bundle.signed,
        "cases": [
            {
                "id": case.id,
                "number": case.number,
                "kept_already": case.number in known,
                **sent_json(
                    next(s for s in reversed(case.sent) if s.event.sha256 == bundle.sha256)
                ),
            }
            for case in marked.cases
        ],
    }


def run_copy(args: argparse.Namespace, context: Context) -> int:
    """Write the very bytes that were sent to a file."""
    target: Path = args.output
    sent = context.desk.sending.save(args.case, args.bundle, target)
    context.say({"path": str(target), **sent_json(sent)}, [str(target)])
    return 0
