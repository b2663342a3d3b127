"""The answers of a step: large numbered buttons beside the picture, in one column or in two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui.counter.pictures.picture import HEIGHT as PICTURE_HEIGHT
from posdesk.ui.counter.pictures.picture import WIDTH as PICTURE_WIDTH
from posdesk.ui.counter.pictures.picture import Picture
from posdesk.ui.parts.painted import PaintedButton, paint_number
from posdesk.ui.theme import ANSWER, RADIUS_CONTROL, Theme, font, metrics

MOST: Final = 9
_GAP: Final = 8
_WRAP: Final = Qt.TextFlag.TextWordWrap


class Density(IntEnum):
    """How much room a step takes: roomy where it fits, tighter where it does not."""

    ROOMY = 0
    TIGHT = 1
    COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer as it is shown."""

    words: str
    hint: str = ""
    unsure: bool = False


@lru_cache(maxsize=256)
def _heights(choice: Choice, face: str, width: int) -> tuple[int, int]:
    """Return the heights of the words and of the hint of ``choice`` in ``width``."""
    inside = QRect(0, 0, width, 400)
    hint = choice.hint
    below = metrics("small").boundingRect(inside, _WRAP, hint).height() if hint else 0
    return metrics(face).boundingRect(inside, _WRAP, choice.words).height(), below


class AnswerButton(PaintedButton):
    """One answer: its number as a key, its words, a line of hint; dashed where one is unsure."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self.number = number
        self._choice = Choice("")
        self._small = False

    def show_choice(self, choice: Choice) -> None:
        """Show another answer."""
        self._choice = choice
        self.setText(choice.words)
        self.setAccessibleName(f"{self.number} {choice.words}")
        self.setAccessibleDescription(choice.hint)
        self.update()

    def height_for(self, width: int, density: Density) -> int:
        """Return the height it needs at ``width``."""
        self._small = density is Density.COLUMNS
        inside = QRect(0, 0, width - self._text_left - 8, 400)
        words, hint = self._heights(inside)
        least = ANSWER if density is Density.ROOMY else 52 if hint else 48
        return max(least, words + hint + 10)

    @property
    def needs(self) -> int:
        """The height its words take at the present width."""
        return sum(self._heights(self.rect().adjusted(self._text_left, 0, -8, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, choice = QPainter(self), self.theme, self._choice
        self.paint_frame(painter, RADIUS_CONTROL, line="control", dashed=choice.unsure)
        side = 28 if self._small else 34
        key = QRectF(9, (self.height() - side) / 2, side, side)
        paint_number(painter, theme, key, self.number, dim=choice.unsure)
        inside = self.rect().adjusted(self._text_left, 0, -8, 0)
        words, hint = self._heights(inside)
        top = (self.height() - words - hint) // 2 - (1 if hint else 0)
        painter.setPen(theme.colour("text"))
        painter.setFont(font(self._face))
        painter.drawText(QRect(inside.x(), top, inside.width(), words + 2), _WRAP, choice.words)
        painter.setPen(theme.colour("text2"))
        painter.setFont(font("small"))
        below = QRect(inside.x(), top + words, inside.width(), hint + 2)
        painter.drawText(below, _WRAP, choice.hint)

    @property
    def _face(self) -> str:
        return "answer-small" if self._small else "answer"

    @property
    def _text_left(self) -> int:
        return 46 if self._small else 55

    def _heights(self, inside: QRect) -> tuple[int, int]:
        """Return the heights of the words and of the hint in the width of ``inside``."""
        return _heights(self._choice, self._face, inside.width())


class AnswerBoard(QWidget):
    """Lays the answers out by the room there is; one of ``heads`` may stand above them."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, picture: Picture, heads: tuple[QWidget, ...]) -> None:
        super().__init__()
        self.picture = picture
        self._heads = heads
        self._head: QWidget | None = None
        self.density = Density.ROOMY
        self.buttons = [AnswerButton(theme, number) for number in range(1, MOST + 1)]
        for part in (*heads, *self.buttons, picture):
            part.setParent(self)
        for button in self.buttons:
            button.clicked.connect(self._clicked)
        self._count = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choices(self, choices: list[Choice], head: QWidget | None) -> None:
        """Show other answers, and ``head`` above them."""
        self._count = len(choices)
        for button, choice in zip(self.buttons, choices, strict=False):
            button.show_choice(choice)
        for button in self.buttons:
            button.setVisible(button.number <= self._count)
        self._head = head
        for part in self._heads:
            part.setVisible(part is head)

    def set_density(self, density: Density) -> None:
        """Take more or less room."""
        self.density = density
        self._arrange(self.width(), apply=True)
        self.updateGeometry()

    @property
    def count(self) -> int:
        """How many answers there are."""
        return self._count

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, apply=False)

    def sizeHint(self) -> QSize:
        return QSize(320, self._arrange(max(self.width(), 320), apply=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width(), apply=True)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            self.chosen.emit(button.number)

    def _arrange(self, width: int, *, apply: bool) -> int:
        """Return the height needed at ``width``; with ``apply``, put everything in its place."""
        beside = self._picture_beside(width)
        room = width - (PICTURE_WIDTH + 20 if beside else 0)
        columns = 2 if self.density is Density.COLUMNS and self._count > 2 else 1
        top = 0
        if self._head is not None:
            head = self._head.sizeHint()
            if apply:
                wide = room if head.width() > room // 2 else max(head.width(), room // 2)
                self._head.setGeometry(0, 0, wide, head.height())
            top = head.height() + _GAP
        height = self._stack(room, columns, top, apply)
        if beside:
            least = 224 if self.density is Density.ROOMY else 168
            height = max(height, least)
            if apply:
                tall = min(height, PICTURE_HEIGHT + 18)
                self.picture.setGeometry(width - PICTURE_WIDTH, 0, PICTURE_WIDTH, tall)
        if apply:
            self.picture.setVisible(beside)
        return height

    def _picture_beside(self, width: int) -> bool:
        fits = self.density is not Density.COLUMNS or self._count <= 2
        return fits and not self.picture.is_empty and width >= PICTURE_WIDTH + 240

    def _stack(self, width: int, columns: int, top: int, apply: bool) -> int:
        """Place the answers in rows of ``columns`` from ``top`` on and return where they end."""
        shown = self.buttons[: self._count]
        cell = (width - _GAP * (columns - 1)) // columns
        for first in range(0, len(shown), columns):
            row = shown[first : first + columns]
            tall = max(button.height_for(cell, self.density) for button in row)
            for place, button in enumerate(row):
                if apply:
                    button.setGeometry(place * (cell + _GAP), top, cell, tall)
            top += tall + _GAP
        return max(top - _GAP, 0)
