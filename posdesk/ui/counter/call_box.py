"""The call script of a step: whom to dial, what to say, what to have at hand from the case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from posdesk.domain.case import Case
from posdesk.domain.flow import Call
from posdesk.domain.timeline import shown_value
from posdesk.domain.transaction import SLIP_FIELDS, missing_fields
from posdesk.i18n import Translator
from posdesk.services.contacts import Contacts
from posdesk.ui.parts.words import Words, key_cap, tight

_WANTED = ("amount", "at", "card", "issuer", "terminal_id", "batch", "trace", "rrn", "order_no")


class CallBox(QFrame):
    """The number on one line; F2 unfolds the script."""

    def __init__(self, tr: Translator, contacts: Contacts) -> None:
        super().__init__()
        self._tr, self._contacts = tr, contacts
        self.setProperty("part", "sunken")
        self.setAccessibleName(tr("Call script"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number = Words(style="h3", wrap=True)
        self._script = Words(style="input", wrap=True)
        self._have = Words(style="body", ink="text2", wrap=True)
        self._known = Words(style="strong", wrap=True)
        self._missing = Words(style="body", ink="wait", wrap=True)
        self._folded = (self._script, self._have, self._known, self._missing)
        self._lay_out()
        self._unfolded = False
        self._set_unfolded(False)

    def show_call(self, call: Call | None, case: Case | None) -> None:
        """Show another script, folded; nothing where the step has no call."""
        self.setVisible(call is not None)
        self._set_unfolded(False)
        if call is None:
            return
        tr = self._tr
        self._number.say(tr.text(self._contacts.number_for(call.whom, case)))
        self._script.say(tr.text(call.script))
        have = tr("; ").join(tr.text(item) for item in call.have)
        self._have.say(tr("At hand: {what}", what=have) if have else "")
        self._show_case(case)

    @property
    def is_unfolded(self) -> bool:
        """Whether the script is to be seen."""
        return self._unfolded

    def toggle(self) -> None:
        """Unfold the script, or fold it again."""
        self._set_unfolded(not self._unfolded)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.toggle()

    def _show_case(self, case: Case | None) -> None:
        tr = self._tr
        values = case.slip.values() if case else {}
        known = [
            f"{tr.text(SLIP_FIELDS[n].label)} {tight(shown_value(n, values[n]))}"
            for n in _WANTED
            if n in values
        ]
        self._known.say(tr("; ").join(known))
        lacking = [tr.text(f.label) for f in missing_fields(case.slip)] if case else []
        what = tr(", ").join(lacking)
        self._missing.say(tr("Not known yet: {what}", what=what) if lacking else "")

    def _set_unfolded(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        for words in self._folded:
            words.setVisible(unfolded and bool(words.text()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(key_cap("F2"))
        head.addWidget(Words(self._tr("Call"), "small", "text2"))
        head.addWidget(self._number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(4)
        column.addLayout(head)
        for words in self._folded:
            column.addWidget(words)
