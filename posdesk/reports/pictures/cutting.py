"""Cuts long screenshots over pages where it does no harm: between two lines, not through one."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PIL import Image, ImageChops

from posdesk.reports.pictures.picture import WHOLE, Picture, Piece, in_grey

LONG = 2.6
"""Times as high as wide: a picture up to that is shown whole, as a telephone shows it."""

_PIECE, _MOST_PIECE = 2.1, 2.4
_MOST_PIECES = 24
_LOOKED_AT = 360
_STEP = 24
"""Tones between two pixels that make an edge."""

_QUIET = 4
"""Rows without any change from row to row, seen at a width of 360: a gap between two lines."""

_MOST_EDGES = 5
_OVERLAP = 0.06
"""Of the width: shown on both pages where there is no gap to cut at."""

Spans = Sequence[tuple[float, float]]


def cut(picture: Picture, kept: Spans = ()) -> tuple[Piece, ...]:
    """Return the pieces of ``picture``; no cut goes through the shares of its height in ``kept``.

    Every row is in a piece; where no gap is found a little is shown on both pages.
    """
    tall = picture.height / picture.width
    if tall <= LONG:
        return (WHOLE,)
    small = in_grey(picture, _LOOKED_AT)
    quiet = _quiet_rows(small)
    high, unit = small.height, small.height / tall
    longest = max(_PIECE, tall / (_MOST_PIECES - 2)) * unit
    pieces: list[Piece] = []
    top = 0.0
    while high - top > longest * _MOST_PIECE / _PIECE and len(pieces) < _MOST_PIECES - 1:
        left = high - top
        target = left / ceil(left / longest)
        reach = (top + 0.7 * target, top + min(1.2 * target, longest * _MOST_PIECE / _PIECE))
        at = _gap(quiet, reach, [(a * high, b * high) for a, b in kept])
        bottom = top + target if at is None else at
        if at is None:
            bottom = _clear_of(bottom, top, [(a * high, b * high) for a, b in kept])
        pieces.append(Piece(top / high, bottom / high))
        top = bottom - (_OVERLAP * unit if at is None else 0.0)
    return (*pieces, Piece(top / high, 1.0))


def _quiet_rows(small: Image.Image) -> list[bool]:
    """Tell of each row whether nothing begins, ends or stands in it but what runs straight down."""
    width, high = small.size
    if width < 2:
        return [False] * high
    down = ImageChops.difference(small, ImageChops.offset(small, 0, 1))
    across = ImageChops.difference(small, ImageChops.offset(small, 1, 0))
    across = across.crop((1, 0, width, high))
    changes, edges = _edges_in(down), _edges_in(across)
    most = 255 * _MOST_EDGES // width
    return [not change and edge <= most for change, edge in zip(changes, edges, strict=True)]


def _edges_in(difference: Image.Image) -> list[int]:
    """Return for each row how much of it are edges (255: all)."""
    hard = difference.point([0] * _STEP + [255] * (256 - _STEP))
    return list(hard.resize((1, hard.height), Image.Resampling.BOX).tobytes())


def _gap(quiet: Sequence[bool], reach: tuple[float, float], kept: Spans) -> float | None:
    """Return the middle of the widest gap within ``reach``, the lowest of several."""
    best, best_size, begun = None, _QUIET - 1, None
    for row in range(int(reach[0]), min(int(reach[1]), len(quiet)) + 1):
        free = (
            row < min(int(reach[1]), len(quiet))
            and quiet[row]
            and not any(a - 1 <= row <= b + 1 for a, b in kept)
        )
        if free and begun is None:
            begun = row
        elif not free and begun is not None:
            # A very wide gap is no better than a wide one, and the lower makes a fuller page.
            size = min(row - begun, 5 * _QUIET)
            if size >= max(best_size, _QUIET):
                best, best_size = (begun + row) / 2, size
            begun = None
    return best


def _clear_of(bottom: float, top: float, kept: Spans) -> float:
    """Return ``bottom``, or the beginning of what is kept whole there."""
    for begin, end in kept:
        if top < begin < bottom < end:
            return begin
    return bottom
