"""Where the case stands: settled, closed, opened again, or waiting for somebody; each with why."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.life import PARTY_WORDS, Life, Party
from posdesk.domain.outcome import OUTCOMES
from posdesk.i18n import Translator
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.parts.choice import Choice

NOT_SAID = ""


def parties(tr: Translator) -> list[tuple[str, str]]:
    """Return whom one can wait for, with the words of each."""
    return [(party.value, _upper(tr.text(words))) for party, words in PARTY_WORDS.items()]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


class EndPanel(Panel):
    """Settles or closes a case, with how it ended."""

    def __init__(self, around: Around, to: Life) -> None:
        tr = around.tr
        title = tr("Settle the case") if to is Life.SETTLED else tr("Close the case")
        super().__init__(around, title, title)
        self._to = to
        self.why = self.add_line(tr("Why"), tr("Like: the statement shows it"))
        self.outcome = Choice(around.theme)
        self.outcome.setAccessibleName(tr("How it ended"))
        self.outcome.addItem(tr("As it stands"), NOT_SAID)
        for name, known in OUTCOMES.items():
            if known.life is Life.SETTLED:
                self.outcome.addItem(tr.text(known.words), name)
        self.add(tr("How it ended"), self.outcome)

    def fill(self, case: Case) -> None:
        self.why.clear_line()
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(case.outcome)))

    def store(self, case: Case) -> Case:
        return self.around.desk.follow_up.move(
            case.id,
            self._to,
            why=self.why.words,
            outcome=self.outcome.currentData() or None,
            not_a_card=self.why.is_confirmed,
        )


class WaitPanel(Panel):
    """Says whom the case waits for."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        super().__init__(around, tr("Waiting for whom?"))
        self.whom = self.add_choices(tr("Whom"), parties(tr))
        self.why = self.add_line(tr("Why"), tr("Like: they look for it in the portal"))

    def fill(self, case: Case) -> None:
        self.whom.choose(case.waiting_for or "")
        self.why.clear_line()

    def store(self, case: Case) -> Case:
        whom = Party(self.whom.value) if self.whom.value else None
        return self.around.desk.follow_up.move(
            case.id,
            Life.WAITING,
            why=self.why.words,
            waiting_for=whom,
            not_a_card=self.why.is_confirmed,
        )


class ReopenPanel(Panel):
    """Opens a case again, or takes one up that was waiting."""

    def __init__(self, around: Around) -> None:
        tr = around.tr
        super().__init__(around, tr("Open the case again"), tr("Open it"))
        self.why = self.add_line(tr("Why"), tr("Like: the customer is debited again"))

    def fill(self, case: Case) -> None:
        self.why.clear_line()

    def store(self, case: Case) -> Case:
        return self.around.desk.follow_up.move(
            case.id, Life.OPEN, why=self.why.words, not_a_card=self.why.is_confirmed
        )
