"""The banner: may we charge again? Computed from the facts, never authored by a flow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.domain.facts import BANK_WORDS, NOTHING_KNOWN, TERMINAL_WORDS, Facts
from posdesk.domain.money_state import Verdict
from posdesk.domain.verdict import strictest, verdict
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.tones import tone_of
from posdesk.ui.theme import BANNER, RADIUS_CARD, RADIUS_CONTROL, Theme, Tone, font

_WRAP: Final = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
_LEFT: Final = 68
_BOX: Final = 116
_TITLE: Final = 30


class Banner(QWidget):
    """Shows the strictest verdict over all attempts, and the two facts that decide it."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._titles = {
            "stop": tr("Do not charge again"),
            "paid": tr("Paid"),
            "wait": tr("Not known yet: do not charge"),
            "go": tr("You may charge again, once"),
        }
        self.setMinimumHeight(BANNER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._attempts: tuple[Facts, ...] = ()
        self.show_facts((NOTHING_KNOWN,))

    def show_facts(self, attempts: tuple[Facts, ...]) -> None:
        """Show the verdict over ``attempts``, the one that is spoken of first."""
        if attempts == self._attempts:
            return
        self._attempts = attempts
        self._verdict = strictest(attempts)
        self._decides = next(f for f in attempts if verdict(f) == self._verdict)
        self._other = self._decides != attempts[0]
        self.setAccessibleName(f"{self.title} {self._tr.text(self._verdict.do)}")
        self.update()

    @property
    def verdict(self) -> Verdict:
        """The verdict shown."""
        return self._verdict

    @property
    def tone(self) -> str:
        """The tone shown: ``stop``, ``wait``, ``go`` or ``paid``."""
        return tone_of(self._verdict)

    @property
    def title(self) -> str:
        """The first line."""
        return self._titles[self.tone]

    def sizeHint(self) -> QSize:
        return QSize(560, BANNER)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = self._theme.tones[self.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.solid))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        ink = QColor(tone.on_solid)
        paint_icon(painter, self.tone, ink, QRectF(20, (self.height() - 32) / 2, 32, 32))
        right = self._paint_facts(painter, tone)
        painter.setPen(ink)
        self._paint_lines(painter, QRect(_LEFT, 0, right - _LEFT - 16, self.height()))

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        words, face = self._tr.text(self._verdict.do), font("body")
        below = QFontMetrics(face).boundingRect(room, _WRAP, words).height()
        if below > QFontMetrics(face).height():
            face = font("small")
            below = QFontMetrics(face).boundingRect(room, _WRAP, words).height()
        top = (self.height() - _TITLE - below) // 2
        painter.setFont(font("banner"))
        painter.drawText(QRect(room.x(), top - 3, room.width(), 40), 0, self.title)
        painter.setFont(face)
        painter.drawText(QRect(room.x(), top + _TITLE, room.width(), below + 2), _WRAP, words)

    def _paint_facts(self, painter: QPainter, tone: Tone) -> int:
        """Paint the two facts at the right and return where they begin."""
        tr, other = self._tr, self._tr("(another attempt)") if self._other else ""
        facts = (
            (tr("Bank"), tr.text(BANK_WORDS[self._decides.bank])),
            (tr("Terminal"), tr.text(TERMINAL_WORDS[self._decides.terminal])),
        )
        right = self.width() - 20
        for name, words in facts:
            right = self._paint_fact(painter, tone, right, f"{name} {other}".strip(), words) - 16
        return right

    def _paint_fact(self, painter: QPainter, tone: Tone, right: int, name: str, words: str) -> int:
        small, strong = font("small"), font("strong")
        wide = QFontMetrics(strong).horizontalAdvance(words)
        width = max(_BOX, 28 + max(wide, QFontMetrics(small).horizontalAdvance(name)))
        box = QRectF(right - width + 0.5, 12.5, width - 1, self.height() - 25)
        painter.setPen(QPen(QColor(tone.on_solid), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        inside = box.adjusted(13, 6, -8, -6)
        painter.setFont(small)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(strong)
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, words)
        return right - width
