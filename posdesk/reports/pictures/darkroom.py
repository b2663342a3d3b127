"""Makes the pictures of a bundle, each once and a few ahead of the page that is being drawn."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from posdesk.domain.bundle.order import FINE, Quality
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.pictures.sheets import Sheet, sheets_of

_THREADS = 2
"""Unpacking and packing leave Python alone, so that two photos are made at a time."""


class Darkroom:
    """The pictures of one bundle; it keeps none of them, only those that come next."""

    def __init__(self, quality: Quality = FINE) -> None:
        self._quality = quality
        self._known: dict[tuple[str, tuple[str, ...]], tuple[Sheet, ...]] = {}
        self._order: dict[str, Sheet] = {}
        self._coming: dict[str, Future[bytes]] = {}
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return it, to be closed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop what was made ahead, after a cancelled bundle too."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._coming.clear()

    def sheets(self, exhibit: NumberedExhibit) -> Sequence[Sheet]:
        """Return what the pages of an exhibit show; looked at once, however often laid out."""
        key = (exhibit.kept.sha256, exhibit.kept.marks)
        if key not in self._known:
            self._known[key] = sheets_of(exhibit, self._quality)
            self._order.update((sheet.name, sheet) for sheet in self._known[key])
        return self._known[key]

    def develop(self, sheet: Sheet) -> bytes:
        """Return the JPEG of a sheet, while the next ones are begun; raises ``DataTrouble``."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_THREADS, "darkroom")
        for one in (sheet, *self._after(sheet)):
            if one.name not in self._coming:
                self._coming[one.name] = self._pool.submit(one.jpeg)
        return self._coming.pop(sheet.name).result()

    def _after(self, sheet: Sheet) -> list[Sheet]:
        """Take ``sheet`` from the list, and return those that come next."""
        self._order.pop(sheet.name, None)
        return [one for one, _ in zip(self._order.values(), range(_THREADS), strict=False)]
