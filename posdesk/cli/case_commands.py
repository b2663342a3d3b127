"""``posdesk case``: open, correct, complete and look at cases."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from posdesk.cli import exhibit_commands, follow_commands, record_commands, taking_out_commands
from posdesk.cli.context import Context
from posdesk.cli.due_command import WHEN
from posdesk.cli.follow_json import listed_line, step_line
from posdesk.cli.output import print_error
from posdesk.cli.paper import add_paper, say_printed
from posdesk.cli.parser import whole_number
from posdesk.domain.errors import WrongInput
from posdesk.domain.life import Life
from posdesk.domain.text import N_
from posdesk.domain.timeline import sentence
from posdesk.services.case_json import case_json, listed_json, steps_json

MOST_INPUT = 1_000_000
MOST_LISTED = 500
_ALL = -1


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    cases = commands.add_parser("case", parents=options).add_subparsers(required=True)
    confirmed = argparse.ArgumentParser(add_help=False)
    confirmed.add_argument("--not-a-card", action="append", default=[], metavar="FIELD")
    both = [*options, confirmed]

    add = cases.add_parser("add", parents=both)
    add.set_defaults(run=add_case)
    correct = cases.add_parser("correct", parents=both)
    correct.add_argument("case", metavar="ID")
    correct.add_argument("--why", required=True, metavar="TEXT")
    correct.set_defaults(run=correct_case)
    show = cases.add_parser("show", parents=options)
    show.add_argument("case", metavar="ID")
    show.set_defaults(run=show_case)
    listing = cases.add_parser("list", parents=options)
    listing.add_argument("--state", choices=[one.value for one in Life])
    listing.add_argument("--due", choices=WHEN)
    listing.add_argument("--query", metavar="Q")
    listing.add_argument("--limit", type=whole_number, metavar="N")
    listing.set_defaults(run=list_cases)
    slip = cases.add_parser("slip", parents=options)
    slip.add_argument("case", metavar="ID")
    add_paper(slip)
    slip.set_defaults(run=print_slip)
    note = cases.add_parser("note", parents=both)
    note.add_argument("case", metavar="ID")
    note.add_argument("text", metavar="TEXT")
    note.set_defaults(run=note_case)
    exhibit_commands.add_attach(cases, both)
    follow_commands.add_to(cases, both)
    record_commands.add_to(cases, both)
    taking_out_commands.add_case_export(cases, options)


def add_case(args: argparse.Namespace, context: Context) -> int:
    """Open a case from the facts on standard input."""
    log = context.desk.log
    case = log.add(log.read(_facts(), set(args.not_a_card)))
    context.say({"id": case.id, "number": case.number}, (case.number,))
    return 0


def correct_case(args: argparse.Namespace, context: Context) -> int:
    """Correct a case by the facts on standard input."""
    log = context.desk.log
    case = log.correct(args.case, log.read(_facts(), set(args.not_a_card)), args.why)
    context.say({"id": case.id, "number": case.number}, (case.number,))
    return 0


def show_case(args: argparse.Namespace, context: Context) -> int:
    """Print all that is known of a case."""
    desk = context.desk
    case, now = desk.log.case(args.case), desk.follow_up.now()
    steps = desk.follow_up.steps(case)
    told = ((r.at, sentence(r.event)) for r in case.history)
    lines = [f"{at[:16]}  {context.tr.text(text)}" for at, text in told if text]
    context.say(
        {**case_json(case), **steps_json(steps, now)},
        [
            f"{case.number}  {context.tr.text(case.verdict.do)}",
            *(step_line(step, now, context) for step in steps[:1]),
            *lines,
        ],
    )
    return 0


def list_cases(args: argparse.Namespace, context: Context) -> int:
    """Print the cases that fit what is asked, the newest first; due ones by their time."""
    follow_up = context.desk.follow_up
    state = Life(args.state) if args.state else None
    limit = args.limit if args.limit is not None else 0 if args.due else MOST_LISTED
    found = follow_up.find(args.query, state, args.due, limit=limit + 1 if limit else _ALL)
    shown, now = found[: limit or None], follow_up.now()
    context.say(
        [listed_json(one, now) for one in shown],
        (listed_line(one, now, context) for one in shown),
    )
    if len(shown) < len(found) and not args.json:
        print_error(context.tr("There are more than {limit}; --limit 0 lists all.", limit=limit))
    return 0


def note_case(args: argparse.Namespace, context: Context) -> int:
    """Add a remark."""
    case = context.desk.log.note(args.case, args.text, not_a_card="note" in args.not_a_card)
    context.say({"id": case.id, "number": case.number}, (case.number,))
    return 0


def print_slip(args: argparse.Namespace, context: Context) -> int:
    """Write the slip that the customer takes along."""
    printouts, target = context.desk.printouts, args.output
    return say_printed(
        printouts.customer_slip(args.case, target, args.width, context.tr.lang), context
    )


def _facts() -> dict[str, object]:
    """Return the JSON object on standard input; raises ``WrongInput`` for anything else."""
    raw = sys.stdin.buffer.read(MOST_INPUT + 1)
    try:
        facts = json.loads(raw.decode("utf-8-sig")) if len(raw) <= MOST_INPUT else None
    except (UnicodeDecodeError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise WrongInput(
            N_(
                "The facts on standard input are no JSON object; nothing was stored;"
                ' give something like {{"amount": "500.00"}}.'
            ),
        )
    return facts
