"""One person in Settings: name, role, PIN, and a cross to let them go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.people import ROLE_WORDS, Person, Role
from posdesk.domain.pin import LONGEST
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.setting_field import SettingLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import TARGET, Theme

_ROLES = (Role.CASHIER, Role.MANAGER)


class PersonRow(QWidget):
    """What is changed here is told by signals; the name is kept on leaving its line."""

    role_chosen = Signal(str)
    pin_given = Signal(str, str)
    pin_taken = Signal()
    removed = Signal()

    def __init__(
        self, person: Person, rename: Callable[[str], str], theme: Theme, tr: Translator
    ) -> None:
        super().__init__()
        self._tr, self.person = tr, person
        self.trouble = Trouble(theme)
        self.name = SettingLine(tr, self.trouble, person.name, rename)
        self.name.setAccessibleName(tr("Name of {name}", name=person.name))
        self.role = Choice(theme)
        self.role.setAccessibleName(tr("Role of {name}", name=person.name))
        for role in _ROLES:
            self.role.addItem(tr.text(ROLE_WORDS[role]), role.value)
        self.role.setCurrentIndex(_ROLES.index(person.role))
        self.role.setFixedWidth(120)
        self.role.setMinimumHeight(TARGET)
        self.role.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.role.activated.connect(self._choose_role)
        self.pin = Button(tr("Change the PIN") if person.pin else tr("Set a PIN"), theme)
        self.pin.setFixedWidth(140)
        self.pin.clicked.connect(self.open_form)
        leave = tr("{name} has left", name=person.name)
        self.cross = Button(leave, theme, "icon", icon_name="close")
        self.cross.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        row.addWidget(self._state(tr))
        row.addWidget(self.pin)
        row.addWidget(self.cross)
        self.form = PinForm(person, theme, tr)
        self.form.given.connect(self.pin_given)
        self.form.taken.connect(self.pin_taken)
        self.form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.form)
        column.addWidget(self.trouble)

    def open_form(self) -> None:
        """Ask for the new PIN below the name."""
        self.form.setVisible(self.form.isHidden())
        self.form.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_role(self, place: int) -> None:
        if _ROLES[place] is not self.person.role:
            self.role_chosen.emit(_ROLES[place].value)

    def _state(self, tr: Translator) -> Words:
        held = bool(self.person.pin)
        needs = self.person.role is Role.MANAGER and not held
        words = Words(
            tr("with a PIN") if held else tr("no PIN"), "small", "wait" if needs else "text2"
        )
        words.setFixedWidth(72)
        return words


class PinForm(Card):
    """Two lines for a new PIN; whoever is no manager gives the old one too."""

    given = Signal(str, str)
    taken = Signal()

    def __init__(self, person: Person, theme: Theme, tr: Translator) -> None:
        super().__init__("sunken", padding=12)
        self._tr = tr
        self.trouble = Trouble(theme)
        self.first, self.second = self._line(tr("New PIN")), self._line(tr("Once more"))
        self.old = self._line(tr("Old PIN"))
        self.keep = Button(tr("Keep"), theme, "primary")
        self.keep.clicked.connect(self._give)
        self.second.returnPressed.connect(self._give)
        self.first.returnPressed.connect(self.second.setFocus)
        self.take = Button(tr("No PIN"), theme, "link")
        self.take.clicked.connect(self.taken)
        self.take.setVisible(bool(person.pin))
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.old, self.first, self.second, self.keep, self.take):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(Words(tr("4 to 8 digits, not 1234."), "small", "text2"))
        self.body.addWidget(self.trouble)
        self.ask_old(False)

    def ask_old(self, asked: bool) -> None:
        """Ask for the old PIN as well, or not."""
        self.old.setVisible(asked)

    def _give(self) -> None:
        first, second, old = self.first.text(), self.second.text(), self.old.text()
        for line in (self.first, self.second, self.old):
            line.clear()
        if first != second:
            self.trouble.say(
                self._tr("The two are not the same; nothing was stored; type it again.")
            )
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.trouble.clear()
        self.given.emit(first, old)

    def _line(self, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(LONGEST)
        line.setPlaceholderText(label)
        line.setAccessibleName(label)
        line.setMinimumWidth(88)
        line.setMaximumWidth(150)
        return line
