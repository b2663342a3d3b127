"""The PIN pad: large keys for a finger, digits of the keyboard, dots for what was entered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.domain.pin import LONGEST, SHORTEST, read_digits
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

KEY_GAP = 8
_DOT, _DOT_GAP, _AIR = 14, 12, 10
_ROWS = ("123", "456", "789")


class Dots(QWidget):
    """One filled dot for each digit; at least as many places as a PIN has."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr, self.count = theme, tr, 0
        self._focused = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many digits there are."""
        self.count = count
        self.setAccessibleName(self._tr("{count} digits entered", count=count))
        self.update()

    def show_focus(self, *, focused: bool) -> None:
        """Show whether the digits of the keyboard come here."""
        self._focused = focused
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(LONGEST * (_DOT + _DOT_GAP) + 2 * _DOT_GAP, _DOT + 2 * _AIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, places = QPainter(self), max(SHORTEST, self.count)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - places * (_DOT + _DOT_GAP) + _DOT_GAP) / 2
        for place in range(places):
            full = place < self.count
            painter.setPen(QPen(self._theme.colour("accent" if full else "control"), 1.5))
            painter.setBrush(self._theme.colour("accent") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + place * (_DOT + _DOT_GAP), _AIR, _DOT, _DOT))
        if self._focused:
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, RADIUS_CONTROL, RADIUS_CONTROL)


class PinPad(QWidget):
    """Twelve keys; ``entered`` brings the PIN, and no trace of it stays here."""

    entered = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._pin = ""
        self.dots = Dots(theme, tr)
        self.keys: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setSpacing(KEY_GAP)
        for row, digits in enumerate(_ROWS):
            for column, digit in enumerate(digits):
                grid.addWidget(self._digit(digit, theme), row, column)
        self.back = Button(tr("Take the last digit back"), theme, "icon", icon_name="back")
        self.back.setProperty("framed", True)
        self.back.clicked.connect(self._take_back)
        self.enter = Button(tr("Enter"), theme, "primary")
        self.enter.clicked.connect(self._send)
        grid.addWidget(self.back, 3, 0)
        grid.addWidget(self._digit("0", theme), 3, 1)
        grid.addWidget(self.enter, 3, 2)
        for button in (self.back, self.enter, *self.keys.values()):
            button.setProperty("pad", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(12)
        column_.addWidget(self.dots)
        column_.addLayout(grid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("PIN"))
        self._show()

    def clear(self) -> None:
        """Forget what was entered."""
        self._pin = ""
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.dots.show_focus(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dots.show_focus(focused=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = read_digits(event.text())
        if digit:
            self._add(digit[0])
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._take_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._send()
        else:
            super().keyPressEvent(event)

    def _digit(self, digit: str, theme: Theme) -> Button:
        button = Button(digit, theme)
        button.setFont(font("amount"))
        button.clicked.connect(partial(self._add, digit))
        self.keys[digit] = button
        return button

    def _add(self, digit: str, _on: bool = False) -> None:
        if self.isEnabled() and len(self._pin) < LONGEST:
            self._pin += digit
            self._show()

    def _take_back(self) -> None:
        self._pin = self._pin[:-1]
        self._show()

    def _send(self) -> None:
        pin = self._pin
        if self.isEnabled() and len(pin) >= SHORTEST:
            self.clear()
            self.entered.emit(pin)

    def _show(self) -> None:
        self.dots.show_count(len(self._pin))
        self.enter.setEnabled(len(self._pin) >= SHORTEST)
