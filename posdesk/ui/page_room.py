"""The room for the pages: one that is higher than a small screen is scrolled, none is cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from posdesk.ui.pages import Pages
from posdesk.ui.parts.scrolling import Scrolling


class PageRoom(Scrolling):
    """As wide as it is given; a page begins at its top."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(_Floor(pages))
        pages.currentChanged.connect(self._begin)

    def _begin(self, _page: int) -> None:
        self.verticalScrollBar().setValue(0)


class _Floor(QWidget):
    """Has no layout, which would ask for the height that pages like instead of what they need."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)
        pages.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._pages.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pages.setGeometry(self.rect())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
