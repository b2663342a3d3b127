"""What may come in as evidence, and in which state it is kept."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from posdesk.domain.errors import PosDeskError, Refused, WrongInput
from posdesk.intake.exhibit_files import take_in


def photo(size: tuple[int, int] = (80, 40), form: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    picture.save(out, form, **how)
    return out.getvalue()


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
    assert kept.received_sha256 != hashlib.sha256(kept.data).hexdigest()


@pytest.mark.parametrize(
    ("form", "mime"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg"), ("BMP", "image/png")],
)
def test_the_content_decides_not_the_name(form: str, mime: str) -> None:
    assert take_in(photo(form=form), "really.txt").mime == mime


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


@settings(max_examples=150, deadline=None)
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


def test_a_path_in_a_name_is_only_a_name() -> None:
    assert take_in(photo(), "../../etc/passwd.jpg").name == "passwd.jpg"
    assert take_in(photo(), "C:\\Users\\x\\a.jpg").name == "a.jpg"


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(WrongInput):
        take_in(photo((9000, 7000)), "huge.jpg")


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        take_in(tmp_path / "none.jpg", "none.jpg")
