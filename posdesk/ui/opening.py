"""A first window in a blink: the mark of PosDesk, painted before anything else is read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.ui import window_place

_GROUND, _MARK = QColor("#125A6B"), QColor("#FFFFFF")  # the accent, readable in every theme
_SLIP = ((-22, -30), (22, -30), (22, 30), (11, 22), (0, 30), (-11, 22), (-22, 30))


class Opening(QWidget):
    """Stands where the window will stand, until the window is there."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.app = cast("QApplication", QApplication.instance())
        self.setWindowTitle("PosDesk")
        self.resize(1366, 768)
        window_place.restore(self, folder)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        painter.setPen(QPen(_MARK, 4, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _SLIP]))
        for y in (-14, 0):
            painter.drawLine(QPointF(-10, y), QPointF(10, y))


def open_at_once(folder: Path) -> Opening:
    """Show the opening and paint it; keep what is returned until the program ends."""
    # Desktops of Linux find its entry and icon by this, and want it before any window.
    QGuiApplication.setDesktopFileName("posdesk")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    opening = Opening(folder)
    opening.show()
    app.processEvents()
    return opening


def close_openings() -> None:
    """Take the opening away, now that the window is there."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Opening):
            widget.close()
