"""The heads of the table's columns: their names, and by which of them it is sorted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posdesk.domain.asked import PAGED, Asked, Order
from posdesk.i18n import Translator
from posdesk.ui.cases.case_delegate import PAD
from posdesk.ui.cases.columns import Column
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.theme import RADIUS_SMALL, TARGET, Theme, font, metrics

HEIGHT = TARGET

_ORDERS = {
    Column.NUMBER: Order.NUMBER,
    Column.OPENED: Order.OPENED,
    Column.AMOUNT: Order.AMOUNT,
    Column.NEXT: Order.DUE,
}


class Heads(QWidget):
    """One head a column; pressing one of those that can be sorted by asks for it."""

    sort_wanted = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        names = {
            Column.NUMBER: tr("Case no."),
            Column.OPENED: tr("Opened"),
            Column.AMOUNT: tr("Amount"),
            Column.REASON: tr("Reason"),
            Column.STATE: tr("State"),
            Column.NEXT: tr("Next step"),
            Column.WHOM: tr("Waits for"),
        }
        self.heads = {c: _Head(theme, tr, c, name, self) for c, name in names.items()}
        for head in self.heads.values():
            head.clicked.connect(self._pressed)

    def place(self, widths: Mapping[Column, int]) -> None:
        """Stand over columns of these widths."""
        left = 0
        for column, head in self.heads.items():
            wide = widths.get(column, 0)
            head.setVisible(bool(wide))
            head.setGeometry(left, 0, wide, HEIGHT)
            left += wide

    def show_order(self, asked: Asked) -> None:
        """Mark the head that the table is sorted by; long lists know nothing of what is due."""
        paged, order, backwards = asked.chip in PAGED, asked.order, asked.backwards
        if paged and order is Order.DUE:
            order, backwards = Order.OPENED, not backwards
        for column, head in self.heads.items():
            head.mark(sorts=_ORDERS.get(column) is order, backwards=backwards)
        self.heads[Column.NEXT].let_sort(not paged)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._theme.colour("border"))

    def _pressed(self) -> None:
        head = self.sender()
        if isinstance(head, _Head):
            self.sort_wanted.emit(_ORDERS[head.column])


class _Head(PaintedButton):
    """The name of a column, with an arrow where the table is sorted by it."""

    def __init__(
        self, theme: Theme, tr: Translator, column: Column, name: str, parent: QWidget
    ) -> None:
        super().__init__(theme)
        self.setParent(parent)
        self._tr, self.column = tr, column
        self._sorts = self._backwards = False
        self.setText(name)
        self.setAccessibleName(name)
        self.let_sort(column in _ORDERS)

    def let_sort(self, may: bool) -> None:
        """Take presses, where the list can be sorted by this column."""
        focus, shape = Qt.FocusPolicy, Qt.CursorShape
        self.setEnabled(may)
        self.setFocusPolicy(focus.StrongFocus if may else focus.NoFocus)
        self.setCursor(shape.PointingHandCursor if may else shape.ArrowCursor)
        self.setToolTip(self._tr("Sort by this; once more turns it round") if may else "")

    def mark(self, *, sorts: bool, backwards: bool) -> None:
        """Show whether the table is sorted by this column."""
        self._sorts, self._backwards = sorts, backwards
        said = self._tr("sorted, the last first") if backwards else self._tr("sorted")
        self.setAccessibleDescription(said if sorts else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            self.paint_frame(painter, RADIUS_SMALL, line=self.fill())
        style = "strong" if self._sorts else "small"
        box = QRectF(self.rect()).adjusted(PAD if self.column is Column.NUMBER else 8, 0, -8, 0)
        wide = metrics(style).horizontalAdvance(self.text())
        arrow = 18.0 if self._sorts else 0.0
        right = self.column is Column.AMOUNT
        left = box.right() - wide if right else box.left()
        painter.setFont(font(style))
        painter.setPen(theme.colour("text" if self._sorts else "text2"))
        where = QRectF(left, 0, wide + 1, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self.text())
        if not arrow:
            return
        at = left - arrow if right else left + wide + 4
        mark = QRectF(at, self.height() / 2 - 8, 16, 16)
        if self._backwards:
            painter.translate(mark.center())
            painter.rotate(180)
            painter.translate(-mark.center())
        paint_icon(painter, "chevron-down", theme.colour("text"), mark)
