"""How a line of the table looks: two rows of words, a tag, and red where something is late."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from posdesk.ui.cases.case_line import CaseLine
from posdesk.ui.cases.case_model import LINE
from posdesk.ui.cases.columns import Column
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import paint_line
from posdesk.ui.parts.tag import paint_tag
from posdesk.ui.theme import ANSWER, Theme, font

PAD = 16
GAP = 8

_Index = QModelIndex | QPersistentModelIndex


class CaseDelegate(QStyledItemDelegate):
    """Paints every cell of the table itself; the columns share one height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ANSWER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: CaseLine | None = index.data(LINE)
        column = Column(index.column())
        state: QStyle.StateFlag = option.state
        cell = QRectF(option.rect)
        table: QWidget = option.widget
        self._paint_ground(painter, cell, column, state, focused=table.hasFocus())
        if line is None:
            return
        box = cell.adjusted(PAD if column is Column.NUMBER else GAP, 0, -GAP, -1)
        match column:
            case Column.NUMBER:
                self._words(painter, box, line.number, "strong")
            case Column.OPENED:
                self._words(painter, box, line.opened, "small", "text2")
            case Column.AMOUNT:
                self._words(painter, box, line.amount, "strong", right=True)
            case Column.REASON:
                self._pair(painter, box, line.reason, line.paid_by)
            case Column.STATE:
                tone = self._theme.tones[line.tone]
                left = QRectF(box.left(), box.center().y() - 12, box.width(), 24)
                paint_tag(painter, tone, left, line.tone, line.state)
            case Column.NEXT:
                self._next(painter, box, line)
            case Column.WHOM:
                self._whom(painter, box, line)

    def _paint_ground(
        self,
        painter: QPainter,
        cell: QRectF,
        column: Column,
        state: QStyle.StateFlag,
        *,
        focused: bool,
    ) -> None:
        theme = self._theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "accentSoft" if selected else "hover" if hovered else "surface"
        painter.fillRect(cell, theme.colour(ground))
        bottom = QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1)
        painter.fillRect(bottom, theme.colour("border"))
        if selected and column is Column.NUMBER:
            bar = theme.colour("accent" if focused else "control")
            painter.fillRect(QRectF(cell.left(), cell.top(), 3, cell.height()), bar)

    def _next(self, painter: QPainter, box: QRectF, line: CaseLine) -> None:
        ink = QColor(self._theme.tones[line.ink].soft_text) if line.ink else None
        self._pair(painter, box, line.due, line.step, style="strong", ink=ink)

    def _whom(self, painter: QPainter, box: QRectF, line: CaseLine) -> None:
        if not line.whom:
            return
        ink = self._theme.colour("text2")
        icon = QRectF(box.left(), box.center().y() - 8, 16, 16)
        paint_icon(painter, line.whom_icon, ink, icon)
        self._words(painter, box.adjusted(21, 0, GAP, 0), line.whom, "small", "text2")

    def _pair(
        self,
        painter: QPainter,
        box: QRectF,
        above: str,
        below: str,
        *,
        style: str = "body",
        ink: QColor | None = None,
    ) -> None:
        """Paint one line over a smaller one; a single one stands in the middle."""
        if not below:
            self._words(painter, box, above, style, ink=ink)
            return
        first = QRectF(box.left(), box.top() + 7, box.width(), 22)
        self._words(painter, first, above, style, ink=ink)
        second = QRectF(box.left(), box.top() + 29, box.width(), 20)
        self._words(painter, second, below, "caption", "text2")

    def _words(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        style: str,
        colour: str = "text",
        *,
        ink: QColor | None = None,
        right: bool = False,
    ) -> None:
        painter.setFont(font(style))
        painter.setPen(ink or self._theme.colour(colour))
        paint_line(painter, box, words, right=right)
