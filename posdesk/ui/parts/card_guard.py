"""Watches a text field that stores nothing by itself, so that no card number stays in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from posdesk.domain.sensitive import keep_six_and_four, looks_like_card
from posdesk.i18n import Translator
from posdesk.ui.parts.six_four import (
    A_PASTE,
    HELD_FOR,
    KEEP_KEY,
    card_refusal,
    keep_offer,
    without_cards,
)
from posdesk.ui.parts.trouble import Trouble

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROOM = 64
"""Characters a guarded line takes at least: a number cut short would not be known for one."""


class CardGuard(QObject):
    """Says in ``trouble`` why a card number may not stand here, and offers to keep 6+4.

    A number that is pasted is taken out at once; one that is typed when the field is left or Enter
    is pressed, because what is still to come may make an order number of it.
    """

    def __init__(self, line: QLineEdit, name: str, tr: Translator, trouble: Trouble) -> None:
        super().__init__(line)
        self._line, self._name, self._tr, self._trouble = line, name, tr, trouble
        self._held = ""
        self._length = len(line.text())
        self._forget = QTimer(self, singleShot=True, interval=HELD_FOR)
        self._forget.timeout.connect(self._let_go)
        line.setMaxLength(max(line.maxLength(), _ROOM))
        self._putting = False
        line.textChanged.connect(self._look)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._take_out()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER and self._take_out():
                self._trouble.offers[0].setFocus()
                return True
            if event.key() == Qt.Key.Key_F6 and (self._take_out() or self._held):
                self._keep()
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        came, self._length = len(text) - self._length, len(text)
        if self._putting:
            return
        if not looks_like_card(text):
            self._let_go()
        elif came >= A_PASTE:
            self._take_out()
        else:
            self._say(text)

    def _take_out(self) -> bool:
        """Take a card number out of the field and its undo history; return whether one was."""
        text = self._line.text()
        if not looks_like_card(text):
            return False
        self._say(text)
        self._putting = True
        self._line.setText(without_cards(text))
        self._putting = False
        return True

    def _say(self, text: str) -> None:
        if text == self._held and self._trouble.offers:
            return
        self._held = text
        self._forget.start()
        sentence = self._tr.error(card_refusal(self._name, text))
        self._trouble.say(sentence, [keep_offer(self._tr, self._keep)], key=KEEP_KEY)

    def _keep(self) -> None:
        held = self._held
        self._let_go()
        self._line.setText(keep_six_and_four(held))
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self) -> None:
        self._forget.stop()
        if self._held:
            self._held = ""
            self._trouble.clear()
