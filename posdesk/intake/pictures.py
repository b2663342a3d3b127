"""Takes in photos and screenshots: made anew from their pixels, upright, nothing else of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.intake.covering import picture_page
from posdesk.intake.exhibits import JPEG, PDF, PNG
from posdesk.intake.image_pdf import write_image_pdf

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

LONG_SIDE = 4096
"""Pixels of a kept photo's longer side: finer than a slip needs, small enough for an archive."""

LONG_SCREEN = 2.6
"""Times as high as wide: more is a screenshot of many screens, whose width keeps its letters."""

_SCREEN_WIDE, _MOST_SCREEN = 1440, 24_000_000
"""Pixels across, and in all, of what is kept of such a screenshot."""

MOST_PHOTO = 250_000_000
"""Pixels of a JPEG, which can be read smaller than it is."""

MOST_PIXELS = 60_000_000
"""Pixels of anything that must be unpacked whole."""

MOST_SHEETS = 20
"""Sheets of a scan in one TIFF."""

_DRAFT = 3072
_MOST_SCANS = 64
_DRAWN = ("PNG", "GIF", "BMP")
_POINTS = 72 / 200
"""Points for a pixel of a scan: 200 DPI."""


def clean_picture(data: bytes, name: str, form: str) -> tuple[str, bytes, int]:
    """Return MIME type, bytes and pages of the picture of ``form`` (``JPEG``, ``HEIF`` …).

    What was drawn stays PNG, what was photographed becomes JPEG, a scan of several sheets a PDF;
    of what moves the first picture is kept. Raises ``WrongInput``.
    """
    try:
        with _opened(data, form) as picture:
            _check_size(picture, name, data)
            sheets = _sheets(picture, name) if form == "TIFF" else 1
            if sheets > 1:
                pages = (picture_page(s, _in_points(s)) for s in _each(picture, sheets, name))
                return PDF, write_image_pdf(pages), sheets
            fresh = _fresh(picture)
    except WrongInput:
        raise
    except Exception:  # noqa: BLE001 - whatever a reader stumbles over, the file is to blame
        raise WrongInput(
            N_("{name} is damaged and cannot be shown; nothing was stored; take the photo again."),
            name=name,
        ) from None
    out = io.BytesIO()
    if form in _DRAWN:
        fresh.save(out, "PNG", optimize=False)
        return PNG, out.getvalue(), 1
    fresh.save(out, "JPEG", quality=88, subsampling=0)
    return JPEG, out.getvalue(), 1


def _opened(data: bytes, form: str) -> ImageFile:
    """Open the picture with the one reader that it is for; only its head is read.

    ``Image.open`` is passed by: it tries every reader there is, and warns of photos that a draft
    can well take.
    """
    from PIL.AvifImagePlugin import AvifImageFile
    from PIL.BmpImagePlugin import BmpImageFile
    from PIL.GifImagePlugin import GifImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.TiffImagePlugin import TiffImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    if form == "HEIF":
        from pi_heif.as_plugin import HeifImageFile

        return HeifImageFile(io.BytesIO(data))  # type: ignore[no-any-return]
    readers: dict[str, type[ImageFile]] = {
        "AVIF": AvifImageFile,
        "BMP": BmpImageFile,
        "GIF": GifImageFile,
        "JPEG": JpegImageFile,
        "PNG": PngImageFile,
        "TIFF": TiffImageFile,
        "WEBP": WebPImageFile,
    }
    return readers[form](io.BytesIO(data))


def _check_size(picture: ImageFile, name: str, data: bytes) -> None:
    baseline = picture.format == "JPEG" and not picture.info.get("progressive")
    most = MOST_PHOTO if baseline else MOST_PIXELS
    if picture.width * picture.height > most:
        raise WrongInput(
            N_("{name} has more than {most} million pixels; nothing was stored; save it smaller."),
            name=name,
            most=most // 1_000_000,
        )
    if not picture.width * picture.height:
        raise ValueError("no pixels")
    if picture.format == "JPEG" and data.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("a picture in so many passes is made to keep a program busy")


def _sheets(picture: ImageFile, name: str) -> int:
    count = 1
    while count <= MOST_SHEETS:
        try:
            picture.seek(count)
        except EOFError:
            break
        count += 1
    if count > MOST_SHEETS:
        raise WrongInput(
            N_(
                "{name} has more than {most} sheets; nothing was stored;"
                " save the sheets that matter by themselves."
            ),
            name=name,
            most=MOST_SHEETS,
        )
    picture.seek(0)
    return count


def _each(picture: ImageFile, sheets: int, name: str) -> Iterator[Image]:
    for sheet in range(sheets):
        picture.seek(sheet)
        _check_size(picture, name, b"")
        yield _fresh(picture)


def _in_points(sheet: Image) -> tuple[float, float]:
    return sheet.width * _POINTS, sheet.height * _POINTS


def _fresh(picture: ImageFile) -> Image:
    """Return the pixels alone: upright, at most ``LONG_SIDE``, on white where it was see-through.

    It is made smaller first, so that all else costs little memory.
    """
    from PIL import Image

    long = _is_long(picture)
    share = _DRAFT / max(picture.size)
    if share < 1 and not long:
        picture.draft("RGB", (round(picture.width * share), round(picture.height * share)))
    picture.load()
    exif = picture.getexif()  # A TIFF has turned itself by now, and says so.
    seen: Image.Image = picture
    if seen.mode[0] in "IF":
        seen = _eight_bits(seen)
    elif seen.mode not in _PLAIN:
        seen = seen.convert("RGBA" if "transparency" in picture.info else "RGB")
    if long:
        seen.thumbnail(_long_size(seen.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    elif max(seen.size) > LONG_SIDE:
        seen.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turn = _TURNS.get(exif.get(0x0112, 1))
    if turn is not None and picture.format != "HEIF":
        seen = seen.transpose(Image.Transpose(turn))
    if "A" in seen.getbands() or "transparency" in seen.info:
        layer = seen.convert("RGBA")
        seen = Image.new("RGB", layer.size, "white")
        seen.paste(layer, mask=layer.getchannel("A"))
    plain = seen.convert("RGB")
    return Image.frombytes("RGB", plain.size, plain.tobytes())


def _is_long(picture: ImageFile) -> bool:
    """Whether it is a long screenshot, small enough to be unpacked whole."""
    short, long = sorted(picture.size)
    return long > LONG_SCREEN * short and short * long <= MOST_PIXELS


def _long_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return how large a long screenshot may be, whichever way it lies."""
    short, long = sorted(size)
    scale = min(1.0, _SCREEN_WIDE / short, (_MOST_SCREEN / (short * long)) ** 0.5)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


_PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")

_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""What Pillow calls the turn that each EXIF orientation asks for."""


def _eight_bits(deep: Image) -> Image:
    """Return a grey picture of 16 or 32 bits with its tones spread over 8."""
    levels = deep.convert("F")
    _, top = levels.getextrema()
    most = top if isinstance(top, float) else 0.0
    white = 65535 if "16" in deep.mode or most > 255 else 255
    scale = 255 / (1 if deep.mode == "F" and most <= 1 else white)
    return levels.point(lambda level: level * scale).convert("L")
