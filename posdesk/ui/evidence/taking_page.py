"""A page over another that files are dropped on or pasted into; Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)

from posdesk.ui.exhibits.drop_tile import DropTile
from posdesk.ui.parts.over_page import OverPage


class TakingPage(OverPage):
    """``landing`` is the tile that lights while something is held over the page."""

    landing: DropTile

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def wants(self, mime: QMimeData) -> bool:
        """Return whether something in ``mime`` could be taken."""
        return mime.hasUrls() or mime.hasImage()

    def take_dropped(self, mime: QMimeData) -> bool:
        """Take what was dropped; return whether anything was."""
        raise NotImplementedError

    def take_pasted(self, mime: QMimeData) -> None:
        """Take what was pasted."""
        self.take_dropped(mime)

    def leave(self) -> None:
        """Go back."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take_pasted(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.wants(event.mimeData()):
            event.acceptProposedAction()
            self.landing.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.landing.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.landing.set_hot(False)
        if self.take_dropped(event.mimeData()):
            event.acceptProposedAction()
