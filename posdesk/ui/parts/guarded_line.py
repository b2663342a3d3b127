"""A line of the record that is stored on leaving it, and in which no card number stays.

Every text field of the record is one of these: a full card number, typed or pasted, is refused in
place, taken out of the field and its undo history, and cut to six and four digits if wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from posdesk.domain.errors import NotAllowed, PosDeskError, Refused, WrongInput
from posdesk.domain.sensitive import looks_like_card
from posdesk.i18n import Translator
from posdesk.ui.parts.manager_wanted import manager_offer
from posdesk.ui.parts.six_four import (
    A_PASTE,
    HELD_FOR,
    KEEP_KEY,
    card_refusal,
    keep_offer,
    six_and_four,
)
from posdesk.ui.parts.trouble import Offer, Trouble

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Keep = Callable[[str, bool], None]
"""Stores a text, ``True`` where a person said it is no card number; raises ``PosDeskError``."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a line deals with a card number in it.

    ``keep_card`` stores the six and four digits as the card; without it they stay in the line's own
    text. ``may_confirm`` tells whether a text may be said to be no card number.
    """

    keep_card: Callable[[str], None] | None = None
    may_confirm: Callable[[str], bool] = lambda _text: False
    is_card: bool = False


class GuardedLine(QLineEdit):
    """Stores its text through ``keep`` at Enter and on leaving; ``stored`` after it was kept."""

    stored = Signal()
    file_pasted = Signal()

    def __init__(self, tr: Translator, trouble: Trouble, keep: Keep, rules: Rules) -> None:
        super().__init__()
        self._tr = tr
        self._trouble = trouble
        self._keep = keep
        self._rules = rules
        self._before = ""
        self._length = 0
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(HELD_FOR)
        self._forget.timeout.connect(trouble.clear)
        self.textEdited.connect(self._look)

    def begin(self, text: str) -> None:
        """Show ``text`` as what is stored; the undo history begins anew."""
        self._before = text
        self._length = len(text)
        self.setText(text)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.text() != self._before

    def commit(self) -> bool:
        """Store what was typed; return whether all is stored now."""
        text, before = self.text(), self._before
        if text == before:
            return True
        self._before = text  # storing shows the case anew, which may take the focus from here
        try:
            self._keep(text, False)
        except PosDeskError as error:
            self._before = before
            self._refuse(text, error)
            return False
        self._trouble.clear()
        self.stored.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not self.commit() and self._trouble.offers:
                self._trouble.offers[0].setFocus()
            return
        if event.key() == Qt.Key.Key_F6:
            self._keep_six_and_four()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and _holds_file():
            self.file_pasted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def _look(self, text: str) -> None:
        """Refuse a card number that came at once, before anybody leaves the field."""
        came, self._length = len(text) - self._length, len(text)
        if came >= A_PASTE and looks_like_card(text):
            self.commit()

    def _refuse(self, text: str, error: PosDeskError) -> None:
        sentence = self._tr.error(error)
        if isinstance(error, NotAllowed):
            self._trouble.say(sentence, [manager_offer(self._tr, self)])
            return
        if not isinstance(error, Refused):
            if not looks_like_card(text):
                self._trouble.say(sentence)
                return
            sentence = self._tr.error(card_refusal(self.accessibleName(), text))
        self.begin(self._before)
        kept = six_and_four(text) if self._is_number(text) else ""
        offers = self._offers(text, kept) if self._is_number(text) else []
        self._trouble.say(sentence, offers, key=KEEP_KEY if kept else "")

    def _offers(self, text: str, kept: str) -> list[Offer]:
        offers: list[Offer] = []
        if kept:
            offers.append(keep_offer(self._tr, lambda: self._take(kept, self._keep_kept)))
        if self._rules.may_confirm(text):
            words = self._tr("It is not a card number")
            offers.append((words, lambda: self._take(text, lambda t: self._keep(t, True))))
            self._forget.start()
        return offers

    def _keep_six_and_four(self) -> None:
        """Refuse a number that was typed, and keep its six and four digits in the same stroke."""
        if not looks_like_card(self.text()) or not self.commit():
            self._trouble.press_key()

    def _is_number(self, text: str) -> bool:
        return self._rules.is_card or looks_like_card(text)

    def _keep_kept(self, kept: str) -> None:
        if self._rules.keep_card is None:
            self._keep(kept, False)
            self.begin(kept)
        else:
            self._rules.keep_card(_masked_part(kept))

    def _take(self, text: str, keep: Callable[[str], None]) -> None:
        self._forget.stop()
        try:
            keep(text)
        except WrongInput as error:
            self._trouble.say(self._tr.error(error))
            return
        self._trouble.clear()
        self.setFocus()
        self.stored.emit()


def _masked_part(text: str) -> str:
    found = re.search(r"\d{6}\*{6}\d{4}", text)
    return found[0] if found else text


def _holds_file() -> bool:
    mime = QGuiApplication.clipboard().mimeData()
    return mime.hasUrls() or (mime.hasImage() and not mime.hasText())
