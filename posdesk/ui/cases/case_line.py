"""A case as one line of the table, in the words of one language and of this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.day_words import list_moment, list_opened, list_step_day, overdue_words
from posdesk.domain.followup import NextStep
from posdesk.domain.life import LIFE_WORDS, PARTY_WORDS, Life, Party
from posdesk.domain.moment import BEIJING
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import money_words, outcome_words
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.storage.queries import CaseRow
from posdesk.ui.parts.tones import tone_of_state
from posdesk.ui.parts.words import tight

PARTY_ICONS: Final[dict[Party, str]] = {
    Party.CUSTOMER: "person",
    Party.ISSUER: "phone",
    Party.ACQUIRER: "bank",
    Party.WALLET: "wallet",
    Party.MANAGER: "counter",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What the table shows of a case; ``ink`` is the tone of its date, empty for a usual one."""

    id: str
    number: str
    opened: str
    amount: str
    reason: str
    paid_by: str
    tone: str
    state: str
    due: str
    ink: str
    step: str
    whom: str
    whom_icon: str

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        parts = (self.number, self.amount, self.reason, self.state, self.due, self.step, self.whom)
        return " ".join(part for part in parts if part)


def case_line(one: Listed, now: datetime, calendar: WorkCalendar, tr: Translator) -> CaseLine:
    """Return what the table shows of ``one`` at ``now``."""
    row, step = one.row, one.next
    due, ink, below = _next(step, now, calendar, tr) if step else _ended(row, now, tr)
    party = row.waiting_for
    return CaseLine(
        id=row.id,
        number=row.number,
        opened=list_opened(row.opened_at, now, tr.lang),
        amount=show_amount(row.amount) if row.amount is not None else tr("amount open"),
        reason=tr.text(row.title) if row.title else row.symptom or tr("No flow yet"),
        paid_by=_paid_by(row, tr),
        tone=tone_of_state(row.charge_again, row.state),
        state=tr.text(money_words(row.state, row.outcome)),
        due=due,
        ink=ink,
        step=below,
        whom=_capital(tr.text(PARTY_WORDS[party])) if party else "",
        whom_icon=PARTY_ICONS[party] if party else "",
    )


def _next(
    step: NextStep, now: datetime, calendar: WorkCalendar, tr: Translator
) -> tuple[str, str, str]:
    """Return when, in which tone, and what is to be done."""
    late = overdue_words(step.deadline, now, calendar, tr.lang)
    day, what = list_step_day(step, now, tr.lang), tr.text(step.what)
    if step.estimate:
        what = tr("estimate; {what}", what=what)
    if late:
        return _capital(late), "stop", what
    today = step.is_due_on(now.astimezone(BEIJING).date())
    return day, "wait" if today else "", what


def _ended(row: CaseRow, now: datetime, tr: Translator) -> tuple[str, str, str]:
    """Return how and when a case was closed."""
    if row.life is not Life.CLOSED:
        return "", "", ""
    words = outcome_words(row.outcome) if row.outcome else LIFE_WORDS[row.life]
    return tr.text(words), "", list_moment(row.life_at, now, tr.lang)


def _paid_by(row: CaseRow, tr: Translator) -> str:
    if row.card:
        return tight(row.card.shown())
    if row.order_no:
        short = f"{row.order_no[:4]}…{row.order_no[-4:]}"
        return f"{row.channel} {short}" if row.channel else short
    if row.channel:
        return row.channel
    return tr("terminal {terminal}", terminal=row.terminal_id) if row.terminal_id else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
