"""Icons as outlines on a 24 grid, painted in any colour and sharp at any scale."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from posdesk import paths

SCALES = (1.0, 1.5, 2.0)


@cache
def _outline(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """Return the drawing of an icon; reading it anew at each paint would cost a millisecond."""
    return QSvgRenderer(QByteArray(_outline(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Paint the icon ``name`` in ``colour`` into ``rect``."""
    _renderer(name, colour.name()).render(painter, rect)


@cache
def _pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QColor(colour), QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def pixmap(name: str, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """Return the icon ``name`` as a pixmap of ``size`` logical pixels for a screen of ``scale``."""
    return _pixmap(name, colour.name(), size, scale)


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """Return the icon ``name`` for a button, sharp at 100, 150 and 200 %."""
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(_pixmap(name, colour.name(), size, scale))
    return made


def icons_folder() -> Path:
    """Return the folder of the outlines."""
    return paths.resources() / "icons"
