"""The chips over the table: what the list can be narrowed to, each with how many there are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from posdesk.domain.asked import PAGED
from posdesk.domain.chip import CHIP_WORDS, Chip
from posdesk.i18n import Translator
from posdesk.ui.icons import paint_icon
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.theme import RADIUS_CONTROL, TARGET, Theme, font, metrics

_GAP, _PAD, _CHECK, _APART = 6, 10, 20, 6
UNKNOWN = "…"
"""What stands for a count that is not known yet."""
CHIP_KEYS = {
    **{chip: f"Alt+{number % 10}" for number, chip in enumerate(Chip, start=1)},
    Chip.ALL: "Alt+A",
}


class Chips(QWidget):
    """A row of chips, or two where the page is narrow; exactly one is chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.chips = {chip: _Chip(theme, chip, tr.text(CHIP_WORDS[chip]), self) for chip in Chip}
        for chip in self.chips.values():
            chip.setToolTip(CHIP_KEYS[chip.chip])
            chip.clicked.connect(self._pressed)
        self.choose(Chip.LIVING)

    @property
    def current(self) -> Chip:
        """The chip that is chosen."""
        return next(c for c, button in self.chips.items() if button.isChecked())

    def choose(self, chosen: Chip) -> None:
        """Show which chip the list is narrowed to."""
        for chip, button in self.chips.items():
            button.setChecked(chip is chosen)
        self._place()

    def show_counts(self, counts: Mapping[Chip, int | None], *, at_least: bool = False) -> None:
        """Show how many cases each chip has, as far as it is known.

        With ``at_least`` there are more living ones than are counted.
        """
        changed = [
            self.chips[chip].count_to(_count(count, more=at_least and chip not in PAGED))
            for chip, count in counts.items()
        ]
        if any(changed):
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        """Put the chips side by side, on a new line where there is no more room."""
        left = top = 0
        for button in self.chips.values():
            wide = button.sizeHint().width()
            if left and left + wide > self.width():
                left, top = 0, top + TARGET + _GAP
            button.setGeometry(left, top, wide, TARGET)
            left += wide + _GAP
        if self.height() != top + TARGET:
            self.setFixedHeight(top + TARGET)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, _Chip):
            self.chosen.emit(button.chip)


class _Chip(PaintedButton):
    """One chip; filled while it is chosen, quiet while it has no case."""

    def __init__(self, theme: Theme, chip: Chip, name: str, parent: QWidget) -> None:
        super().__init__(theme)
        self.setParent(parent)
        self.chip, self._count, self._room = chip, "", 0
        self.setText(name)
        self.setCheckable(True)
        self.count_to("0")

    def count_to(self, count: str) -> bool:
        """Show another count; return whether it is another."""
        self.setAccessibleName(f"{self.text()} {count}")
        if count == self._count:
            return False
        self._count = count
        wide = metrics("strong").horizontalAdvance(count)
        # What is not known yet keeps the room of before: nothing jumps with every key.
        self._room = max(wide, self._room) if count == UNKNOWN else wide
        self.updateGeometry()
        self.update()
        return True

    def nextCheckState(self) -> None:
        """Leave it to the page which chip is chosen."""

    def sizeHint(self) -> QSize:
        name = metrics("strong" if self.isChecked() else "body").horizontalAdvance(self.text())
        check = _CHECK if self.isChecked() else 0
        return QSize(_PAD + check + name + _APART + self._room + _PAD, TARGET)

    def fill(self) -> str:
        return "accent" if self.isChecked() else super().fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, chosen = QPainter(self), self.theme, self.isChecked()
        line = "accent" if chosen else "border"
        self.paint_frame(painter, RADIUS_CONTROL, line=line)
        if chosen:
            self.paint_chosen_focus(painter)
        left = float(_PAD)
        ink = theme.colour("onAccent" if chosen else "text3" if self._count == "0" else "text")
        if chosen:
            middle = self.height() / 2
            paint_icon(painter, "check", ink, QRectF(left - 2, middle - 8, 16, 16))
            left += _CHECK
        style = "strong" if chosen else "body"
        left = _word(painter, left, self.height(), self.text(), style, ink) + _APART
        if self.chip is Chip.OVERDUE and self._count != "0" and not chosen:
            ink = QColor(theme.tones["stop"].soft_text)
        _word(painter, left, self.height(), self._count, "strong", ink)


def _count(count: int | None, *, more: bool) -> str:
    """Return a count as a chip shows it; ``more`` says that it is the least there can be."""
    if count is None:
        return UNKNOWN
    return f"{count:,}+" if more else f"{count:,}"


def _word(painter: QPainter, left: float, height: int, word: str, style: str, ink: QColor) -> float:
    """Paint a word from ``left`` on; return where it ends."""
    wide = metrics(style).horizontalAdvance(word)
    painter.setFont(font(style))
    painter.setPen(ink)
    painter.drawText(QRectF(left, 0, wide + 1, height), Qt.AlignmentFlag.AlignVCenter, word)
    return left + wide
