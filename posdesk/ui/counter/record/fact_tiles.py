"""What the terminal says and what the bank says: words, icon, tone, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from posdesk.domain.case import Attempt
from posdesk.domain.facts import BANK_WORDS, SOURCE_WORDS, TERMINAL_WORDS, Source
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import paint_line
from posdesk.ui.parts.tones import BANK_TONES, TERMINAL_TONES
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

_HEIGHT = 62


class FactTile(QWidget):
    """One of the two facts; dashed and without colour while nobody has asked."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        self._tone, self._words, self._source, self._known = "idle", "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What the tile says."""
        return self._words

    @property
    def tone(self) -> str:
        """The tone it says it in."""
        return self._tone

    def sizeHint(self) -> QSize:
        return QSize(150, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def say(self, tone: str, words: str, source: str, *, known: bool) -> None:
        """Show a fact; ``source`` is who says so."""
        self._tone, self._words, self._source, self._known = tone, words, source, known
        said = ", ".join(part for part in (words, source) if part)
        self.setAccessibleName(f"{self._title}: {said}")
        self.setToolTip(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._theme.tones[self._tone]
        ink = QColor(tone.soft_text) if self._known else self._theme.colour("text2")
        pen = QPen(QColor(tone.line) if self._known else self._theme.colour("control"), 1)
        if not self._known:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(tone.soft) if self._known else self._theme.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        wide = self.width() - 22
        painter.setPen(ink)
        painter.setFont(font("caption"))
        paint_line(painter, QRectF(12, 3, wide, 17), self._title)
        paint_icon(painter, self._tone if self._known else "question", ink, QRectF(11, 22, 18, 18))
        painter.setFont(font("strong" if self._known else "body"))
        paint_line(painter, QRectF(35, 20, wide - 24, 22), self._words)
        painter.setFont(font("caption"))
        paint_line(painter, QRectF(12, 42, wide, 16), self._source)


class FactTiles(QWidget):
    """Both facts of one attempt, side by side."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.terminal = FactTile(theme, tr("What the terminal says"))
        self.bank = FactTile(theme, tr("What the bank says"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.terminal, 1)
        row.addWidget(self.bank, 1)

    def show_attempt(self, attempt: Attempt) -> None:
        """Show the two facts of ``attempt``."""
        facts, tr = attempt.facts, self._tr
        self.terminal.say(
            TERMINAL_TONES[facts.terminal],
            tr.text(TERMINAL_WORDS[facts.terminal]),
            self._source(attempt.terminal_source),
            known=facts.terminal is not None,
        )
        self.bank.say(
            BANK_TONES[facts.bank],
            tr.text(BANK_WORDS[facts.bank]),
            self._source(attempt.bank_source),
            known=facts.bank is not None,
        )

    def _source(self, source: str | None) -> str:
        return self._tr("from {source}", source=SOURCE_WORDS[Source(source)]) if source else ""
