"""Cases in lists, painted: a row on the home page and a card in the strip below a walk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from posdesk.domain.day_words import day_words, list_step_day
from posdesk.domain.moment import clock_time
from posdesk.domain.money import show_amount
from posdesk.domain.outcome import money_words
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.storage.queries import CaseRow
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.parts.tones import tone_of_state
from posdesk.ui.parts.words import tight
from posdesk.ui.theme import RADIUS_CARD, RADIUS_SMALL, Theme, font, metrics

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list shows it."""

    id: str
    number: str
    title: str
    below: str
    amount: str
    tone: str
    state: str
    icon: str
    when: str
    ink: str = "text2"


def due_line(listed: Listed, now: datetime, tr: Translator) -> CaseLine:
    """Return a case with what is to be done about it, and by when."""
    line, step = case_line(listed.row, tr), listed.next
    if step is None:
        return line
    day, what = day_words(step.deadline, now, tr.lang), tr.text(step.what)
    if step.is_at_once(now):
        day = list_step_day(step, now, tr.lang)
    gap = "，" if tr.lang == "zh_CN" else ", "
    late = step.is_overdue(now)
    return replace(line, below=f"{day}{gap}{what}", ink="stop" if late else "wait", when="")


def case_line(row: CaseRow, tr: Translator, *, current: bool = False) -> CaseLine:
    """Return ``row`` in the words of ``tr``; the ``current`` one shows where its money stands."""
    title = tr.text(row.title) if row.title else row.symptom or tr("No flow yet")
    open_ = row.unfinished and not current
    return CaseLine(
        id=row.id,
        number=row.number,
        title=title,
        below=tight(row.card.shown()) if row.card else row.symptom,
        amount=show_amount(row.amount) if row.amount is not None else tr("amount open"),
        tone="idle" if open_ else tone_of_state(row.charge_again, row.state),
        state=tr("Unfinished") if open_ else tr.text(money_words(row.state, row.outcome)),
        icon="idle" if open_ else tone_of_state(row.charge_again, row.state),
        when=tr("{time}, go on", time=clock_time(row.last_at))
        if open_
        else clock_time(row.last_at),
    )


class CaseButton(PaintedButton):
    """A case that opens when it is pressed; ``current`` marks the one on screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.line = CaseLine("", "", "", "", "", "idle", "", "idle", "")
        self.current = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_case(self, line: CaseLine, *, current: bool = False) -> None:
        """Show another case."""
        self.line, self.current = line, current
        spoken = (line.number, line.title, line.amount, line.state)
        self.setAccessibleName(" ".join(word for word in spoken if word))
        self.update()

    def paint_state(self, painter: QPainter, left: float, top: float) -> float:
        """Paint the state as a tag and return its width."""
        tone = self.theme.tones[self.line.tone]
        painter.setFont(font("small"))
        width = 36 + metrics("small").horizontalAdvance(self.line.state)
        painter.setPen(QPen(QColor(tone.line), 1))
        painter.setBrush(QColor(tone.soft))
        painter.drawRoundedRect(QRectF(left, top, width, 24), RADIUS_SMALL, RADIUS_SMALL)
        ink = QColor(tone.soft_text)
        paint_icon(painter, self.line.icon, ink, QRectF(left + 7, top + 4, 16, 16))
        painter.setPen(ink)
        painter.drawText(QRectF(left + 28, top, width - 30, 24), _MIDDLE, self.line.state)
        return width


class StripCard(CaseButton):
    """A case in the strip: number, title and amount; state and time below."""

    def sizeHint(self) -> QSize:
        return QSize(220, 68)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line, theme = QPainter(self), self.line, self.theme
        self.paint_frame(painter, RADIUS_CARD, line="accent" if self.current else "border")
        amount = metrics("strong").horizontalAdvance(line.amount)
        right = self.width() - 14
        painter.setFont(font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(14, 7, right - 14, 24), _RIGHT, line.amount)
        number = metrics("strong").horizontalAdvance(line.number)
        painter.drawText(QRectF(14, 7, number + 2, 24), _MIDDLE, line.number)
        painter.setFont(font("body"))
        painter.setPen(theme.colour("text2"))
        room = right - amount - 12 - (14 + number + 10)
        paint_line(painter, QRectF(14 + number + 10, 7, max(room, 0), 24), line.title)
        tag = self.paint_state(painter, 14, 36)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        paint_line(painter, QRectF(20 + tag, 36, right - tag - 20, 24), line.when, right=True)


class ListRow(CaseButton):
    """A case in a list of the home page, on one line of 56; with Ctrl it is shown ``aside``."""

    aside = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.aside.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.aside.emit()
        else:
            super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(420, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line, theme = QPainter(self), self.line, self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse() or self.isDown():
            self.paint_frame(painter, RADIUS_SMALL, line="border")
        right = self.width() - 12.0
        tag = self.paint_state(painter, right - self._tag_width(), 16)
        right -= tag + 16
        painter.setFont(font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, 0, right, 56), _RIGHT, line.amount)
        right -= painter.fontMetrics().horizontalAdvance(line.amount) + 16
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRectF(12, 30, 80, 20), _MIDDLE, line.when[:5])
        painter.setFont(font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(12, 7, 90, 24), _MIDDLE, line.number)
        paint_line(painter, QRectF(112, 7, right - 112, 24), line.title)
        painter.setFont(font("small"))
        painter.setPen(self._ink())
        paint_line(painter, QRectF(112, 30, right - 112, 20), line.below)

    def _ink(self) -> QColor:
        """Return the ink of what is below: a deadline's own where there is one."""
        ink, theme = self.line.ink, self.theme
        return QColor(theme.tones[ink].soft_text) if ink in theme.tones else theme.colour(ink)

    def _tag_width(self) -> float:
        return 36 + metrics("small").horizontalAdvance(self.line.state)
