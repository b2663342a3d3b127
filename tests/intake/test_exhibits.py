"""What may come in as evidence, and in which state it is kept."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from posdesk.domain.errors import PosDeskError, Refused, WrongInput
from posdesk.intake.exhibit_files import take_in
from tests.intake.made_files import HEIC, photo, png_of


def test_a_photo_is_turned_upright_and_loses_place_and_device() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    kept = take_in(photo(exif=exif, quality=95), "照片.jpg")
    assert b"SecretPhone" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.size == (40, 80)
        assert not picture.getexif()
        top, bottom = picture.getpixel((20, 10)), picture.getpixel((20, 70))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60 < bottom[1]


def test_both_digests_are_told() -> None:
    data = photo()
    kept = take_in(data, "a.jpg")
    assert kept.received_sha256 == hashlib.sha256(data).hexdigest()
    assert kept.sha256 == hashlib.sha256(kept.data).hexdigest() != kept.received_sha256
    assert kept.original == data


@pytest.mark.parametrize(
    ("form", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/jpeg"),
        ("BMP", "image/png"),
        ("AVIF", "image/jpeg"),
    ],
)
def test_the_content_decides_not_the_name(form: str, mime: str) -> None:
    assert take_in(photo(form=form), "really.txt").mime == mime


def test_the_place_stays_in_the_bytes_as_received_and_nowhere_else() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "SECRET-PLACE"
    data = photo(exif=exif, comment=b"SECRET-COMMENT")
    kept = take_in(data, "a.jpg")
    assert kept.original == data
    assert b"SECRET" not in kept.data


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_each_turn_is_undone_once(turn: int, form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = photo((90, 60), form, exif=exif)
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        wanted = ImageOps.exif_transpose(picture).convert("RGB").resize((9, 9))
    with Image.open(io.BytesIO(take_in(data, "a").data)) as picture:
        seen = picture.resize((9, 9))
    difference = ImageChops.difference(wanted, seen).convert("L")
    assert max(difference.tobytes()) < 40


@pytest.mark.parametrize(
    ("mode", "form", "light"),
    [
        ("CMYK", "JPEG", (0, 0, 0, 0)),
        ("L", "JPEG", 255),
        ("I;16", "PNG", 65535),
        ("I;16", "TIFF", 65535),
        ("F", "TIFF", 255.0),
        ("1", "PNG", 1),
        ("LA", "PNG", (255, 0)),
        ("P", "GIF", 0),
        ("F", "TIFF", 1.0),
    ],
)
def test_every_kind_of_pixels_is_read(mode: str, form: str, light: Any) -> None:
    picture = Image.new(mode, (8, 8), light)
    if mode == "P":
        picture.putpalette([255, 255, 255])
    out = io.BytesIO()
    picture.save(out, form)
    with Image.open(io.BytesIO(take_in(out.getvalue(), "a").data)) as kept:
        assert kept.mode == "RGB"
        assert min(kept.tobytes()) > 245


def test_of_what_moves_the_first_picture_is_kept() -> None:
    out = io.BytesIO()
    first, second = (Image.new("RGB", (8, 8), colour) for colour in ("white", "red"))
    first.save(out, "GIF", save_all=True, append_images=[second])
    kept = take_in(out.getvalue(), "a.gif")
    assert (kept.mime, kept.name, kept.pages) == ("image/png", "a.png", 1)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.getpixel((1, 1)) == (255, 255, 255)


def sheets(count: int) -> bytes:
    out = io.BytesIO()
    pages = [Image.new("L", (20 + n, 30), 255 - n) for n in range(count)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def test_a_scan_of_several_sheets_becomes_a_document() -> None:
    kept = take_in(sheets(3), "scan.tif")
    assert (kept.mime, kept.name, kept.pages) == ("application/pdf", "scan.pdf", 3)
    assert kept.original == sheets(3)
    assert take_in(kept.data, "again.pdf").pages == 3
    with pytest.raises(WrongInput, match="20 sheets"):
        take_in(sheets(21), "scan.tif")


def test_a_photo_of_a_phone_that_writes_heic_is_kept_as_jpeg() -> None:
    kept = take_in(HEIC, "IMG_0001.HEIC")
    assert (kept.name, kept.mime) == ("IMG_0001.jpg", "image/jpeg")
    assert b"SecretPhone" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.size == (32, 64)
        assert picture.getpixel((5, 5)) == (200, 0, 0)


@pytest.mark.parametrize(
    ("data", "most"),
    [(png_of(50_000, 50_000), "60"), (photo((9000, 7000), progressive=True), "60")],
    ids=["png", "progressive"],
)
def test_too_many_pixels_are_refused_before_they_are_unpacked(data: bytes, most: str) -> None:
    with pytest.raises(WrongInput, match=f"{most} million"):
        take_in(data, "huge.jpg")


def test_a_large_photo_is_read_smaller_than_it_is() -> None:
    kept = take_in(photo((9000, 7000)), "large.jpg")
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert 3000 <= picture.width <= 4096


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((700, 8000), (700, 8000)),
        ((1600, 6000), (1440, 5400)),
        ((500, 60_000), (447, 53_666)),
    ],
)
def test_a_long_screenshot_keeps_its_width(size: tuple[int, int], kept: tuple[int, int]) -> None:
    """Made smaller like a photo, twelve screens of chat would be too narrow to read."""
    with Image.open(io.BytesIO(take_in(photo(size, "PNG"), "chat.png").data)) as picture:
        assert abs(picture.width - kept[0]) <= 1
        assert abs(picture.height - kept[1]) <= kept[1] / 100


def test_a_see_through_screenshot_lies_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(take_in(out.getvalue(), "s.png").data)) as picture:
        assert picture.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        photo()[:200],
        b"\xff\xd8\xff" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n broken",
        b"%PDF-1.7 broken",
        b"MZ\x90\0 a program",
        b"PK\x03\x04 an archive",
        bytes(range(256)),
    ],
)
def test_damaged_and_foreign_files_get_a_sentence(data: bytes) -> None:
    with pytest.raises(WrongInput) as refused:
        take_in(data, "x.jpg")
    assert "{" not in str(refused.value)


@settings(max_examples=150)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG", b"%PDF-", b"BM"])
)
def test_any_bytes_are_kept_or_refused_with_a_sentence(rest: bytes, start: bytes) -> None:
    with suppress(PosDeskError):
        take_in(start + rest, "x")


def test_texts_are_kept_as_utf8_and_searched() -> None:
    assert (
        take_in("收单回复：已受理".encode("gb18030"), "mail.txt").data.decode()
        == "收单回复：已受理"
    )
    with pytest.raises(Refused):
        take_in(b"card 4111 1111 1111 1111", "mail.txt")
    take_in(b"order 4111 1111 1111 1111", "mail.txt", not_a_card=True)


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        take_in(tmp_path / "none.jpg", "none.jpg")
