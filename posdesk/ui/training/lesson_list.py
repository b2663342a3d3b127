"""The list of lessons by theme; a tick stands where the learner has answered rightly."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.lesson import Lesson, Theme
from posdesk.i18n import Translator
from posdesk.ui import theme as look
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.parts.words import Words

ROW = 44


class LessonList(Card):
    """All themes with their lessons; ``chosen`` names the lesson pressed."""

    chosen = Signal(object)

    def __init__(self, theme: look.Theme, tr: Translator, themes: tuple[Theme, ...]) -> None:
        super().__init__(padding=0)
        self.rows: dict[str, LessonRow] = {}
        page = QWidget()
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        for matter in themes:
            head = Words(tr.text(matter.title), "caption", "text2")
            head.setContentsMargins(10, 10, 0, 4)
            column.addWidget(head)
            for lesson in matter.lessons:
                row = LessonRow(theme, lesson, tr.text(lesson.title))
                row.clicked.connect(self._pressed)
                self.rows[lesson.id] = row
                column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.body.addWidget(area)
        self._area = area

    def show_done(self, done: Set[str]) -> None:
        """Tick the lessons of ``done``."""
        for lesson_id, row in self.rows.items():
            row.set_done(lesson_id in done)

    def show_current(self, lesson: Lesson) -> None:
        """Mark the lesson on screen and bring it into view."""
        for lesson_id, row in self.rows.items():
            row.setChecked(lesson_id == lesson.id)
        self._area.ensureWidgetVisible(self.rows[lesson.id])

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, LessonRow):
            self.chosen.emit(row.lesson)


class LessonRow(PaintedButton):
    """One lesson: a tick or an empty ring, and its title."""

    def __init__(self, theme: look.Theme, lesson: Lesson, title: str) -> None:
        super().__init__(theme)
        self.lesson = lesson
        self._done = False
        self.setCheckable(True)
        self.setText(title)
        self.setAccessibleName(title)
        self.setFixedHeight(ROW)

    def set_done(self, done: bool) -> None:
        """Show whether the learner has answered this lesson rightly."""
        if done != self._done:
            self._done = done
            self.update()

    def fill(self) -> str:
        return "accentSoft" if self.isChecked() else super().fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter, look.RADIUS_CONTROL, line=self.fill())
        tone = theme.tones["go"].soft_text if self._done else theme.colours["text3"]
        icon = "go" if self._done else "ring"
        paint_icon(painter, icon, QColor(tone), QRectF(10, (ROW - 20) / 2, 20, 20))
        painter.setPen(theme.colour("accent" if self.isChecked() else "text"))
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        inside = self.rect().adjusted(40, 0, -8, 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)
