"""The pages of one exhibit as pictures, made by a worker one at a time and held while in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import Exhibit
from posdesk.intake.exhibits import TEXT
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import FAMILY

WIDTH: Final = 2000
"""Pixels of a page's width: a slip's small print can be read at the largest zoom."""

_HELD = 4
_CELL = (16.0, 22.0)
_CELLS = 100
_LEAST_SEEN = 36


class Leaves(QObject):
    """Gives the pages of one exhibit, ``count`` of them; what is asked for waits for its turn.

    ``share`` is how much of a text's width is written on, 0 for everything else.
    """

    def __init__(
        self, parent: QObject, keeper: ExhibitKeeper, tasks: Tasks, exhibit: Exhibit
    ) -> None:
        super().__init__(parent)
        self._tasks, self._keeper = tasks, keeper
        self._mime = exhibit.mime
        self._data = keeper.bytes_of(exhibit)
        self._made: OrderedDict[int, QImage] = OrderedDict()
        self.count, self.share = exhibit.pages, 0.0
        if exhibit.mime == TEXT:
            sheets = keeper.text_sheets(self._data)
            longest = max(len(row) for rows in sheets for row in (*rows, ""))
            self.count, self.share = len(sheets), max(longest + 2, _LEAST_SEEN) / _CELLS

    @property
    def data(self) -> bytes:
        """The bytes whose pages these are."""
        return self._data

    def fetch(
        self, page: int, done: Callable[[QImage], None], failed: Callable[[PosDeskError], None]
    ) -> None:
        """Hand the picture of ``page`` (from 1) to ``done``, at once where it is there already."""
        held = self._made.get(page)
        if held is not None:
            done(held)
            return
        data, mime, keeper = self._data, self._mime, self._keeper

        def made(image: QImage) -> None:
            self._made[page] = image
            while len(self._made) > _HELD:
                self._made.popitem(last=False)
            done(image)

        self._tasks.run(self, lambda _report: leaf(keeper, data, mime, page, WIDTH), made, failed)


def leaf(keeper: ExhibitKeeper, data: bytes, mime: str, page: int, width: int) -> QImage:
    """Return ``page`` as a picture of ``width`` pixels; long work, for a worker."""
    if mime == TEXT:
        return _text_leaf(keeper.text_sheets(data)[page - 1])
    return QImage.fromData(keeper.page_image(data, mime, page, width))


def _text_leaf(rows: tuple[str, ...]) -> QImage:
    """Return a page of text on which every character has its own cell, as boxes count them."""
    across, down = _CELL
    image = QImage(int(across * _CELLS), int(down * _CELLS), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    face = QFont(FAMILY)
    face.setPixelSize(15)
    painter = QPainter(image)
    painter.setFont(face)
    painter.setPen(QColor("black"))
    for row, signs in enumerate(rows):
        for column, sign in enumerate(signs):
            if not sign.isspace():
                cell = QRectF(column * across, row * down, across, down)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return image
