"""``posdesk exhibit`` and ``case attach``: evidence taken in, described, covered, written out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.domain.bundle.still_shown import still_shown
from posdesk.domain.case import Case, Sent
from posdesk.domain.cover import Box
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.domain.people import Job
from posdesk.services.case_json import exhibit_json, sent_json

_KINDS = "|".join(EXHIBIT_KINDS)


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    exhibits = commands.add_parser("exhibit", parents=options).add_subparsers(required=True)
    listing = exhibits.add_parser("list", parents=options)
    listing.add_argument("case", metavar="ID")
    listing.set_defaults(run=list_exhibits)
    redact = _of_one(exhibits, "redact", options, redact_exhibit)
    redact.add_argument("--box", action="append", default=[], metavar="[PAGE,]X,Y,W,H")
    redact.add_argument("--drop-sent", action="store_true")
    _of_one(exhibits, "proposals", options, propose_covers)
    mark = _of_one(exhibits, "mark", options, mark_exhibit)
    how = mark.add_mutually_exclusive_group()
    how.add_argument("--box", action="append", default=[], metavar="[PAGE,]X,Y,W,H")
    how.add_argument("--find", action="append", default=[], metavar="TEXT")
    how.add_argument("--clear", action="store_true")
    describe = _of_one(exhibits, "describe", options, describe_exhibit)
    describe.add_argument("--kind", metavar=_KINDS)
    describe.add_argument("--about", metavar="TEXT")
    describe.add_argument("--not-a-card", action="append", default=[], metavar="FIELD")
    save = _of_one(exhibits, "save", options, save_exhibit)
    save.add_argument("-o", "--output", required=True, type=place, metavar="FILE")


def add_attach(cases: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add ``case attach`` to the commands about cases."""
    attach = cases.add_parser("attach", parents=options)
    attach.add_argument("case", metavar="ID")
    attach.add_argument("files", metavar="FILE", nargs="+")
    attach.add_argument("--kind", required=True, metavar=_KINDS)
    attach.add_argument("--cover", action="store_true")
    attach.set_defaults(run=attach_files)


def attach_files(args: argparse.Namespace, context: Context) -> int:
    """Add files as exhibits: all of them, or none where one cannot be kept."""
    keeper, case = context.desk.exhibits, context.desk.log.case(args.case)
    paths = [Path(file) for file in args.files]
    keeper.check_kind(args.kind)
    prepared = [
        keeper.prepare(
            path,
            not_a_card=bool({"name", "file", path.name} & set(args.not_a_card)),
            cover_found=args.cover,
        )
        for path in paths
    ]
    for one in prepared:
        case = keeper.keep(case, one, args.kind)
    added = case.exhibits[-len(prepared) :]
    told = [_attached(case, exhibit) for exhibit in added]
    context.say(told[0] if len(told) == 1 else told, [_line(case, exhibit) for exhibit in added])
    return 0


def list_exhibits(args: argparse.Namespace, context: Context) -> int:
    """Print the exhibits of a case, each with its place."""
    case = context.desk.log.case(args.case)
    context.say(
        [{"place": at, **exhibit_json(e)} for at, e in enumerate(case.exhibits, start=1)],
        [_line(case, exhibit) for exhibit in case.exhibits],
    )
    return 0


def redact_exhibit(args: argparse.Namespace, context: Context) -> int:
    """Cover boxes of an exhibit for good."""
    boxes = [Box.read(text) for text in args.box]
    keeper = context.desk.exhibits
    if args.drop_sent:
        context.desk.staff.require(Job.EXPORT)
    _, before = keeper.find(args.case, args.exhibit)
    case = keeper.cover(args.case, before.id, boxes)
    _, exhibit = keeper.find(case.id, before.id)
    held = still_shown(case, exhibit)
    if args.drop_sent:
        context.desk.sending.forget(held)
        held = ()
    context.say(
        {
            "id": case.id,
            "number": case.number,
            **exhibit_json(exhibit),
            "still_in": [sent_json(sent) for sent in held],
        },
        [_line(case, exhibit), *(still_held(sent, context) for sent in held)],
    )
    return 0


def still_held(sent: Sent, context: Context) -> str:
    """Return the warning that a kept bundle shows what was covered since."""
    return context.tr(
        "The bundle sent to {to} on {at} still shows it, and a copy is kept; --drop-sent lets that"
        " copy go.",
        to=sent.event.to,
        at=sent.at[:10],
    )


def mark_exhibit(args: argparse.Namespace, context: Context) -> int:
    """Frame boxes of an exhibit, the rows that hold given words, or the case's own rows."""
    boxes = [Box.read(text) for text in args.box]
    keeper, marker = context.desk.exhibits, context.desk.marker
    _, before = keeper.find(args.case, args.exhibit)
    if boxes or args.clear:
        case = marker.mark(args.case, before.id, boxes)
    else:
        case = marker.mark_found(args.case, before.id, args.find)
    _, exhibit = keeper.find(case.id, before.id)
    context.say(
        {"id": case.id, "number": case.number, **exhibit_json(exhibit)},
        [_line(case, exhibit), *exhibit.marks],
    )
    return 0


def propose_covers(args: argparse.Namespace, context: Context) -> int:
    """Print the boxes that the text of an exhibit proposes to cover."""
    keeper = context.desk.exhibits
    _, exhibit = keeper.find(args.case, args.exhibit)
    boxes = [str(box) for box in keeper.proposals(keeper.bytes_of(exhibit), exhibit.mime)]
    context.say({"exhibit": exhibit.id, "boxes": boxes}, boxes)
    return 0


def describe_exhibit(args: argparse.Namespace, context: Context) -> int:
    """Correct the kind of an exhibit, or say a sentence about it."""
    keeper = context.desk.exhibits
    _, before = keeper.find(args.case, args.exhibit)
    sure = "about" in args.not_a_card
    case = keeper.describe(args.case, before.id, kind=args.kind, about=args.about, not_a_card=sure)
    _, exhibit = keeper.find(case.id, before.id)
    context.say(exhibit_json(exhibit), [_line(case, exhibit)])
    return 0


def save_exhibit(args: argparse.Namespace, context: Context) -> int:
    """Write the clean copy of an exhibit to a file."""
    target = args.output
    exhibit = context.desk.exhibits.save(args.case, args.exhibit, target)
    context.say(
        {"path": str(target), "bytes": exhibit.size, "sha256": exhibit.sha256}, [str(target)]
    )
    return 0


def _of_one(
    exhibits: Any, name: str, options: list[argparse.ArgumentParser], run: Any
) -> argparse.ArgumentParser:
    """Add a command about one exhibit, which its id, its digest or its place names."""
    parser: argparse.ArgumentParser = exhibits.add_parser(name, parents=options)
    parser.add_argument("case", metavar="ID")
    parser.add_argument("exhibit", metavar="EXHIBIT")
    parser.set_defaults(run=run)
    return parser


def _attached(case: Case, exhibit: Exhibit) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "exhibit": exhibit.id,
        "sha256": exhibit.sha256,
        "received_sha256": exhibit.received_sha256,
        "mime": exhibit.mime,
        "bytes": exhibit.size,
        "name": exhibit.name,
        "covered": list(exhibit.boxes),
    }


def _line(case: Case, exhibit: Exhibit) -> str:
    place = 1 + [one.id for one in case.exhibits].index(exhibit.id)
    return f"{case.number}  {place}  {exhibit.kind}  {exhibit.name}  {exhibit.sha256}"
