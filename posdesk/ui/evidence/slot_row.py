"""One piece of evidence that is wanted: there, missing, or not applicable, and why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from posdesk.domain.bundle.slots import Slot, SlotState
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton, paint_line
from posdesk.ui.theme import RADIUS_CONTROL, Theme, font

_ICONS = {
    SlotState.THERE: ("go", "go"),
    SlotState.MISSING: ("warning", "wait"),
    SlotState.NOT_APPLICABLE: ("idle", "idle"),
}


class SlotRow(PaintedButton):
    """Pressed, its step shows what to do; ``below`` is what stands under its name."""

    def __init__(
        self, theme: Theme, tr: Translator, case: str, slot: Slot, below: str, *, several: bool
    ) -> None:
        super().__init__(theme)
        self.case, self.slot = case, slot
        name = tr.text(slot.words)
        self._name = f"{case}  {name}" if several else name
        self._below = below
        state = {
            SlotState.THERE: tr("there"),
            SlotState.MISSING: tr("missing"),
            SlotState.NOT_APPLICABLE: tr("not applicable"),
        }[slot.state]
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(tr(", ").join(part for part in (self._name, state, below) if part))
        self.setToolTip(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(56 if below else 44)

    @property
    def words(self) -> tuple[str, str]:
        """What stands on the row."""
        return self._name, self._below

    def fill(self) -> str:
        return "accentSoft" if self.isChecked() else super().fill()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        line = "accent" if self.isChecked() else "surface"
        self.paint_frame(painter, RADIUS_CONTROL, line=line)
        icon, tone = _ICONS[self.slot.state]
        if self.slot.state is SlotState.MISSING and not self.slot.required:
            icon, tone = "plus", "idle"
        ink = QColor(theme.tones[tone].soft_text)
        paint_icon(painter, icon, ink, QRectF(12, self.height() / 2 - 10, 20, 20))
        wide = self.width() - 44 - 12
        faded = self.slot.state is SlotState.NOT_APPLICABLE
        painter.setPen(theme.colour("text2" if faded else "text"))
        painter.setFont(font("body" if faded or not self._below else "strong"))
        if not self._below:
            paint_line(painter, QRectF(44, 0, wide, self.height()), self._name)
            return
        paint_line(painter, QRectF(44, 7, wide, 21), self._name)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        paint_line(painter, QRectF(44, 29, wide, 19), self._below)
