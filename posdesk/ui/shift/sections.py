"""What stands on a hand-over sheet, in the words of the screen and as of the moment it is read.

A sheet made in the evening and read in the morning says what is due today, not what was then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.day_words import left_words, list_day, list_step_day, overdue_words
from posdesk.domain.followup import NextStep
from posdesk.domain.life import PARTY_WORDS, Life
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.money_state import STATE_WORDS
from posdesk.domain.shift_sheet import SheetLine, ShiftSheet
from posdesk.domain.text import Text
from posdesk.i18n import Translator
from posdesk.ui.parts.words import tight


@dataclass(frozen=True, slots=True)
class Row:
    """A case on screen: when and how late or soon, what to do, and below what else is known."""

    number: str
    when: str
    left: str
    what: str
    below: str
    amount: str
    tone: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; ``tone`` colours it where it cannot wait."""

    name: str
    rows: tuple[Row, ...]
    tone: str = "text"


class Reading:
    """Reads a sheet at ``now``."""

    def __init__(
        self, sheet: ShiftSheet, calendar: WorkCalendar, now: datetime, tr: Translator
    ) -> None:
        self._sheet, self._calendar, self._tr = sheet, calendar, tr
        self._now = now.astimezone(BEIJING)

    def sections(self) -> tuple[Section, ...]:
        """Return what there is something of, the most urgent first."""
        tr, sheet = self._tr, self._sheet
        urgent = [line for line in sheet.lines if line.step and self._is_soon(line.step)]
        others = [line for line in sheet.active if line not in urgent]
        to_close = [line for line in sheet.to_close if line not in urgent]
        promised = [line for line in sheet.promises if not self._says_promise(line)]
        found = (
            Section(tr("To be done by tomorrow"), self._rows(urgent), self._urgency(urgent)),
            Section(tr("Goods held in the shop"), tuple(map(self._held, sheet.held))),
            Section(tr("Promised to customers"), tuple(map(self._promise, promised))),
            Section(tr("Walks not finished"), tuple(map(self._walk, sheet.unfinished))),
            Section(tr("Other open cases"), self._rows(others)),
            Section(tr("Settled, to be closed"), self._rows(to_close)),
        )
        return tuple(section for section in found if section.rows)

    def counts(self) -> tuple[tuple[str, str, str], ...]:
        """Return the figures on top: each with its words and its tone."""
        tr, sheet = self._tr, self._sheet
        late, today = len(self._due("stop")), len(self._due("wait"))
        return (
            (str(late), tr("Overdue"), "stop" if late else "text3"),
            (str(today), tr("Due today"), "wait" if today else "text3"),
            (str(len(sheet.active)), tr("Open cases"), "text" if sheet.active else "text3"),
            (show_amount(sheet.total), tr("Open amount"), "text" if sheet.total else "text3"),
            (str(len(sheet.held)), tr("Goods held"), "wait" if sheet.held else "text3"),
        )

    def shift(self) -> str:
        """Return in a sentence what was opened and closed since the sheet before."""
        tr, sheet = self._tr, self._sheet
        when = list_day(sheet.since, self._now, tr.lang) if sheet.since else ""
        return tr(
            "Since {when}: {opened} opened, {closed} closed.",
            when=when,
            opened=len(sheet.opened),
            closed=len(sheet.closed),
        )

    def _due(self, tone: str) -> list[SheetLine]:
        return [one for one in self._sheet.lines if one.step and self._pace(one.step) == tone]

    def _is_soon(self, step: NextStep) -> bool:
        return from_iso(step.due).date() <= self._now.date() + timedelta(days=1)

    def _says_promise(self, line: SheetLine) -> bool:
        """Return whether the promise is the next step of a case and said there."""
        return bool(line.step and line.step.key == "promise" and self._is_soon(line.step))

    def _urgency(self, lines: Iterable[SheetLine]) -> str:
        tones = {self._pace(line.step) for line in lines if line.step}
        return next((tone for tone in ("stop", "wait") if tone in tones), "text")

    def _pace(self, step: NextStep) -> str:
        return "wait" if step.is_at_once(self._now) else self._tone(step.deadline)

    def _tone(self, due: str) -> str:
        then = from_iso(due)
        if then < self._now:
            return "stop"
        return "wait" if then.date() == self._now.date() else "text"

    def _rows(self, lines: Iterable[SheetLine]) -> tuple[Row, ...]:
        return tuple(map(self._row, lines))

    def _row(self, line: SheetLine) -> Row:
        what = self._said(line.step.what) if line.step else ""
        if line.step is None:
            return self._made(line, "", what, self._about(line))
        row = self._made(line, line.step.deadline, what, self._about(line))
        if not line.step.is_at_once(self._now):
            return row
        when = list_step_day(line.step, self._now, self._tr.lang)
        return replace(row, when=when, left="", tone="wait")

    def _held(self, line: SheetLine) -> Row:
        return self._made(line, "", self._said(line.title), self._said(STATE_WORDS[line.money]))

    def _promise(self, line: SheetLine) -> Row:
        what = " ".join(line.promise.split())
        return self._made(line, line.promise_by, what, self._said(line.title))

    def _walk(self, line: SheetLine) -> Row:
        stands = self._said(line.stands_at) if line.stands_at else ""
        return self._made(line, "", stands, self._said(line.title))

    def _made(self, line: SheetLine, due: str, what: str, below: str) -> Row:
        lang, now = self._tr.lang, self._now
        late = overdue_words(due, now, self._calendar, lang) if due else ""
        return Row(
            number=line.number,
            when=list_day(due, now, lang) if due else "",
            left=(late or left_words(due, now, lang)) if due else "",
            what=what,
            below=below,
            amount="" if line.amount is None else show_amount(line.amount),
            tone=self._tone(due) if due else "text",
        )

    def _about(self, line: SheetLine) -> str:
        """Return what else is known of a case, the most telling first."""
        parts = [self._said(line.title), self._said(STATE_WORDS[line.money])]
        if line.life is Life.WAITING and line.waiting_for:
            whom = self._said(PARTY_WORDS[line.waiting_for])
            parts.append(self._tr("waits for the {whom}", whom=whom))
        if line.last:
            parts.append(self._said(line.last))
        return "  ·  ".join(part for part in parts if part)

    def _said(self, words: Text) -> str:
        plain = self._tr.text(words).replace("　", " ")
        gap = "" if self._tr.lang == "zh_CN" else " "
        return tight(" ".join(plain.replace("\n", gap).split()))
