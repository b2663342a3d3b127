"""Buttons that paint themselves, so that a new step costs one repaint and no style sheet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QWidget

from posdesk.ui.theme import RADIUS_SMALL, Theme, font


class PaintedButton(QAbstractButton):
    """A button that paints itself; Enter presses it, hover and focus are shown by its frame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paint_frame(
        self, painter: QPainter, radius: int, *, line: str, dashed: bool = False
    ) -> None:
        """Paint the surface with its border; a focused button has the thicker focus line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        pen = QPen(self.theme.colour("focus" if focused else line), 2 if focused else 1)
        if dashed and not focused:
            pen.setDashPattern([4, 3])
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(self.theme.colour(self.fill()))
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, radius, radius)

    def paint_chosen_focus(self, painter: QPainter) -> None:
        """Show the focus of a filled button, on which the focus line alone is hardly seen."""
        if self.hasFocus():
            paint_ring(painter, self.rect(), self.theme.colour("onAccent"))

    def fill(self) -> str:
        """Return the colour of the surface as it is now."""
        if self.isDown():
            return "accentSoft"
        return "hover" if self.underMouse() and self.isEnabled() else "surface"


def paint_ring(painter: QPainter, around: QRect, ink: QColor) -> None:
    """Paint the focus ring of a filled button, a little inside its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(around).adjusted(4, 4, -4, -4), RADIUS_SMALL, RADIUS_SMALL)


def paint_number(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    number: int,
    *,
    filled: bool = False,
    dim: bool = False,
) -> None:
    """Paint the number of an answer or a result as a key."""
    fill, ink = ("accent", "onAccent") if filled else ("accentSoft", "accent")
    if dim:
        fill, ink = "hover", "text2"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, RADIUS_SMALL + 1, RADIUS_SMALL + 1)
    face = font("h2" if box.height() > 30 else "h3")
    painter.setFont(face)
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


def paint_line(painter: QPainter, box: QRectF, words: str, *, right: bool = False) -> None:
    """Paint ``words`` on one line, cut with dots where they are too long."""
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)


def paint_lines(painter: QPainter, box: QRectF, words: str) -> float:
    """Paint ``words`` on as many lines as the box holds, the last cut with dots; return the height.

    ``box`` is where they stand; what fits on one line takes one line.
    """
    layout = QTextLayout(words, painter.font())
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        starts.append(line.textStart())
    layout.endLayout()
    high = painter.fontMetrics().lineSpacing()
    shown = starts[: max(1, int(box.height() // high))]
    for at, start in enumerate(shown):
        rest = words[start:] if at == len(shown) - 1 else words[start : shown[at + 1]].rstrip()
        paint_line(painter, QRectF(box.left(), box.top() + at * high, box.width(), high), rest)
    return len(shown) * high


def paint_now(widget: QWidget) -> None:
    """Lay out and paint what has changed in the window of ``widget``, before anything else is done.

    Qt would wait for the next frame; a cashier should not.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QCoreApplication.sendEvent(widget.window(), QEvent(QEvent.Type.UpdateRequest))
