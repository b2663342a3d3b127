"""How cases and their next steps look as lines, wherever they are told of."""

from __future__ import annotations

from datetime import datetime

from posdesk.cli.context import Context
from posdesk.domain.case import Case
from posdesk.domain.day_words import list_step_day
from posdesk.domain.followup import NextStep
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import money_words
from posdesk.i18n import Translator
from posdesk.services.case_json import steps_json
from posdesk.services.due_list import Listed
from posdesk.storage.queries import CaseRow


def row_line(row: CaseRow, tr: Translator) -> str:
    """Return one line of a list of cases for a person."""
    amount = "" if row.amount is None else show_amount(row.amount)
    money = tr.text(money_words(row.state, row.outcome))
    return f"{row.number}  {row.opened_at[:16]}  {amount}  {money}"


def listed_line(listed: Listed, now: datetime, context: Context) -> str:
    """Return one line of a list of cases for a person."""
    line = row_line(listed.row, context.tr)
    return f"{line}  {step_line(listed.next, now, context)}" if listed.next else line


def step_line(step: NextStep, now: datetime, context: Context) -> str:
    """Return ``今天 22:30  今天报收单机构，要工单号``; an estimated day says so."""
    tr = context.tr
    day = list_step_day(step, now, tr.lang)
    if step.estimate:
        day = tr("{day} (estimate)", day=day)
    if step.is_overdue(now):
        day = tr("{day} (overdue)", day=day)
    return f"{day}  {tr.text(step.what)}"


def say_case(case: Case, context: Context) -> int:
    """Print where a case stands after what was done to it."""
    follow_up = context.desk.follow_up
    now, steps = follow_up.now(), follow_up.steps(case)
    context.say(
        {
            "id": case.id,
            "number": case.number,
            "state": case.life.value,
            "waiting_for": case.waiting_for.value if case.waiting_for else None,
            "outcome": case.outcome or None,
            **steps_json(steps, now),
        },
        [case.number, *(step_line(step, now, context) for step in steps[:1])],
    )
    return 0
