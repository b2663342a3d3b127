"""The room for the pages: one that is higher than a small screen is scrolled, none is cut off."""

from __future__ import annotations

from PySide6.QtCore import Qt

from posdesk.ui.pages import Pages
from posdesk.ui.parts.floor import Floor
from posdesk.ui.parts.scrolling import Scrolling


class PageRoom(Scrolling):
    """As wide as it is given; a page begins at its top."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        floor = Floor(pages)
        pages.currentChanged.connect(floor.updateGeometry)
        self.setWidget(floor)
        pages.currentChanged.connect(self._begin)

    def _begin(self, _page: int) -> None:
        self.verticalScrollBar().setValue(0)
