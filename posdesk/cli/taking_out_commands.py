"""``posdesk case export`` and ``journal export``: the shop's data as files for other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.due_command import WHEN
from posdesk.cli.place import place_or_stdout
from posdesk.domain.errors import WrongInput
from posdesk.domain.life import Life
from posdesk.domain.text import N_
from posdesk.services.taking_out import Form, TakenOut, Taking


def add_case_export(cases: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add ``case export``."""
    export = cases.add_parser("export", parents=options)
    export.add_argument("cases", nargs="*", metavar="ID")
    export.add_argument("--format", choices=[form.value for form in Form])
    export.add_argument("-o", "--output", required=True, type=place_or_stdout, metavar="FILE")
    export.add_argument("--state", choices=[one.value for one in Life])
    export.add_argument("--due", choices=WHEN)
    export.add_argument("--query", metavar="Q")
    export.set_defaults(run=export_cases)


def add_journal_export(journal: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add ``journal export``."""
    export = journal.add_parser("export", parents=options)
    export.add_argument("-o", "--output", required=True, type=place_or_stdout, metavar="FILE")
    export.set_defaults(run=export_journal)


def export_cases(args: argparse.Namespace, context: Context) -> int:
    """Write the named cases, or all that fit what is asked, the newest first."""
    form = _form(args)
    if args.cases and (args.state or args.due or args.query):
        raise WrongInput(
            N_("Name cases or say which ones fit, not both; nothing was written; leave one out.")
        )
    taking_out, lang = context.desk.taking_out, context.tr.lang
    if args.cases:
        taking = taking_out.named(args.cases, form, lang)
    else:
        state = Life(args.state) if args.state else None
        taking = taking_out.found(form, lang, query=args.query, state=state, due=args.due)
    if args.output is None and form is Form.XLSX:
        raise WrongInput(
            N_("A workbook cannot go to standard output; nothing was written; name a file.")
        )
    made = _write(taking, args.output)
    if made is not None:
        context.say(
            {**_told(made), "format": form.value, "cases": made.count},
            (str(made.path), context.tr("{count} cases, {size} bytes", **_figures(made))),
        )
    return 0


def export_journal(args: argparse.Namespace, context: Context) -> int:
    """Write every event as a line of JSON, in order."""
    made = _write(context.desk.taking_out.journal(), args.output)
    if made is not None:
        context.say(
            {**_told(made), "format": "jsonl", "events": made.count},
            (str(made.path), context.tr("{count} events, {size} bytes", **_figures(made))),
        )
    return 0


def _form(args: argparse.Namespace) -> Form:
    """Return the form that is asked for, or that the name of the file says."""
    name = "-" if args.output is None else args.output.name
    named = args.format or Path(name).suffix.removeprefix(".").casefold()
    if named not in set(Form):
        raise WrongInput(
            N_("What kind of file is “{path}”? Nothing was written; say --format {known}."),
            path=name,
            known="|".join(Form),
        )
    return Form(named)


def _write(taking: Taking, output: Path | None) -> TakenOut | None:
    """Write to the file, or to standard output; then there is nothing to tell of."""
    if output is not None:
        return taking.to_file(output)
    taking.write(sys.stdout.buffer, lambda _done, _total: None)
    sys.stdout.flush()
    return None


def _told(made: TakenOut) -> dict[str, Any]:
    return {"path": str(made.path), "bytes": made.size, "sha256": made.sha256}


def _figures(made: TakenOut) -> dict[str, object]:
    return {"count": made.count, "size": made.size}
