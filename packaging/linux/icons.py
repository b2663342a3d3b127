"""Renders the program's icon in the sizes that desktops ask for; Qt draws it, which is here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[2] / "resources" / "icons" / "posdesk.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels; larger ones are drawn from the SVG by whoever wants them."""


def render(target: Path, size: int) -> None:
    """Write the icon as a PNG of ``size`` pixels; needs no screen."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{target} cannot be written")


def render_all(theme: Path, name: str = "posdesk") -> None:
    """Write ``name`` into an icon theme's folder: every size, and the drawing itself."""
    for size in SIZES:
        render(theme / f"{size}x{size}" / "apps" / f"{name}.png", size)
    scalable = theme / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(SVG.read_bytes())
