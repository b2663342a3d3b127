"""``posdesk handover``: the sheet for the next shift, made, taken over and checked."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.domain.errors import NotFound
from posdesk.domain.moment import from_iso
from posdesk.domain.money import plain_amount, show_amount
from posdesk.domain.shift_sheet import SheetLine, ShiftSheet
from posdesk.domain.text import N_
from posdesk.i18n import Translator
from posdesk.services.case_json import step_json


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    handover = commands.add_parser("handover", parents=options)
    handover.add_argument("-o", "--output", type=place, metavar="FILE")
    handover.set_defaults(run=show_sheet)
    deeds = handover.add_subparsers(metavar="DEED")
    end = deeds.add_parser("end", parents=options)
    end.add_argument("--by", required=True, metavar="NAME")
    end.add_argument("--note", default="", metavar="TEXT")
    end.add_argument("-o", "--output", type=place, metavar="FILE", default=argparse.SUPPRESS)
    end.set_defaults(run=end_shift)
    take = deeds.add_parser("take", parents=options)
    take.add_argument("--by", required=True, metavar="NAME")
    take.add_argument("--note", default="", metavar="TEXT")
    take.set_defaults(run=take_over)
    listing = deeds.add_parser("list", parents=options)
    listing.set_defaults(run=list_sheets)
    check = deeds.add_parser("check", parents=options)
    check.add_argument("head", metavar="HASH")
    check.set_defaults(run=check_head)


def show_sheet(args: argparse.Namespace, context: Context) -> int:
    """Print what the sheet would say now; nothing is written but the file that was asked for."""
    return _say(context.desk.shifts.sheet(), args, context)


def end_shift(args: argparse.Namespace, context: Context) -> int:
    """Hand the shift over."""
    return _say(context.desk.shifts.end_shift(args.by, args.note), args, context)


def take_over(args: argparse.Namespace, context: Context) -> int:
    """Take over the last sheet."""
    shifts = context.desk.shifts
    waiting = shifts.open_sheet()
    if waiting is None:
        raise NotFound(N_("No shift waits to be taken over; nothing was stored."))
    sheet = shifts.take_over(waiting.id, args.by, args.note)
    context.say(sheet_json(sheet), _lines(sheet, context.tr))
    return 0


def list_sheets(args: argparse.Namespace, context: Context) -> int:
    """Print the sheets that were made, the newest first."""
    sheets = context.desk.shifts.sheets()
    context.say(
        [sheet_json(sheet) for sheet in sheets],
        [f"{s.made_at[:16]}  {s.by} → {s.taken_by or '…'}  {len(s.active)}" for s in sheets],
    )
    return 0


def check_head(args: argparse.Namespace, context: Context) -> int:
    """Say whether a head that stands on paper is in the journal; exit 1 where it is not."""
    there = context.desk.shifts.is_in_journal(args.head)
    context.say(
        {"head": args.head, "in_journal": there},
        [
            context.tr("This head is in the journal.")
            if there
            else context.tr("This head is not in the journal: events after it may be missing.")
        ],
    )
    return 0 if there else 1


def sheet_json(sheet: ShiftSheet) -> dict[str, Any]:
    """Return all that stands on a sheet."""
    return {
        "id": sheet.id or None,
        "made_at": sheet.made_at,
        "by": sheet.by or None,
        "note": sheet.note or None,
        "since": sheet.since or None,
        "head": {"counter": sheet.head.counter, "seq": sheet.head.seq, "hash": sheet.head.hash},
        "cases": [_line_json(line, sheet.made_at) for line in sheet.lines],
        "due": {
            "overdue": _numbers(sheet.overdue),
            "today": _numbers(sheet.today),
            "tomorrow": _numbers(sheet.tomorrow),
        },
        "promises": [
            {"number": line.number, "what": line.promise, "by": line.promise_by}
            for line in sheet.promises
        ],
        "unfinished": _numbers(sheet.unfinished),
        "goods_held": _numbers(sheet.held),
        "to_close": _numbers(sheet.to_close),
        "opened": list(sheet.opened),
        "closed": list(sheet.closed),
        "total": plain_amount(sheet.total),
        "acknowledged": {"by": sheet.taken_by, "at": sheet.taken_at, "note": sheet.taken_note}
        if sheet.taken_by
        else None,
    }


def _line_json(line: SheetLine, made_at: str) -> dict[str, Any]:
    return {
        "number": line.number,
        "opened_at": line.opened_at,
        "title": line.title.as_dict(),
        "amount": None if line.amount is None else plain_amount(line.amount),
        "money": line.money.value,
        "state": line.life.value,
        "waiting_for": line.waiting_for.value if line.waiting_for else None,
        "next": step_json(line.step, from_iso(made_at)) if line.step else None,
        "last": line.last.as_dict() if line.last else None,
        "last_at": line.last_at,
    }


def _numbers(lines: tuple[SheetLine, ...]) -> list[str]:
    return [line.number for line in lines]


def _say(sheet: ShiftSheet, args: argparse.Namespace, context: Context) -> int:
    told = sheet_json(sheet)
    lines = _lines(sheet, context.tr)
    if args.output is not None:
        made = context.desk.printouts.shift_sheet(sheet, args.output, context.tr.lang)
        told |= {"path": str(made.path), "bytes": made.size}
        lines.append(str(made.path))
    context.say(told, lines)
    return 0


def _lines(sheet: ShiftSheet, tr: Translator) -> list[str]:
    """Return a sheet for a terminal, the most urgent case first."""
    head = f"{sheet.made_at[:16]}  {sheet.by}  {sheet.head.counter}/{sheet.head.seq}"
    return [f"{head} {sheet.head.hash}", *(_line(line, tr) for line in sheet.lines)]


def _line(line: SheetLine, tr: Translator) -> str:
    amount = "" if line.amount is None else show_amount(line.amount)
    step = f"{line.step.due[5:16]} {tr.text(line.step.what)}" if line.step else ""
    return f"{line.number}  {amount}  {step}".rstrip()
