"""What goes along of a picture: the very pixels that came, and nothing that tells of people."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from posdesk.reports.archive.stripped_picture import strip_picture

SECRET = re.compile(rb"SECRET|Exif\x00\x00II|http://ns.adobe.com|GPS")


def _gradient(mode: str = "RGB", size: tuple[int, int] = (64, 40)) -> Image.Image:
    across = Image.linear_gradient("L").resize(size)
    down = across.transpose(Image.Transpose.ROTATE_180)
    return Image.merge("RGB", (across, down, across)).convert(mode)


def _photo(turned: int = 6, mode: str = "RGB", **how: Any) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = turned, "SECRET MAKER", "SECRET PERSON"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 22.0)
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    _gradient(mode).save(
        out,
        "JPEG",
        exif=exif,
        comment="SECRET COMMENT",
        xmp=b"<x xmlns='http://ns.adobe.com/xap/1.0/'>SECRET</x>",
        **how,
    )
    return out.getvalue()


def _pixels(data: bytes) -> tuple[tuple[int, int], str, bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.mode, image.tobytes()


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_photo_loses_what_tells_and_no_pixel(how: dict[str, Any]) -> None:
    data = _photo(**how) + b"\xff\xd8\xff\xe1 SECRET second picture of a phone"
    stripped = strip_picture(data)
    assert stripped is not None
    assert SECRET.search(data)
    assert not SECRET.search(stripped)
    assert _pixels(stripped) == _pixels(data)
    assert stripped.endswith(b"\xff\xd9")


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_still_stands_upright(turned: int) -> None:
    data = _photo(turned)
    stripped = strip_picture(data)
    assert stripped is not None
    with Image.open(io.BytesIO(data)) as came, Image.open(io.BytesIO(stripped)) as left:
        upright = ImageOps.exif_transpose(came).tobytes()
        assert ImageOps.exif_transpose(left).tobytes() == upright
        assert set(left.getexif()) <= {0x0112}


def test_colour_stays_as_it_was_meant() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data in (_photo(icc_profile=profile), _photo(mode="CMYK")):
        stripped = strip_picture(data)
        assert stripped is not None
        assert _pixels(stripped) == _pixels(data)
        with Image.open(io.BytesIO(stripped)) as left, Image.open(io.BytesIO(data)) as came:
            assert left.info.get("icc_profile") == came.info.get("icc_profile")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_screenshot_loses_texts_dates_and_what_follows_it(mode: str) -> None:
    image = Image.new("I;16", (20, 9), 700) if mode == "I;16" else _gradient(mode, (20, 9))
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRET")
    info.add_itxt("Comment", "SECRET", zip=True)
    info.add(b"tIME", b"\x07\xea\x0b\x14\x0e\x20\x07")
    exif = Image.Exif()
    exif[0x013B] = "SECRET"
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info, exif=exif)
    data = out.getvalue() + b"SECRET: the part of the screenshot that was cut off"
    stripped = strip_picture(data)
    assert stripped is not None
    assert _pixels(stripped) == _pixels(data)
    for trace in (b"SECRET", b"tIME", b"eXIf", b"tEXt", b"iTXt"):
        assert trace not in stripped


def test_what_holds_nothing_stays_as_it_is() -> None:
    for form in ("JPEG", "PNG"):
        out = io.BytesIO()
        _gradient().save(out, form)
        assert strip_picture(out.getvalue()) == out.getvalue()


def test_other_files_are_none() -> None:
    for data in (b"", b"\xff", b"GIF89a", b"RIFF....WEBP", b"%PDF-1.7", b"\xff\xd8\xff" * 9):
        assert strip_picture(data) is None


@given(st.data())
def test_a_damaged_picture_gives_a_picture_or_none(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([_photo(), _photo(progressive=True)]))
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        if at < len(broken):
            broken[at] = data.draw(st.integers(0, 255))
    stripped = strip_picture(bytes(broken))
    assert stripped is None or stripped.endswith(b"\xff\xd9")
    assert stripped is None or len(stripped) <= len(broken) + 40
