"""Photos and screenshots as JPEG for a page: upright, readable, with no metadata left in them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_

LONGEST = 1654
"""Pixels: the width of A4 at 200 DPI; more does not print any sharper."""

_ORIENTATION = 0x0112
_PHOTO_QUALITY, _SCREEN_QUALITY = 75, 85
_PLAIN_SEGMENTS = ("APP0", "APP2", "APP14")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its size in pixels as it is seen."""

    name: str
    data: bytes
    width: int
    height: int


def open_picture(name: str, data: bytes) -> Picture:
    """Return the picture in ``data``; raises ``DataTrouble`` where it is none."""
    with _damage_of(name), _opened(data) as image:
        width, height = image.size
        if image.getexif().get(_ORIENTATION, 1) >= 5:
            width, height = height, width
    return Picture(name, data, width, height)


def as_jpeg(picture: Picture, top: float = 0.0, bottom: float = 1.0) -> bytes:
    """Return ``picture``, or its part between two shares of its height, as JPEG.

    A JPEG that is small enough, upright and free of metadata is handed on as it is.
    """
    with _damage_of(picture.name), _opened(picture.data) as image:
        whole = top <= 0.0 and bottom >= 1.0
        if whole and _is_plain(image):
            image.load()
            return picture.data
        quality = _PHOTO_QUALITY if image.format == "JPEG" else _SCREEN_QUALITY
        if whole:
            scale = min(1.0, LONGEST / max(image.size))
            image.draft("RGB", (round(image.width * scale), round(image.height * scale)))
        upright = _flat(ImageOps.exif_transpose(image))
        if not whole:
            high = upright.height
            upright = upright.crop((0, round(top * high), upright.width, round(bottom * high)))
        upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return encode(upright, quality)


def encode(image: Image.Image, quality: int = _PHOTO_QUALITY) -> bytes:
    """Return ``image`` as JPEG; thin strokes keep their colour in screenshots."""
    out = io.BytesIO()
    fine = quality > _PHOTO_QUALITY
    image.info.clear()
    image.save(out, "JPEG", quality=quality, optimize=True, subsampling=0 if fine else 2)
    return out.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    """Return ``image`` as RGB or grey, on white where it was transparent."""
    if image.mode in ("RGB", "L"):
        return image.copy()
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def _is_plain(image: Image.Image) -> bool:
    if image.format != "JPEG" or image.mode not in ("RGB", "L") or max(image.size) > LONGEST:
        return False
    segments = {name for name, _ in getattr(image, "applist", ())}
    return segments <= set(_PLAIN_SEGMENTS)


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow warns from 89 megapixels and refuses from 179; the refusal is enough.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))


class _damage_of:  # noqa: N801 - reads as a word in ``with``
    """Tells what Pillow says about a broken picture in one sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        broken = (
            OSError,
            SyntaxError,
            ValueError,
            UnidentifiedImageError,
            Image.DecompressionBombError,
        )
        if isinstance(error, broken):
            raise DataTrouble(
                N_(
                    "The picture “{name}” is damaged or too large to be read; no bundle was"
                    " written; take it again or attach another copy."
                ),
                name=self._name,
            ) from error
