"""``posdesk case state, call, step, link, payout, writeoff``: a case over its days."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.follow_json import say_case
from posdesk.domain.day_words import given_day, read_by
from posdesk.domain.event import PayoutTracked
from posdesk.domain.life import WAYS, Life, Party
from posdesk.domain.money import parse_amount
from posdesk.services.follow_up import SaidInCall

PARTIES = [one.value for one in Party]


def add_to(cases: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to those of ``case``; ``options`` hold ``--not-a-card``."""
    state = _one(cases, "state", options, change_state)
    state.add_argument("--to", required=True, choices=[one.value for one in Life])
    state.add_argument("--waiting-for", choices=PARTIES)
    state.add_argument("--outcome", metavar="NAME")
    state.add_argument("--why", required=True, metavar="TEXT")
    call = _one(cases, "call", options, log_call)
    call.add_argument("--who", required=True, choices=PARTIES)
    call.add_argument("--how", default="call", choices=list(WAYS))
    for name in ("name", "ticket", "said"):
        call.add_argument(f"--{name}", default="", metavar="TEXT")
    call.add_argument("--promise", metavar="DATE")
    link = _one(cases, "link", options, link_cases)
    link.add_argument("other", metavar="ID")
    link.add_argument("--why", required=True, metavar="TEXT")
    payout = _one(cases, "payout", options, track_payout)
    for name, kind in (("returned", "DATE"), ("amount", "A"), ("cause", "T"), ("document", "T")):
        payout.add_argument(f"--{name}", metavar=kind)
    payout.add_argument("--repay", metavar="DATE")
    payout.add_argument("--repaid", metavar="DATETIME")
    writeoff = _one(cases, "writeoff", options, write_off)
    writeoff.add_argument("--amount", metavar="A")
    writeoff.add_argument("--why", required=True, metavar="TEXT")
    _add_steps(cases, options)


def _add_steps(cases: Any, options: list[argparse.ArgumentParser]) -> None:
    # What a subcommand may be told is told after its name: there it would be forgotten.
    step = cases.add_parser("step", parents=options[:-1])
    step.add_argument("case", metavar="ID")
    deeds = step.add_subparsers(required=True, metavar="done|plan|add")
    done = deeds.add_parser("done", parents=options)
    done.add_argument("step", metavar="STEP")
    done.add_argument("--came", default="", metavar="TEXT")
    done.set_defaults(run=finish_step)
    plan = deeds.add_parser("plan", parents=options)
    plan.add_argument("step", metavar="STEP")
    plan.add_argument("--by", required=True, metavar="WHEN")
    plan.add_argument("--why", required=True, metavar="TEXT")
    plan.set_defaults(run=plan_step)
    add = deeds.add_parser("add", parents=options)
    add.add_argument("text", metavar="TEXT")
    add.add_argument("--by", required=True, metavar="WHEN")
    add.set_defaults(run=add_step)


def _one(cases: Any, name: str, options: list[argparse.ArgumentParser], run: Any) -> Any:
    parser = cases.add_parser(name, parents=options)
    parser.add_argument("case", metavar="ID")
    parser.set_defaults(run=run)
    return parser


def change_state(args: argparse.Namespace, context: Context) -> int:
    """Bring a case into another state; exit 2 where it may not follow."""
    case = context.desk.follow_up.move(
        args.case,
        Life(args.to),
        why=args.why,
        waiting_for=Party(args.waiting_for) if args.waiting_for else None,
        outcome=args.outcome,
        not_a_card="why" in args.not_a_card,
    )
    return say_case(case, context)


def log_call(args: argparse.Namespace, context: Context) -> int:
    """Keep a call or letter, and what was promised in it."""
    follow_up = context.desk.follow_up
    said = SaidInCall(
        who=Party(args.who),
        how=args.how,
        name=args.name,
        ticket=args.ticket,
        said=args.said,
        promise_by=read_by(args.promise, follow_up.now()) if args.promise else None,
    )
    return say_case(follow_up.log_call(args.case, said, args.not_a_card), context)


def link_cases(args: argparse.Namespace, context: Context) -> int:
    """Keep that two cases are about the same money."""
    confirmed = "why" in args.not_a_card
    case = context.desk.follow_up.link(args.case, args.other, args.why, not_a_card=confirmed)
    return say_case(case, context)


def finish_step(args: argparse.Namespace, context: Context) -> int:
    """Keep that a step was done; exit 2 where the case has none of that name."""
    confirmed = "came" in args.not_a_card
    follow_up = context.desk.follow_up
    case = follow_up.finish_step(args.case, args.step, args.came, not_a_card=confirmed)
    return say_case(case, context)


def plan_step(args: argparse.Namespace, context: Context) -> int:
    """Put a step to another time."""
    follow_up = context.desk.follow_up
    by = read_by(args.by, follow_up.now())
    confirmed = "why" in args.not_a_card
    case = follow_up.plan_step(args.case, args.step, by, args.why, not_a_card=confirmed)
    return say_case(case, context)


def add_step(args: argparse.Namespace, context: Context) -> int:
    """Put a step of one's own onto a case."""
    follow_up = context.desk.follow_up
    by = read_by(args.by, follow_up.now())
    confirmed = bool({"what", "text"} & set(args.not_a_card))
    return say_case(follow_up.plan_own(args.case, args.text, by, not_a_card=confirmed), context)


def track_payout(args: argparse.Namespace, context: Context) -> int:
    """Keep what is known of a payout that came back."""
    follow_up = context.desk.follow_up
    told = PayoutTracked(
        returned_on=_day(args.returned, context),
        amount=parse_amount(args.amount) if args.amount else None,
        cause=args.cause,
        document=args.document,
        repay_on=_day(args.repay, context),
        repaid_at=read_by(args.repaid, follow_up.now()) if args.repaid else None,
        not_a_card=tuple(args.not_a_card),
    )
    return say_case(follow_up.track_payout(args.case, told), context)


def write_off(args: argparse.Namespace, context: Context) -> int:
    """Give the money of a case up; a manager's job."""
    amount = parse_amount(args.amount) if args.amount else None
    confirmed = "why" in args.not_a_card
    case = context.desk.follow_up.write_off(args.case, amount, args.why, not_a_card=confirmed)
    return say_case(case, context)


def _day(text: str | None, context: Context) -> str | None:
    return given_day(text, context.desk.follow_up.now()).isoformat() if text else None
