"""Hands what is to be done to other calendars: every next action and every promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.followup import NextStep
from posdesk.domain.money import show_amount
from posdesk.domain.people import Job
from posdesk.domain.text import Lang, Text
from posdesk.reports.agenda import Reminder, write_agenda
from posdesk.services.due_list import DueList, Listed
from posdesk.services.staff import Staff

_NAME = Text("收银异常待办", "Card payments to follow up")
_CALL_BACK = Text("给客人回话", "Call the customer back")
"""What was promised may name the customer; the calendar of a telephone is no place for that."""

_ESTIMATE = Text("这一年的假期还没公布，日期是估算的。", "An estimate: holidays not announced.")


@dataclass(frozen=True, slots=True)
class WrittenAgenda:
    """The file that was made, its bytes and how many entries it has."""

    path: Path
    size: int
    entries: int


class Agenda:
    """Makes an iCalendar file of all cases that are not closed."""

    def __init__(self, due: DueList, staff: Staff) -> None:
        self._due, self._staff = due, staff

    def write(self, path: Path, lang: Lang) -> WrittenAgenda:
        """Write every next action and promise to ``path``.

        Raises ``NotAllowed`` where whoever is there may not export, ``DataTrouble`` where the file
        cannot be written.
        """
        self._staff.require(Job.EXPORT)
        entries = [
            _reminder(listed, step, lang)
            for listed in self._due.living()
            for step in _promised_or_next(listed)
        ]
        size = write_agenda(path, _NAME.in_(lang), entries)
        return WrittenAgenda(path, size, len(entries))


def _promised_or_next(listed: Listed) -> Iterator[NextStep]:
    for place, step in enumerate(listed.steps):
        if place == 0 or step.key == "promise" or step.key.startswith("answer:"):
            yield step


def _reminder(listed: Listed, step: NextStep, lang: Lang) -> Reminder:
    row = listed.row
    amount = "" if row.amount is None else f" {show_amount(row.amount)}"
    what = _CALL_BACK if step.key == "promise" else step.what
    return Reminder(
        uid=f"{row.id}-{step.key}@posdesk",
        at=step.due,
        told_at=row.last_at,
        summary=f"{row.number}{amount} {what.in_(lang)}",
        note=_ESTIMATE.in_(lang) if step.estimate else "",
    )
