"""What the terminal says and what the bank says: words, icon, tone, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from posdesk.domain.case import Attempt
from posdesk.domain.facts import BANK_WORDS, SOURCE_WORDS, TERMINAL_WORDS, Source
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import paint_line
from posdesk.ui.parts.tones import BANK_TONES, TERMINAL_TONES
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

_HEIGHT = 62
_LINE = 18
_BESIDE = 46
"""Pixels of a tile beside the words: the icon and the padding."""


class FactTile(QWidget):
    """One of the two facts; dashed and without colour while nobody has asked."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        self._tone, self._words, self._source, self._known = "idle", "", "", False
        self._lines: tuple[str, ...] = ("",)
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
        return QSize(150, _HEIGHT + (len(self._lines) - 1) * _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def say(self, tone: str, words: str, source: str, *, known: bool) -> None:
        """Show a fact; ``source`` is who says so."""
        self._tone, self._words, self._source, self._known = tone, words, source, known
        said = ", ".join(part for part in (words, source) if part)
        self.setAccessibleName(f"{self._title}: {said}")
        self.setToolTip(said)
        self._break()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        """Break the words into two lines where one is too narrow for them."""
        lines = two_lines(self._words, QFontMetrics(font("strong")), self.width() - _BESIDE)
        if len(lines) != len(self._lines):
            self.updateGeometry()
        self._lines = lines

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
        for number, line in enumerate(self._lines):
            paint_line(painter, QRectF(35, 20 + number * _LINE, wide - 24, 22), line)
        painter.setFont(font("caption"))
        paint_line(painter, QRectF(12, self.height() - 20, wide, 16), self._source)


def two_lines(words: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """Return ``words`` on one line, or on two where they are wider than ``room``."""
    if metrics.horizontalAdvance(words) <= room:
        return (words,)
    gaps = [place for place, char in enumerate(words) if char in " ，"]
    fitting = [g for g in gaps if metrics.horizontalAdvance(words[: g + 1].strip()) <= room]
    if not fitting:
        return (words,)
    first = fitting[-1] + 1
    return (words[:first].strip(), words[first:].strip())


class FactTiles(QWidget):
    """Both facts of one attempt, side by side."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.terminal = FactTile(theme, tr("Terminal says"))
        self.bank = FactTile(theme, tr("Bank says"))
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
