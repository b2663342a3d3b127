"""Small pictures of exhibits, made by the worker and held while they may be wanted again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.exhibit import Exhibit
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.leaves import leaf
from posdesk.ui.exhibits.sources import thumbnail
from posdesk.ui.tasks import Tasks

_MOST = 48
"""Small pictures held in memory at once; at 200 % each takes 72 kB."""

_PAGE_WIDTH = 320


class SmallPictures:
    """Keeps one picture for each content: what is covered has other bytes, so another picture."""

    def __init__(self, owner: QWidget, keeper: ExhibitKeeper, tasks: Tasks) -> None:
        self._owner, self._keeper, self._tasks = owner, keeper, tasks
        self._held: OrderedDict[str, QImage] = OrderedDict()

    def fetch(self, exhibit: Exhibit, size: QSize, done: Callable[[QImage], None]) -> None:
        """Hand the picture, cut to ``size``, to ``done``; nothing where it cannot be made."""
        held = self._held.get(exhibit.sha256)
        if held is not None:
            done(held)
            return
        try:
            data = self._keeper.bytes_of(exhibit)
        except PosDeskError:
            return  # the frame stays empty; whoever opens it is told why
        keeper, mime = self._keeper, exhibit.mime
        pixels = QSize(size * self._owner.devicePixelRatioF())

        def make(_report: Callable[[int, int], None]) -> QImage:
            if mime.startswith("image/"):
                return thumbnail(data, pixels)
            page = leaf(keeper, data, mime, 1, _PAGE_WIDTH)
            return _head_of(page.copy(0, 0, _PAGE_WIDTH, page.height()), pixels)

        def made(image: QImage) -> None:
            self._held[exhibit.sha256] = image
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
            done(image)

        self._tasks.run(self._owner, make, made, lambda _error: None)


def _head_of(page: QImage, size: QSize) -> QImage:
    """Return the head of a page, as wide as ``size``."""
    scaled = page.scaledToWidth(size.width(), Qt.TransformationMode.SmoothTransformation)
    return scaled.copy(0, 0, size.width(), size.height())
