"""``posdesk calendar``: the working days that deadlines are counted by."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.output import print_error
from posdesk.domain.day_words import given_day
from posdesk.services.calendars import ListedYear


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    group = commands.add_parser("calendar", parents=options).add_subparsers(required=True)
    check = group.add_parser("check", parents=options)
    check.add_argument("date", metavar="DATE")
    check.set_defaults(run=check_day)
    bring = group.add_parser("import", parents=options)
    bring.add_argument("file", metavar="FILE")
    bring.set_defaults(run=import_year)
    listing = group.add_parser("list", parents=options)
    listing.set_defaults(run=list_years)


def check_day(args: argparse.Namespace, context: Context) -> int:
    """Print whether a day is worked on, and why; exit 2 for what is no date."""
    desk = context.desk
    day = desk.calendars.check(given_day(args.date, desk.follow_up.now()))
    words = context.tr("working day") if day.working else context.tr("day off")
    context.say(
        {
            "date": day.date.isoformat(),
            "working_day": day.working,
            "estimate": day.estimate,
            "why": day.why.as_dict(),
        },
        (f"{day.date}  {words}  {context.tr.text(day.why)}",),
    )
    return 0


def import_year(args: argparse.Namespace, context: Context) -> int:
    """Take an announced year from a file; exit 2 where it has a fault, with all of it as it was."""
    year = context.desk.calendars.import_year(Path(args.file).absolute())
    context.say(_json(year), (_line(year),))
    return 0


def list_years(args: argparse.Namespace, context: Context) -> int:
    """Print the announced years; a file of the shop's that is left out is told beside them."""
    desk = context.desk
    for fault in desk.faults:
        print_error(fault.in_(context.tr.lang))
    years = desk.calendars.years()
    context.say([_json(year) for year in years], (_line(year) for year in years))
    return 0


def _json(year: ListedYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "source": year.source,
        "holidays": year.holidays,
        "make_ups": year.make_ups,
        "own": year.own,
    }


def _line(year: ListedYear) -> str:
    return f"{year.year}  {year.holidays}/{year.make_ups}  {year.source}"
