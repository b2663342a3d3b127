"""The sixth question: the manager, and a PIN where some jobs are to be the manager's alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.pin import LONGEST
from posdesk.i18n import Translator
from posdesk.services.first_start import FirstStart
from posdesk.ui.first.aside import Aside
from posdesk.ui.first.line_field import LineField
from posdesk.ui.first.pin_line import PinLine
from posdesk.ui.first.question import Question
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class ManagerPage(Question):
    """Name and PIN; once a PIN was set, the recovery code stands here until one goes on."""

    def __init__(self, first: FirstStart, theme: Theme, tr: Translator) -> None:
        super().__init__(
            theme,
            tr,
            tr("Who is the manager?"),
            tr("With a PIN, only the manager exports, writes off and changes settings."),
        )
        self._first = first
        self.name = self.add_line(
            LineField(theme, tr, tr("Manager"), first.manager_name, first.keep_manager)
        )
        self.trouble = Trouble(theme)
        self.pin = PinLine(tr("{least} to {most} digits", least=first.least_digits, most=LONGEST))
        self.again = PinLine(tr("The PIN once more"))
        self.again.setEnabled(False)
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        wanted = tr("PIN, needed here") if first.needs_pin else tr("PIN, only if wanted")
        column.addWidget(Words(wanted, "h3"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.pin)
        row.addWidget(self.again)
        column.addLayout(row)
        column.addWidget(self.trouble)
        self.code = Words(style="step")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.paper = Card("invitation")
        self.paper.body.addWidget(Words(tr("Copy this onto paper now"), "h2", "wait"))
        self.paper.body.addWidget(self.code)
        only = tr("It is shown once. With it a forgotten PIN is set anew; lock it away.")
        self.paper.body.addWidget(Words(only, "body", "wait", wrap=True))
        self.paper.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self.paper)
        self.pin.textChanged.connect(lambda text: self.again.setEnabled(bool(text)))
        self.pin.entered.connect(self._after_pin)
        self.again.entered.connect(self.go_on)
        self.name.line.entered.disconnect()
        self.name.line.entered.connect(lambda: self.pin.setFocus(Qt.FocusReason.TabFocusReason))
        self._set = first.has_pin
        self.form.setVisible(not self._set)

    def keep(self) -> bool:
        if not super().keep():
            return False
        return self._set or not self.pin.text() or self._keep_pin()

    def make_picture(self) -> QWidget:
        tr = self._tr
        return Aside(
            self.theme,
            tr("What a PIN locks"),
            (
                ("export", tr("Export"), tr("bundles and letters")),
                ("paid", tr("Write off"), tr("money that is given up")),
                ("settings", tr("Settings"), tr("shop, terminals, people")),
            ),
            tr("Walks and new cases stay open to everybody. Without a PIN everything is."),
        )

    def _after_pin(self) -> None:
        if self.pin.text():
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def _keep_pin(self) -> bool:
        tr, pin = self._tr, self.pin.text()
        if pin != self.again.text():
            missing = not self.again.text()
            self.trouble.say(
                tr("Type the PIN once more.") if missing else tr("The two PINs differ.")
            )
            self.again.clear()
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        try:
            code = self._first.keep_pin(pin)
        except PosDeskError as error:
            self.trouble.say(tr.error(error))
            self.again.clear()
            empty = self.pin if self._first.manager else self.name.line
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._set = True
        self.pin.clear()
        self.again.clear()
        return not self._show_code(code)

    def _show_code(self, code: str) -> bool:
        """Show a recovery code, where there is one; return whether."""
        if not code:
            return False
        for part in (self.name, self.form, self.skip, self.later):
            part.hide()
        self.code.say(code)
        self.code.setAccessibleName(code)
        self.paper.show()
        self.go.say_words(self._tr("Copied, go on"))
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
