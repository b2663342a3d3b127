"""``posdesk code``: what a response code means, and what may be said of it outside a walk."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.output import print_error
from posdesk.domain.code_advice import CodeAdvice, advise
from posdesk.domain.sensitive import refuse_sensitive


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    code = commands.add_parser("code", parents=options)
    code.add_argument("code", metavar="CODE")
    code.set_defaults(run=show_code)


def show_code(args: argparse.Namespace, context: Context) -> int:
    """Print a code; one that is not listed is answered as uncertain, which is no error."""
    refuse_sensitive("code", args.code)
    library = context.library
    for fault in library.faults:
        print_error(fault.in_(context.tr.lang))
    advice = advise(args.code, library.codes)
    context.say(
        {
            "code": advice.code,
            "meaning": advice.meaning.as_dict(),
            "action": advice.action.as_dict(),
            "money_uncertain": advice.money_uncertain,
            "retry": advice.retry,
        },
        _lines(advice, context),
    )
    return 0


def _lines(advice: CodeAdvice, context: Context) -> tuple[str, ...]:
    tr = context.tr
    return (f"{advice.code}  {tr.text(advice.meaning)}", tr.text(advice.action))
