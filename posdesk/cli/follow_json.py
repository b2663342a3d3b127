"""How next steps look as JSON and as lines, wherever cases are told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from posdesk.cli.case_json import row_json, row_line
from posdesk.cli.context import Context
from posdesk.domain.case import Case
from posdesk.domain.day_words import list_day
from posdesk.domain.followup import NextStep
from posdesk.services.due_list import Listed


def step_json(step: NextStep, now: datetime) -> dict[str, Any]:
    """Return a step; ``due`` is ISO time, ``estimate`` where holidays are not announced."""
    return {
        "key": step.key,
        "what": step.what.as_dict(),
        "due": step.due,
        "overdue": step.is_overdue(now),
        "estimate": step.estimate,
        "whom": step.whom.value if step.whom else None,
    }


def steps_json(steps: Sequence[NextStep], now: datetime) -> dict[str, Any]:
    """Return the next step, ``None`` where there is none, and what comes after it."""
    told = [step_json(step, now) for step in steps]
    return {"next": told[0] if told else None, "after": told[1:]}


def listed_json(listed: Listed, now: datetime) -> dict[str, Any]:
    """Return one line of a list of cases with what is to be done."""
    return {**row_json(listed.row), **steps_json(listed.steps, now)}


def listed_line(listed: Listed, now: datetime, context: Context) -> str:
    """Return one line of a list of cases for a person."""
    line = row_line(listed.row, context.tr)
    return f"{line}  {step_line(listed.next, now, context)}" if listed.next else line


def step_line(step: NextStep, now: datetime, context: Context) -> str:
    """Return ``今天 22:30  今天报收单机构，要工单号``; an estimated day says so."""
    tr = context.tr
    day = list_day(step.due, now, tr.lang)
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
