"""Photos and screenshots as JPEG for a page: upright, readable, with no metadata left in them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from posdesk.domain.bundle.order import FINE, Quality
from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.reports.pictures.jpeg import encode
from posdesk.reports.typeset.style import WIDTH

ROOM = 640.0
"""Points that the height of an exhibit's page leaves for the thing itself."""

MOST_PIXELS = 60_000_000
"""Pixels of what must be unpacked whole; a plain JPEG may have three times as many."""

_ORIENTATION = 0x0112
_SCREEN_MORE = 10
_PLAIN_SEGMENTS = ("APP0", "APP2", "APP14")
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""What Pillow calls the turn that each EXIF orientation asks for."""

_DAMAGED = N_(
    "The picture “{name}” is damaged or too large to be read; no bundle was"
    " written; take it again or attach another copy."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its size in pixels as it is seen; ``drawn``: no photo but a screenshot."""

    name: str
    data: bytes
    width: int
    height: int
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a picture between two shares of its height."""

    top: float = 0.0
    bottom: float = 1.0

    @property
    def height(self) -> float:
        """Its share of the picture's height."""
        return self.bottom - self.top


WHOLE = Piece()


def open_picture(name: str, data: bytes) -> Picture:
    """Return the picture in ``data``; raises ``DataTrouble`` where it is none or too large."""
    with _reading(name), _opened(data) as image:
        width, height = image.size
        drafted = image.format == "JPEG" and not image.info.get("progressive")
        if not drafted and width * height > MOST_PIXELS:
            raise DataTrouble(_DAMAGED, name=name)
        if image.getexif().get(_ORIENTATION, 1) >= 5:
            width, height = height, width
        return Picture(name, data, width, height, image.format != "JPEG")


def printed_box(quality: Quality) -> tuple[int, int]:
    """Return the pixels that a page has room for, across and down."""
    return round(WIDTH * quality.dpi / 72), round(ROOM * quality.dpi / 72)


def as_jpeg(
    picture: Picture,
    quality: Quality = FINE,
    *,
    turned: bool = False,
    box: tuple[int, int] | None = None,
) -> bytes:
    """Return ``picture`` as JPEG of the pixels that it is printed with, or that ``box`` holds.

    ``turned`` lays it on its left side. A JPEG that is small enough, upright and free of metadata
    is handed on as it is, except where the order asks for less.
    """
    room = box or printed_box(quality)
    room = room[::-1] if turned else room
    with _reading(picture.name), _opened(picture.data) as image:
        plain = _is_plain(image, room, quality) and not turned
        if plain and quality.jpeg >= FINE.jpeg:
            image.load()
            return picture.data
        small = _upright(image, picture, WHOLE, room, quality.grey)
        if turned:
            small = small.transpose(Image.Transpose.ROTATE_90)
        made = encode(small, *_strength(picture, quality))
    return min(made, picture.data, key=len) if plain else made


def pieces_as_jpeg(
    picture: Picture, pieces: tuple[Piece, ...], quality: Quality = FINE
) -> tuple[bytes, ...]:
    """Return parts of ``picture`` as JPEG; it is unpacked once for all of them."""
    width, height = printed_box(quality)
    tallest = max(piece.height for piece in pieces)
    with _reading(picture.name), _opened(picture.data) as image:
        upright = _upright(image, picture, Piece(0, tallest), (width, height), quality.grey)
        return tuple(
            encode(_part(upright, piece), *_strength(picture, quality)) for piece in pieces
        )


def in_grey(picture: Picture, width: int) -> Image.Image:
    """Return ``picture`` small and without colours, to look at where it may be cut."""
    with _reading(picture.name), _opened(picture.data) as image:
        across = min(width, picture.width)
        room = (across, round(picture.height * across / picture.width) + 1)
        return _upright(image, picture, WHOLE, room, grey=True)


def _part(upright: Image.Image, piece: Piece) -> Image.Image:
    high = upright.height
    top = min(round(piece.top * high), high - 1)
    return upright.crop((0, top, upright.width, max(top + 1, round(piece.bottom * high))))


def _strength(picture: Picture, quality: Quality) -> tuple[int, bool]:
    """Return the JPEG quality, and whether thin strokes keep their colour."""
    return min(95, quality.jpeg + (_SCREEN_MORE if picture.drawn else 0)), picture.drawn


def _upright(
    image: Image.Image, picture: Picture, piece: Piece, room: tuple[int, int], grey: bool
) -> Image.Image:
    """Return the pixels upright and on white, so many that ``piece`` of them fills ``room``.

    A JPEG is read smaller than it is: that is most of what makes photos quick and small in memory.
    """
    turn = image.getexif().get(_ORIENTATION, 1)
    scale = min(1.0, room[0] / picture.width, room[1] / (picture.height * piece.height))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image.draft("L" if grey else "RGB", size)
    flat = _flat(image)
    if grey and flat.mode != "L":
        flat = flat.convert("L")
    if size != flat.size:
        # Half the work for a photo, whose strokes are soft anyway.
        way_down = Image.Resampling.LANCZOS if picture.drawn else Image.Resampling.HAMMING
        flat = flat.resize(size, way_down, reducing_gap=2.0)
    way = _TURNS.get(turn)
    return flat if way is None else flat.transpose(Image.Transpose(way))


def _flat(image: Image.Image) -> Image.Image:
    """Return ``image`` as RGB or grey of 8 bits, on white where it was transparent."""
    if image.mode in ("RGB", "L") and "transparency" not in image.info:
        image.load()
        return image
    if image.mode[0] in "IF":
        return _eight_bits(image)
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(deep: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits with its tones spread over 8."""
    return deep.convert("F").point(lambda level: level * (255 / 65535)).convert("L")


def _is_plain(image: Image.Image, room: tuple[int, int], quality: Quality) -> bool:
    if image.format != "JPEG" or image.mode not in ("RGB", "L"):
        return False
    if image.width > room[0] or image.height > room[1] or (quality.grey and image.mode != "L"):
        return False
    segments = {name for name, _ in getattr(image, "applist", ())}
    return segments <= set(_PLAIN_SEGMENTS)


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow warns from 89 megapixels and refuses from 179; the refusal is enough.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Tell what Pillow says about a broken picture in one sentence."""
    try:
        yield
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
    ) as error:
        raise DataTrouble(_DAMAGED, name=name) from error
