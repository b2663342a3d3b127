"""All pages of a draft, small, in one column: arrows go through them, only those seen are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posdesk.i18n import Translator
from posdesk.ui.evidence.draft_pages import DraftPages
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme, font

if TYPE_CHECKING:  # the page setter costs a start 0.1 s
    from posdesk.reports.bundle.compose import Draft

Index = QModelIndex | QPersistentModelIndex
WIDE, HIGH, BELOW = 84, 119, 22


class PageStrip(QListView):
    """``chosen`` carries the page (from 1) that was gone to."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, tr: Translator, tasks: Tasks) -> None:
        super().__init__()
        self.pages = DraftPages(tasks, 2 * WIDE)
        self._rows = _Rows(tr, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Small(theme, self))
        self.setAccessibleName(tr("Pages"))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFixedWidth(WIDE + 36)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.chosen.emit(now.row() + 1)
        )
        self.pages.arrived.connect(lambda page: self.update(self._rows.index(page - 1)))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._rows.count

    def show_parts(self, parts: Sequence[Draft]) -> None:
        """Show the pages of other files, one after the other."""
        self.pages.show_parts(parts)
        self._rows.show_count(self.pages.count)

    def choose(self, page: int) -> None:
        """Mark ``page`` as the one shown large."""
        index = self._rows.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )


class _Rows(QAbstractListModel):
    def __init__(self, tr: Translator, parent: QListView) -> None:
        super().__init__(parent)
        self._tr, self.count = tr, 0

    def show_count(self, count: int) -> None:
        self.beginResetModel()
        self.count = count
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._tr("Page {page}", page=index.row() + 1)
        return None


class _Small(QStyledItemDelegate):
    def __init__(self, theme: Theme, strip: PageStrip) -> None:
        super().__init__(strip)
        self._theme, self._strip = theme, strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE + 20, HIGH + BELOW + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, page = self._theme, index.row() + 1
        box = option.rect
        frame = QRectF(box.left() + 10, box.top() + 6, WIDE, HIGH)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._strip.pages.page(page)
        if image is None or image.isNull():
            painter.fillRect(frame, theme.colour("sunken"))
        else:
            painter.drawImage(frame, image)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = here and self._strip.hasFocus()
        line = "focus" if focused else "accent" if here else "border"
        painter.setPen(QPen(theme.colour(line), 2 if here else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.setFont(font("caption"))
        painter.setPen(theme.colour("accent" if here else "text2"))
        below = QRectF(frame.left(), frame.bottom() + 2, WIDE, BELOW - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page))
        painter.restore()
