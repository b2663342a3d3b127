"""The fifth question: who works at this till; a name and Enter, as often as there are names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from posdesk.domain.people import Person
from posdesk.i18n import Translator
from posdesk.services.first_start import FirstStart
from posdesk.ui.first.aside import Aside
from posdesk.ui.first.line_field import LineField
from posdesk.ui.first.question import Question
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme

_ACROSS, MOST_SHOWN = 3, 9


class CashiersPage(Question):
    """A line that empties itself, the names below it; Enter in the empty line goes on."""

    def __init__(self, first: FirstStart, theme: Theme, tr: Translator) -> None:
        super().__init__(
            theme,
            tr,
            tr("Who works at this till?"),
            tr("Type a name and Enter, then the next.\nEnter without a name goes on."),
        )
        self._first = first
        self.names: list[Button] = []
        self.name = LineField(theme, tr, tr("Cashier"), "", self._add, hint=tr("Such as: Lin Xiao"))
        self.body.addWidget(self.name)
        self.lines.append(self.name.line)
        self.name.line.entered.connect(self._entered)
        self._added = False
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.body.addWidget(holder)
        self._show_names()

    def make_picture(self) -> QWidget:
        tr = self._tr
        return Aside(
            self.theme,
            tr("Every case says who did what"),
            (
                ("speech", tr("14:32  Lin Xiao: the customer says"), tr("no slip, but debited")),
                ("phone", tr("14:44  Lin Xiao: called the acquirer"), tr("ticket 8812")),
                ("person", tr("18:00  handed over to Zhou Min"), tr("with the customer's promise")),
            ),
            tr("Nobody has to sign in for that."),
        )

    def _add(self, text: str) -> str:
        if text.strip():
            self._first.keep_cashier(text)
            self._added = True
            self._show_names()
        return ""

    def _entered(self) -> None:
        if self._added:
            self._added = False
        else:
            self.go_on()

    def _leave(self, person: Person) -> None:
        self._first.drop_cashier(person)
        self._show_names()
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_names(self) -> None:
        for button in self.names:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.names = []
        for place, person in enumerate(self._first.cashiers[:MOST_SHOWN]):
            button = Button(person.name, self.theme, icon_name="close")
            button.setAccessibleName(self._tr("Take {name} off", name=person.name))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _on=False, who=person: self._leave(who))
            self._grid.addWidget(button, place // _ACROSS, place % _ACROSS)
            self.names.append(button)
