"""``posdesk journal``, ``doctor`` and ``log``: whether the data are sound, what the program did."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.parser import whole_number
from posdesk.cli.taking_out_commands import add_journal_export
from posdesk.domain.errors import DataTrouble
from posdesk.services.diary import Diary, Process, read_entry
from posdesk.services.doctor.examination import examine


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    journal = commands.add_parser("journal", parents=options).add_subparsers(required=True)
    verify = journal.add_parser("verify", parents=options)
    verify.set_defaults(run=verify_journal)
    add_journal_export(journal, options)
    doctor = commands.add_parser("doctor", parents=options)
    doctor.add_argument("--quick", action="store_true")
    doctor.set_defaults(run=run_doctor)
    log = commands.add_parser("log", parents=options)
    log.add_argument("--tail", type=whole_number, default=0, metavar="N")
    log.set_defaults(run=run_log)


def verify_journal(args: argparse.Namespace, context: Context) -> int:
    """Verify the whole journal; exit 1 with the first bad event named."""
    found = context.verify()
    bad = found.first_bad
    context.say(
        {
            "valid": found.valid,
            "events": found.events,
            "head": found.head,
            "first_bad": {
                "counter": bad.counter,
                "seq": bad.seq,
                "id": bad.id,
                "why": bad.why.as_dict(),
            }
            if bad
            else None,
        },
        (
            context.tr("The journal is whole: {events} events.", events=found.events)
            if bad is None
            else context.tr("Event {seq} is bad: {why}", seq=bad.seq, why=bad.why),
        ),
    )
    return 0 if found.valid else 1


def run_doctor(args: argparse.Namespace, context: Context) -> int:
    """Say what there is and what is wrong with it; exit 1 where something is."""
    key = None
    with suppress(DataTrouble):  # the report says that they are locked
        key = context.key
    report = examine(context.folder, key=key, quick=args.quick)
    hints = [one for one in report.checks if one.ok and one.what_to_do.en]
    context.say(
        report.as_dict(),
        [
            *(f"{name}: {value}" for name, value in report.versions.items()),
            *(f"{name}: {value}" for name, value in report.paths.items()),
            *(context.tr.text(check.said) for check in report.worst_first),
            *(context.tr.text(hint.said) for hint in hints),
        ],
    )
    return 0 if report.healthy else 1


def run_log(args: argparse.Namespace, context: Context) -> int:
    """Print what the program wrote of its doings, the oldest first; no case is in it."""
    entries = [read_entry(line) for line in Diary(context.folder, Process.COMMAND).lines()]
    asked = entries[-args.tail :] if args.tail > 0 else entries
    context.say([one.as_dict() for one in asked], [one.line for one in asked])
    return 0
