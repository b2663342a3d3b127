"""The money of a case: a payout that came back, a loss written off, a payment by other means."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.day_words import read_day
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import PayoutTracked
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.moment import iso
from posdesk.domain.money import parse_amount, plain_amount
from posdesk.domain.text import N_
from posdesk.domain.when_words import read_when
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.parts.choice import Choice

ARRIVED = "arrived"


class PayoutPanel(Panel):
    """Keeps what is known of a payout that came back; what stays empty is as it was."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        super().__init__(around, tr("Payout that came back"))
        self.returned = self.add_line(tr("Returned on"), tr("Like: 2026-11-20, yesterday"))
        self.cause = self.add_line(tr("Cause"), tr("Like: account name does not match"))
        self.document = self.add_line(tr("What was corrected"), tr("Like: account name"))
        self.repay = self.add_line(tr("To be paid again on"), tr("Like: Wed, 2026-11-25"))
        self.arrived = self.add_choices(
            tr("Arrived?"), [("", tr("Not yet")), (ARRIVED, tr("Arrived today"))]
        )

    def fill(self, case: Case) -> None:
        known = case.payout or PayoutTracked(case=case.id)
        self.returned.begin(known.returned_on or "")
        self.cause.begin(known.cause or "")
        self.document.begin(known.document or "")
        self.repay.begin(known.repay_on or "")
        self.arrived.choose(ARRIVED if known.repaid_at else "")

    def store(self, case: Case) -> Case:
        known = case.payout or PayoutTracked(case=case.id)
        arrived = self.arrived.value == ARRIVED and not known.repaid_at
        told = PayoutTracked(
            case=case.id,
            returned_on=_news(self._day(self.returned), known.returned_on),
            cause=_news(self.cause.words, known.cause),
            document=_news(self.document.words, known.document),
            repay_on=_news(self._day(self.repay), known.repay_on),
            repaid_at=iso(self.around.clock()) if arrived else None,
        )
        return self.around.desk.follow_up.track_payout(case.id, told)

    def may_be_empty(self, line: FormLine) -> bool:
        return True

    def _day(self, line: FormLine) -> str:
        """Return the day in ``line`` as ``2026-11-20``, empty where there is none."""
        if not line.words:
            return ""
        now = self.around.clock()
        day = read_day(line.words, now)
        if day is not None:
            return day.isoformat()
        return read_when(line.words, now, self.around.desk.follow_up.calendar)[:10]


class WriteOffPanel(Panel):
    """Gives the money of a case up; a manager's job."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        explained = tr("The shop bears the loss, and the case is closed.")
        super().__init__(around, tr("Write off"), tr("Write off"), explained)
        self.why = self.add_line(tr("Why"), tr("Like: the acquirer refused in writing"))
        self.amount = self.add_line(tr("Amount"))

    def fill(self, case: Case) -> None:
        self.why.clear_line()
        self.amount.begin(plain_amount(case.slip.amount) if case.slip.amount else "")

    def store(self, case: Case) -> Case:
        return self.around.desk.follow_up.write_off(
            case.id,
            parse_amount(self.amount.words),
            self.why.words,
            not_a_card=self.why.is_confirmed,
        )


class TenderPanel(Panel):
    """Keeps that the customer paid otherwise, with the double-payment note they signed."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        explained = tr("Only at the customer's wish; both payments may arrive.")
        super().__init__(around, tr("Paid by other means"), explained=explained)
        self.means = self.add_line(tr("Means"), tr("Like: cash"))
        self.manager = self.add_line(tr("Manager"))
        self.note = self.add_line(tr("Double-payment note"))
        self.signed = Choice(around.theme)
        self.signed.setAccessibleName(tr("The signed note"))
        self.add(tr("The signed note"), self.signed)

    def fill(self, case: Case) -> None:
        for line in (self.means, self.manager, self.note):
            line.clear_line()
        self.signed.clear()
        self.signed.addItem(self.around.tr("Choose an exhibit"), "")
        for exhibit in case.exhibits:
            kind = self.around.tr.text(EXHIBIT_KINDS[exhibit.kind])
            self.signed.addItem(f"{kind} {exhibit.name}", exhibit.id)
            if exhibit.kind == "note":
                self.signed.setCurrentIndex(self.signed.count() - 1)

    def store(self, case: Case) -> Case:
        signed = str(self.signed.currentData() or "")
        if not signed:
            raise WrongInput(
                N_("The signed note is missing; nothing was stored; add it as evidence first.")
            )
        return self.around.desk.log.take_other_tender(
            case, self.means.words, self.manager.words, self.note.words, signed
        )


def _news(said: str, known: str | None) -> str | None:
    """Return what is new in ``said``: what is empty or known already is none."""
    return said if said and said != known else None
