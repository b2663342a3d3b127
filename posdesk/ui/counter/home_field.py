"""The one field on top: what does the customer say, what does the terminal show?"""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import RADIUS_CARD, Theme, font

HEIGHT = 48


class HomeField(QWidget):
    """Takes words; digits are text, but after two letters a digit picks a result."""

    words_changed = Signal(str)
    entered = Signal(str)
    picked = Signal(int)
    moved = Signal(int)
    left = Signal()
    aside = Signal()
    focused = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.line = _Line()
        self.line.setProperty("part", "bare")
        self.line.setFont(font("input"))
        self.line.setPlaceholderText(tr("What does the customer say? What does the terminal show?"))
        self.line.setAccessibleName(self.line.placeholderText())
        self.line.setMaxLength(200)
        self._hint = Words(style="small", ink="text3")
        glass = QLabel()
        glass.setPixmap(pixmap("search", theme.colour("text2"), 20, 2.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(10)
        for widget, stretch in ((glass, 0), (self.line, 1), (self._hint, 0), (key_cap("Esc"), 0)):
            row.addWidget(widget, stretch)
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.line)
        self._forward()

    def set_hint(self, words: str) -> None:
        """Say at the right what can be typed or how many results there are."""
        self._hint.say(words)

    def set_results(self, count: int) -> None:
        """Let digits up to ``count`` pick a result while the field holds at least two letters."""
        self.line.results = count

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hint.setVisible(self.width() > 820)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.line.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if focused else 1
        painter.setPen(QPen(self._theme.colour("focus" if focused else "control"), width))
        painter.setBrush(QColor(self._theme.colours["surface"]))
        inset = width / 2
        frame = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)

    def _forward(self) -> None:
        line = self.line
        line.textChanged.connect(self.words_changed)
        line.returnPressed.connect(self._enter)
        line.picked.connect(self.picked)
        line.moved.connect(self.moved)
        line.left.connect(self.left)
        line.aside.connect(self.aside)
        line.focus_changed.connect(self._focus_changed)

    def _enter(self) -> None:
        self.entered.emit(self.line.text().strip())

    def _focus_changed(self, focused: bool) -> None:
        self.update()
        if focused:
            self.focused.emit()


class _Line(QLineEdit):
    """The text of the field, with its own keys."""

    picked = Signal(int)
    moved = Signal(int)
    left = Signal()
    aside = Signal()
    focus_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.results = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), event.text()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.aside.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif digit in _DIGITS and 0 < int(digit) <= self.results and self.picks:
            self.picked.emit(int(digit))
        else:
            super().keyPressEvent(event)
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                event.accept()  # or the step just begun would take the same Enter as "done"

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    @property
    def picks(self) -> bool:
        """Whether a digit picks a result: after two letters, where no number is about to come."""
        text = self.text()
        return sum(c.isalpha() for c in text) > 1 and not _BEFORE_A_NUMBER.search(text)


_DIGITS = frozenset("123456789")
_BEFORE_A_NUMBER = re.compile(
    r"[\s\d¥￥$#:：.]$|(?:显示|提示|写着|代码|应答码|错误码|尾号|参考号|[了收付扣退款额码])$"
    r"|(?:xianshi|daima|code|codes|shows?|says?|ends|error|rmb|amount)$",
    re.IGNORECASE,
)
"""Words after which a code, an amount or a reference follows, so that a digit is text."""
