"""What the pages of an exhibit show: a photo, a piece of a long screenshot, a page of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock

from posdesk.domain.bundle.order import Quality
from posdesk.domain.cover import WHOLE as THOUSAND
from posdesk.domain.cover import Box
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.pictures.cutting import cut
from posdesk.reports.pictures.insert import Insert, open_insert, page_as_jpeg
from posdesk.reports.pictures.picture import (
    ROOM,
    WHOLE,
    Picture,
    Piece,
    as_jpeg,
    open_picture,
    pieces_as_jpeg,
)
from posdesk.reports.typeset.style import WIDTH

PICTURES = ("image/jpeg", "image/png")
PDF = "application/pdf"

LARGEST = 0.72
"""Points for one pixel at most (100 DPI): a small picture is not blown up."""

_WORTH_A_TURN, _TOO_SMALL, _WIDE_SCREEN = 1.2, 0.78, 1300


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of an exhibit: its greatest size in points, and how to get it.

    Equal ``name`` means equal bytes. It shows ``piece`` of the exhibit's ``page`` (from 1);
    ``turned`` lies on its left side; ``pixels`` is the size of a whole picture.
    """

    name: str
    width: float
    height: float
    jpeg: Callable[[], bytes]
    page: int = 1
    piece: Piece = WHOLE
    turned: bool = False
    pixels: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A frame on a sheet, in shares of its width and height."""

    x: float
    y: float
    width: float
    height: float


def sheets_of(exhibit: NumberedExhibit, quality: Quality) -> tuple[Sheet, ...]:
    """Return the sheets of a picture or a PDF; none for anything else.

    Raises ``DataTrouble`` where it cannot be read.
    """
    kept = exhibit.kept
    if kept.mime == PDF:
        return _of_insert(open_insert(kept.name, exhibit.data), kept.sha256, quality)
    if kept.mime in PICTURES:
        picture = open_picture(kept.name, exhibit.data)
        return _of_picture(picture, kept.sha256, frames(exhibit), quality)
    return ()


def frames(exhibit: NumberedExhibit) -> tuple[Box, ...]:
    """Return the frames of an exhibit."""
    return tuple(Box.read(mark) for mark in exhibit.kept.marks)


def places(sheet: Sheet, boxes: Sequence[Box]) -> tuple[Place, ...]:
    """Return where ``boxes`` lie on ``sheet``, as far as they do."""
    found = []
    for box in boxes:
        top = max(box.y / THOUSAND, sheet.piece.top)
        bottom = min((box.y + box.h) / THOUSAND, sheet.piece.bottom)
        if box.page != sheet.page or bottom <= top:
            continue
        x, width = box.x / THOUSAND, box.w / THOUSAND
        y, height = (top - sheet.piece.top), (bottom - top)
        y, height = y / sheet.piece.height, height / sheet.piece.height
        turned = Place(y, 1 - x - width, height, width)
        found.append(turned if sheet.turned else Place(x, y, width, height))
    return tuple(found)


def _of_picture(
    picture: Picture, digest: str, boxes: Sequence[Box], quality: Quality
) -> tuple[Sheet, ...]:
    """Return one sheet; for a long screenshot as many as keep its text readable."""
    kept = [(box.y / THOUSAND, (box.y + box.h) / THOUSAND) for box in boxes]
    pieces = cut(picture, kept)
    width, height = picture.width * LARGEST, picture.height * LARGEST
    if len(pieces) == 1:
        turned = picture.drawn and picture.width > _WIDE_SCREEN and _is_turned(width, height)
        size = (height, width) if turned else (width, height)
        make = partial(as_jpeg, picture, quality, turned=turned)
        pixels = (picture.width, picture.height)
        return (Sheet(digest, *size, make, turned=turned, pixels=pixels),)

    made = _Made(partial(pieces_as_jpeg, picture, pieces, quality))
    return tuple(
        Sheet(
            f"{digest}-{piece.top:.6f}-{piece.bottom:.6f}",
            width,
            height * piece.height,
            partial(made.one, at),
            piece=piece,
        )
        for at, piece in enumerate(pieces)
    )


class _Made:
    """The pieces of one picture, all made when the first is asked for, in whichever thread."""

    def __init__(self, make: Callable[[], tuple[bytes, ...]]) -> None:
        self._make, self._lock = make, Lock()
        self._made: tuple[bytes, ...] = ()

    def one(self, at: int) -> bytes:
        """Return the ``at``-th piece."""
        with self._lock:
            self._made = self._made or self._make()
        return self._made[at]


def _of_insert(insert: Insert, digest: str, quality: Quality) -> tuple[Sheet, ...]:
    sheets = []
    for at, (width, height) in enumerate(insert.sizes):
        turned = _is_turned(width, height)
        size = (height, width) if turned else (width, height)
        make = partial(page_as_jpeg, insert, at, quality, turned=turned)
        sheets.append(Sheet(f"{digest}-{at}", *size, make, page=at + 1, turned=turned))
    return tuple(sheets)


def _is_turned(width: float, height: float) -> bool:
    """Whether a wide page is too small to be read across the paper, and larger along it."""
    across = min(WIDTH / width, ROOM / height, 1.0)
    along = min(WIDTH / height, ROOM / width, 1.0)
    return across < _TOO_SMALL and along >= _WORTH_A_TURN * across
