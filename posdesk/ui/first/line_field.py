"""A large line that says while one types whether it is right, and is stored on leaving it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.transaction import read_field
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon, pixmap
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.lock import LockSign
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme, font

KeepText = Callable[[str], str]
"""Stores what was typed and returns it as it is stored; raises ``PosDeskError``."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TALL, _LOW = 60, 48


class BigLine(GuardedLine):
    """The line itself: Enter stores it and goes on; a tick stands in it once it is right."""

    entered = Signal()

    def __init__(self, theme: Theme, tr: Translator, trouble: Trouble, keep: KeepText) -> None:
        super().__init__(tr, trouble, self._keep_text, Rules())
        self._theme, self._said, self._store, self._kept = theme, trouble, keep, ""
        self._right = False
        self.tall = _LOW
        self.setTextMargins(6, 0, 40, 0)
        self.stored.connect(lambda: self.begin(self._kept))

    def tick(self, right: bool) -> None:
        """Show whether what stands here is right."""
        if right != self._right:
            self._right = right
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        if not self.is_changed:  # what was refused is gone from the line; so is its sentence
            self._said.clear()
        else:
            super().keyPressEvent(event)
        if not self._said.words:
            self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._right:
            where = QRectF(self.width() - 42, (self.height() - 24) / 2, 24, 24)
            paint_icon(QPainter(self), "go", QColor(self._theme.tones["go"].soft_text), where)

    def _keep_text(self, text: str, _sure: bool) -> None:
        self._kept = self._store(text)


class LineField(QWidget):
    """A name, the line, and what is right or wrong about what is in it.

    ``printed`` names the field of the slip whose characters are counted while one types.
    """

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        label: str,
        value: str,
        keep: KeepText,
        *,
        printed: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._printed, self._hint = theme, tr, printed, hint
        self.trouble = Trouble(theme)
        self.line = BigLine(theme, tr, self.trouble, keep)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.line.setFont(_figures() if printed else font("answer"))
        self.line.tall = _TALL if printed else _LOW
        self.line.begin(value)
        self.note = Words(hint, "small", "text2")
        self._tick = QLabel()
        self._tick.setPixmap(pixmap("check", QColor(theme.tones["go"].soft_text), 16, 2.0))
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._tick)
        below.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(Words(label, "h3"))
        self._head.addStretch(1)
        column.addLayout(self._head)
        column.addWidget(self.line)
        column.addLayout(below)
        column.addWidget(self.trouble)
        self.line.textChanged.connect(self._look)
        self._look(value)

    def hold(self) -> None:
        """Show what stands here as the installer's, which nobody changes here."""
        sign = LockSign(self._theme, self._tr)
        why = sign.accessibleName()
        self.line.setEnabled(False)
        self.line.setAccessibleName(f"{self.line.accessibleName()} ({why})")
        self._head.addWidget(sign)

    @property
    def is_right(self) -> bool:
        """Whether what stands in a printed field follows its rule."""
        return _is_right(self._printed, self.line.text())

    def _look(self, text: str) -> None:
        if not self._printed:
            self._tick.hide()
            self.note.setVisible(bool(self._hint))
            self.line.tick(bool(text.strip()) and not self.line.is_changed)
            return
        length = len("".join(text.split()))
        right = self.is_right
        self.line.tick(right)
        self._tick.setVisible(right)
        self.note.set_ink("go" if right else "text2")
        if right:
            self.note.say(self._tr("{count} characters, right", count=length))
        elif length:
            self.note.say(self._tr("{count} characters so far", count=length))
        else:
            self.note.say(self._hint)


def _is_right(name: str, text: str) -> bool:
    if not text.strip():
        return False
    try:
        read_field(name, text)
    except PosDeskError:
        return False
    return True


def _figures() -> QFont:
    """Return the large font in which numbers are compared digit by digit."""
    made = QFont(font("title"))
    made.setPixelSize(30)
    made.setWeight(QFont.Weight.Normal)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
    return made
