"""Boxes to tick: what is agreed to before something is done, and never what does it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from posdesk.ui.icons import icon
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_BOX = QSize(20, 20)


class Boxes:
    """The two boxes in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._empty = icon("box", theme.colour("text2"))
        self._ticked = icon("box-ticked", theme.colour("accent"))

    def box(self, *, ticked: bool) -> QIcon:
        """Return the box as it is."""
        return self._ticked if ticked else self._empty


class Tick(Button):
    """A box and what it stands for; pressing it ticks it and does nothing else."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words, theme, "tick")
        self._boxes = Boxes(theme)
        self.setIconSize(_BOX)
        self.toggled.connect(self._show_box)
        self._show_box(ticked=False)

    def _show_box(self, ticked: bool) -> None:
        self.setIcon(self._boxes.box(ticked=ticked))


class TickList(QListWidget):
    """Lines with a box each; a press anywhere on a line ticks it, and so does the space bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(_Ticked(theme, self))
        self.itemClicked.connect(_turn)


def _turn(item: QListWidgetItem) -> None:
    ticked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


class _Ticked(QStyledItemDelegate):
    """Paints the box of the theme in the place of the system's."""

    def __init__(self, theme: Theme, parent: TickList) -> None:
        super().__init__(parent)
        self._boxes = Boxes(theme)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        feature = QStyleOptionViewItem.ViewItemFeature
        ticked = option.checkState is Qt.CheckState.Checked
        option.features = (option.features & ~feature.HasCheckIndicator) | feature.HasDecoration
        option.icon = self._boxes.box(ticked=ticked)
        option.decorationSize = _BOX
