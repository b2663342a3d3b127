"""``posdesk erase``: cases and people that are no longer to be kept, gone for good."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from posdesk.cli.context import Context
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.services.forgetting import Gone
from posdesk.services.going import Look
from posdesk.services.holders import Held, StillIn


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    erase = commands.add_parser("erase", parents=options)
    erase.add_argument("cases", nargs="*", metavar="ID")
    erase.add_argument("--old", action="store_true")
    erase.add_argument("--why", default="", metavar="TEXT")
    erase.add_argument("--only-closed", action="store_true")
    erase.add_argument("--drop-backups", action="store_true")
    erase.add_argument("--look", action="store_true")
    erase.set_defaults(run=run_erase)


def add_people(people: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add ``people erase``."""
    erase = people.add_parser("erase", parents=options)
    erase.add_argument("name", metavar="NAME")
    erase.add_argument("--why", required=True, metavar="TEXT")
    erase.set_defaults(run=erase_person)


def run_erase(args: argparse.Namespace, context: Context) -> int:
    """Erase what is named, or what is older than the shop's term; ``--look`` changes nothing."""
    forgetting = context.desk.forgetting
    if bool(args.cases) == args.old:
        raise WrongInput(N_("Name the cases to erase, or say --old; nothing was erased."))
    cases = [row.id for row in forgetting.old()] if args.old else args.cases
    found = forgetting.preview(cases)
    if args.look or not cases:
        return _say_look(found, context)
    gone = forgetting.erase(
        cases, args.why, even_open=not args.only_closed, drop_backups=args.drop_backups
    )
    return _say_gone(gone, found.blocked, context)


def erase_person(args: argparse.Namespace, context: Context) -> int:
    """Erase somebody who left."""
    gone = context.desk.forget_people.erase(args.name, args.why)
    tr = context.tr
    context.say(
        {
            "erased": [gone.name],
            "events": gone.events,
            "clean": gone.clean,
            "stays_in": {"cases": gone.cases, "sheets": gone.sheets},
        },
        [
            tr("{name} is erased: {events} events.", name=gone.name, events=gone.events),
            tr(
                "The name stays as it was typed in {cases} cases and {sheets} hand-over sheets.",
                cases=gone.cases,
                sheets=gone.sheets,
            ),
            tr("Backups made until now still hold it; make a new one, the old ones go in turn."),
        ],
    )
    return 0


def held_json(held: Held) -> dict[str, Any]:
    """Return which backups hold something, as JSON."""
    return {
        "still_in": [
            {"backup": str(one.backup), "goes_on": one.goes_on.isoformat()} for one in held.still_in
        ],
        "unreachable": list(held.unreachable),
    }


def _say_look(found: Look, context: Context) -> int:
    tr = context.tr
    held = context.desk.forgetting.held(found.going.cases)
    context.say(
        {
            "would_erase": [case.number for case in found.cases],
            "events": found.events,
            "exhibits": found.exhibits,
            "bytes": found.size,
            "linked": list(found.links),
            "blocked": list(found.blocked),
            **held_json(held),
        },
        [
            *(
                f"{case.number}  {tr.text(case.title)}"
                + (f"  ({tr.text(case.blocked)})" if case.blocked else "")
                for case in found.cases
            ),
            tr(
                "{cases} cases, {events} events, {exhibits} exhibits would go; nothing was erased.",
                cases=len(found.cases),
                events=found.events,
                exhibits=found.exhibits,
            ),
            *_held_lines(held, context),
        ],
    )
    return 0


def _say_gone(gone: Gone, unsettled: Sequence[str], context: Context) -> int:
    """Say what went; ``unsettled`` were still open, or their money was not clear."""
    tr = context.tr
    warned = tr("Still open or unclear when erased: {cases}", cases=", ".join(unsettled))
    unclean = tr("Another program was reading: copies go when the data are opened next.")
    context.say(
        {
            "erased": list(gone.numbers),
            "events": gone.events,
            "exhibits": gone.exhibits,
            "unsettled": list(unsettled),
            **held_json(gone.held),
            "clean": gone.clean,
        },
        [
            tr(
                "Erased: {cases} cases, {events} events, {exhibits} exhibits.",
                cases=len(gone.numbers),
                events=gone.events,
                exhibits=gone.exhibits,
            ),
            *([warned] if unsettled else []),
            *([] if gone.clean else [unclean]),
            *_held_lines(gone.held, context),
        ],
    )
    return 0


def _held_lines(held: Held, context: Context) -> list[str]:
    tr = context.tr
    return [
        *(_held_line(one, context) for one in held.still_in),
        *(tr("Not reached: {place}", place=place) for place in held.unreachable),
    ]


def _held_line(one: StillIn, context: Context) -> str:
    return context.tr(
        "Still in {backup}; it goes on {day} at the latest",
        backup=one.backup,
        day=one.goes_on.isoformat(),
    )
