"""``posdesk case goods, promise, tender``: what is settled with the customer at the counter."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.follow_json import say_case
from posdesk.domain.day_words import read_by
from posdesk.domain.timeline import GOODS_WORDS


def add_to(cases: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to those of ``case``; ``options`` hold ``--not-a-card``."""
    goods = cases.add_parser("goods", parents=options)
    goods.add_argument("case", metavar="ID")
    goods.add_argument("goods", choices=list(GOODS_WORDS))
    goods.set_defaults(run=mark_goods)
    promise = cases.add_parser("promise", parents=options)
    promise.add_argument("case", metavar="ID")
    promise.add_argument("text", metavar="TEXT")
    promise.add_argument("--by", required=True, metavar="WHEN")
    promise.set_defaults(run=promise_customer)
    tender = cases.add_parser("tender", parents=options)
    tender.add_argument("case", metavar="ID")
    for name in ("means", "manager", "note"):
        tender.add_argument(f"--{name}", required=True, metavar="TEXT")
    tender.add_argument("--signed", default="", metavar="EXHIBIT")
    tender.set_defaults(run=take_tender)


def mark_goods(args: argparse.Namespace, context: Context) -> int:
    """Keep where the goods are."""
    log = context.desk.log
    return say_case(log.mark_goods(log.case(args.case), args.goods), context)


def promise_customer(args: argparse.Namespace, context: Context) -> int:
    """Keep what the customer was promised, by when."""
    log = context.desk.log
    by = read_by(args.by, log.now())
    confirmed = bool({"promise", "text"} & set(args.not_a_card))
    case = log.promise(log.case(args.case), args.text, by, not_a_card=confirmed)
    return say_case(case, context)


def take_tender(args: argparse.Namespace, context: Context) -> int:
    """Keep that the customer paid otherwise at their own wish."""
    log = context.desk.log
    case = log.take_other_tender(
        log.case(args.case),
        args.means,
        args.manager,
        args.note,
        args.signed,
        not_a_card=set(args.not_a_card),
    )
    return say_case(case, context)
