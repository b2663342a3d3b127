"""How a line of the table looks: two rows of words, a tag, and red where something is late."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from posdesk.ui.cases.case_line import CaseLine
from posdesk.ui.cases.case_model import CaseModel
from posdesk.ui.cases.columns import Column
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.tag import paint_tag
from posdesk.ui.theme import ANSWER, Theme, font, metrics

PAD = 16
GAP = 8

_TAG = 24
_COLUMNS = tuple(Column)
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_Index = QModelIndex | QPersistentModelIndex


class CaseDelegate(QStyledItemDelegate):
    """Paints every cell of the table itself; the columns share one height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._colours: dict[str, QColor] = {}
        self._tags: dict[tuple[str, str, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ANSWER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = cast("CaseModel", index.model())
        line = model.line(index.row())
        column = _COLUMNS[index.column()]
        cell = QRectF(option.rect)
        table: QWidget = option.widget
        state: int = option.state.value
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
                self._tag(painter, box, line)
            case Column.NEXT:
                self._next(painter, box, line)
            case Column.WHOM:
                self._whom(painter, box, line)

    def _paint_ground(
        self,
        painter: QPainter,
        cell: QRectF,
        column: Column,
        state: int,
        *,
        focused: bool,
    ) -> None:
        selected = state & _SELECTED
        ground = "accentSoft" if selected else "hover" if state & _HOVERED else "surface"
        painter.fillRect(cell, self._colour(ground))
        bottom = QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1)
        painter.fillRect(bottom, self._colour("border"))
        if selected and column is Column.NUMBER:
            bar = self._colour("accent" if focused else "control")
            painter.fillRect(QRectF(cell.left(), cell.top(), 3, cell.height()), bar)

    def _next(self, painter: QPainter, box: QRectF, line: CaseLine) -> None:
        ink = QColor(self._theme.tones[line.ink].soft_text) if line.ink else None
        self._pair(painter, box, line.due, line.step, style="strong", ink=ink)

    def _whom(self, painter: QPainter, box: QRectF, line: CaseLine) -> None:
        if not line.whom:
            return
        ink = self._colour("text2")
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
        painter.setPen(ink or self._colour(colour))
        side = _RIGHT if right else _LEFT
        painter.drawText(box, side, _shown(words, style, int(box.width())))

    def _tag(self, painter: QPainter, box: QRectF, line: CaseLine) -> None:
        """Paint the state; the few there are are drawn once for each width of the column."""
        scale, width = painter.device().devicePixelRatioF(), int(box.width())
        key = (line.tone, line.state, width, scale)
        tag = self._tags.get(key)
        if tag is None:
            tag = QPixmap(QSize(width, _TAG) * scale)
            tag.setDevicePixelRatio(scale)
            tag.fill(Qt.GlobalColor.transparent)
            on = QPainter(tag)
            where = QRectF(0, 0, width, _TAG)
            paint_tag(on, self._theme.tones[line.tone], where, line.tone, line.state)
            on.end()
            self._tags[key] = tag
        painter.drawPixmap(QPointF(box.left(), round(box.center().y() - _TAG / 2)), tag)

    def _colour(self, name: str) -> QColor:
        """Return a colour of the theme; making it of its name takes longer than painting."""
        if name not in self._colours:
            self._colours[name] = self._theme.colour(name)
        return self._colours[name]


@lru_cache(maxsize=4096)
def _shown(words: str, style: str, width: int) -> str:
    """Return ``words`` as they fit into ``width``, cut with dots."""
    return metrics(style).elidedText(words, Qt.TextElideMode.ElideRight, width)
