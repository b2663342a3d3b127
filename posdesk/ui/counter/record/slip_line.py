"""One fact of the slip: its name, and its value, which one types into where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.money import show_amount
from posdesk.domain.transaction import SLIP_FIELDS, Slip, SlipField, may_be_confirmed, read_field
from posdesk.i18n import Translator
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import font

_TIGHT_DOT = "∙"
"""The bullet of the typeface is as wide as a Chinese character; this one stands tight."""

KeepField = Callable[[str, str, bool], Case]
"""Stores a field: its name, the text, and whether a person said that it is no card number."""


class SlipLine(GuardedLine):
    """The value: shown as people read it, edited as it is stored."""

    def __init__(self, field: SlipField, tr: Translator, trouble: Trouble, keep: KeepField) -> None:
        rules = Rules(
            keep_card=lambda text: _done(keep("card", text, False)),
            may_confirm=lambda text: _is_fit(field.name, text),
            is_card=field.name == "card",
        )
        super().__init__(tr, trouble, lambda t, sure: _done(keep(field.name, t, sure)), rules)
        self._field = field
        self._slip = Slip()
        self.setProperty("part", "quiet")
        self.setAccessibleName(tr.text(field.label))
        self.setAccessibleDescription(tr.text(field.hint))
        self.stored.connect(self._show_stored)

    def show_slip(self, slip: Slip) -> None:
        """Show the field of ``slip``, unless something else is being typed into it."""
        self._slip = slip
        if not (self.hasFocus() and self.is_changed):
            self._show_stored()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.is_changed:
            self.begin(written(self._slip, self._field.name))
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_changed:
            self._show_stored()

    def _show_stored(self) -> None:
        shown = written if self.hasFocus() else shown_field
        self.begin(shown(self._slip, self._field.name))
        self.setCursorPosition(0)


class FieldBox(QWidget):
    """A field with its name above; a press on the name goes to the value."""

    def __init__(
        self,
        name: str,
        tr: Translator,
        trouble: Trouble,
        keep: KeepField,
        *,
        style: str = "strong",
    ) -> None:
        super().__init__()
        field = SLIP_FIELDS[name]
        self.line = SlipLine(field, tr, trouble, keep)
        self.line.setFont(font(style))
        self.line.setPlaceholderText("—")
        self.setToolTip(tr.text(field.hint))
        label = Words(tr.text(field.label), "small", "text2")
        label.setContentsMargins(4, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label)
        column.addWidget(self.line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def written(slip: Slip, name: str) -> str:
    """Return the field of ``slip`` as one types it, empty where it is not known."""
    if name == "at" and slip.at:
        return from_iso(slip.at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    return slip.as_written().get(name, "")


def shown_field(slip: Slip, name: str) -> str:
    """Return the field of ``slip`` as one reads it, empty where it is not known."""
    if name == "amount" and slip.amount is not None:
        return show_amount(slip.amount)
    if name == "card" and slip.card is not None:
        return slip.card.shown().replace("•", _TIGHT_DOT)
    if name == "at" and slip.at:
        return from_iso(slip.at).strftime("%m-%d %H:%M:%S")
    return written(slip, name)


def _is_fit(name: str, text: str) -> bool:
    """Return whether ``text`` could be kept in the field, were it said to be no card number."""
    if not may_be_confirmed(name, text):
        return False
    try:
        read_field(name, text, not_a_card=True)
    except PosDeskError:
        return False
    return True


def _done(_case: Case) -> None:
    """Let go of the case that storing returned: the card has it already."""
