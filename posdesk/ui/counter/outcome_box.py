"""The end of a walk: where the money stands, what comes next and when, the way to the bundle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.money_state import STATE_WORDS, Check, State, Verdict
from posdesk.domain.transaction import missing_fields
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.tones import tone_of
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_FOR_A_BANK = frozenset(
    {State.ONE_SIDED, State.UNKNOWN, State.CONFLICT, State.REVERSING, State.NOT_TAKEN_UNPROVEN}
)
"""Where the money is unclear, so that somebody will have to ask a bank."""


class OutcomeBox(QWidget):
    """Shows the state in its tone; ``buttons`` offers the two things one can do now."""

    bundle_wanted = Signal()
    other_wanted = Signal()
    home_wanted = Signal()
    slip_wanted = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._checks = check_words(tr)
        self._icon = QLabel()
        self._state = Words(style="h2")
        self._next = Words(style="h3", wrap=True)
        self._wanted = Words(style="body", ink="wait", wrap=True)
        self._risk = Words(style="body", ink="text2", wrap=True)
        self.buttons = QWidget()
        self.bundle = Button(tr("Evidence PDF"), theme, "primary", icon_name="export")
        self.other = Button(tr("Clear the other try"), theme, "primary", icon_name="arrow-right")
        self.slip = Button(tr("Slip"), theme, icon_name="printer")
        self.slip.setMenu(self._widths())
        self.home = Button(tr("New problem"), theme)
        self.bundle.clicked.connect(self.bundle_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.home.clicked.connect(self.home_wanted)
        self._lay_out()

    def show_verdict(self, verdict: Verdict, case: Case) -> None:
        """Show where the money stands, when to look again, and what a bank will still ask for.

        Another try to pay that nobody has looked into comes before everything else.
        """
        other_open = case.unwalked is not None
        self._show_wanted(case, needed=verdict.state in _FOR_A_BANK)
        self.other.setVisible(other_open)
        self.bundle.setVisible(not other_open)
        tone = tone_of(verdict)
        ink = QColor(self._theme.tones[tone].soft_text)
        self._icon.setPixmap(pixmap(tone, ink, 24, self.devicePixelRatioF()))
        self._state.set_ink(tone)
        self._state.say(self._tr.text(STATE_WORDS[verdict.state]))
        later = [self._checks[check] for check in verdict.checks if check is not Check.NOW]
        when = self._tr("; ").join(later)
        self._next.say(self._tr("Look again: {when}", when=when))
        self._next.setVisible(bool(later))
        self._risk.say(self._tr.text(verdict.risk) if verdict.risk else "")
        self._risk.setVisible(verdict.risk is not None)

    def _show_wanted(self, case: Case, *, needed: bool) -> None:
        """Name what is missing of the evidence that this outcome needs."""
        tr = self._tr
        wanted = [tr.text(field.label) for field in missing_fields(case.slip)]
        if not case.exhibits:
            wanted.append(tr("a photo of the terminal, the bank app's entry"))
        listed = ("、" if tr.lang == "zh_CN" else ", ").join(wanted)
        self._wanted.say(tr("The bank will ask for: {what}", what=listed))
        self._wanted.setVisible(needed and bool(wanted))

    def _widths(self) -> QMenu:
        """Return the kinds of paper to choose from."""
        menu = QMenu(self)
        for width, words in (("80mm", "80 mm"), ("58mm", "58 mm"), ("a4", "A4")):
            menu.addAction(words).setData(width)
        menu.triggered.connect(self._width_chosen)
        return menu

    def _width_chosen(self, action: QAction) -> None:
        self.slip_wanted.emit(str(action.data()))

    def press_primary(self) -> None:
        """Do what comes first here."""
        wanted = self.bundle_wanted if self.other.isHidden() else self.other_wanted
        wanted.emit()

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        box = Card("sunken")
        box.body.addLayout(state)
        for words in (self._next, self._wanted, self._risk):
            box.body.addWidget(words)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for button in (self.other, self.bundle, self.slip, self.home):
            button.setMinimumHeight(48)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)
        column.addStretch(1)


def check_words(tr: Translator) -> dict[Check, str]:
    """Return when to look again, in words."""
    return {
        Check.NOW: tr("now"),
        Check.MINUTES_5: tr("in 5 minutes"),
        Check.MINUTES_10: tr("in 10 minutes"),
        Check.STUCK_15: tr("still stuck after 15 minutes: call the provider"),
        Check.MINUTES_60: tr("in an hour"),
        Check.TODAY: tr("today before settlement"),
        Check.CLOSING: tr("at closing time"),
        Check.WORKDAY_1: tr("next working day"),
        Check.WORKDAY_1_IF_BACK: tr("next working day, if the customer comes back"),
        Check.WORKDAY_3: tr("after 3 working days"),
        Check.WORKDAY_7: tr("after 7 working days"),
        Check.WORKDAY_15: tr("after 15 working days"),
    }
