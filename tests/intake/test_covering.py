"""Whatever lies under a cover is nowhere in the new bytes."""

from __future__ import annotations

import io
import random

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from posdesk.domain.cover import Box
from posdesk.domain.errors import DataTrouble, PosDeskError, WrongInput
from posdesk.domain.text_grid import COVERED, boxes_of, cover_text, text_pages, text_rows
from posdesk.intake.covering import cover
from posdesk.intake.exhibit_files import take_in
from posdesk.intake.page_pictures import page_picture
from posdesk.intake.proposals import propose
from tests.intake.made_files import CARD, pdf, photo

sides = st.integers(0, 999)


@st.composite
def boxes(draw: st.DrawFn, pages: int = 1) -> Box:
    x, y = draw(sides), draw(sides)
    w, h = draw(st.integers(1, 1000 - x)), draw(st.integers(1, 1000 - y))
    return Box(draw(st.integers(1, pages)), x, y, w, h)


def noise(form: str, size: tuple[int, int] = (61, 47)) -> bytes:
    """Return a picture of light noise: no black pixel in it, and no two pictures alike."""
    signs = random.Random(7).randbytes(size[0] * size[1] * 3)
    picture = Image.frombytes("RGB", size, bytes(128 + sign // 2 for sign in signs))
    out = io.BytesIO()
    picture.save(out, form, comment=b"SECRET-COMMENT") if form == "JPEG" else picture.save(
        out, form
    )
    return out.getvalue()


def under(image: Image.Image, box: Box) -> list[int]:
    """Return the tones of the pixels whose middle lies under ``box``."""
    width, height = image.size
    left, right = round(box.x * width / 1000), round((box.x + box.w) * width / 1000)
    top, bottom = round(box.y * height / 1000), round((box.y + box.h) * height / 1000)
    part = image.convert("RGB").crop((left, top, right, bottom))
    return list(part.tobytes())


@settings(max_examples=60)
@given(st.lists(boxes(), min_size=1, max_size=5), st.sampled_from(["PNG", "JPEG"]))
def test_pixels_under_any_boxes_are_black_and_nothing_else_comes_along(
    drawn: list[Box], form: str
) -> None:
    data = noise(form)
    covered = cover(data, f"image/{form.lower()}", drawn)
    assert covered.mime == f"image/{form.lower()}"
    assert b"SECRET-COMMENT" not in covered.data
    with Image.open(io.BytesIO(covered.data)) as new, Image.open(io.BytesIO(data)) as old:
        assert new.size == old.size
        assert new.format == form
        for box in drawn:
            # JPEG lets the bright side of an edge shine a little into the black one.
            assert max(under(new, box), default=0) <= (0 if form == "PNG" else 60)
        if form == "PNG":
            blacked = old.convert("RGB")
            for box in drawn:
                blacked.paste((0, 0, 0), _touched(box, old.size))
            assert new.convert("RGB").tobytes() == blacked.tobytes()


def _touched(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    right, bottom = (box.x + box.w) * width, (box.y + box.h) * height
    return box.x * width // 1000, box.y * height // 1000, -(-right // 1000), -(-bottom // 1000)


@settings(max_examples=12)
@given(st.lists(boxes(pages=2), min_size=1, max_size=4))
def test_a_covered_document_is_pictures_with_no_text(drawn: list[Box]) -> None:
    data = pdf((f"MARKER {CARD}",), pages=2)
    covered = cover(data, "application/pdf", drawn)
    assert b"MARKER" not in covered.data
    assert b"Font" not in covered.data
    assert covered.data == cover(data, "application/pdf", drawn[::-1]).data
    document = pypdfium2.PdfDocument(covered.data)
    assert len(document) == covered.pages == 2
    for at in range(2):
        assert document[at].get_size() == pytest.approx((595, 842))
        assert document[at].get_textpage().get_text_range() == ""
        image = document[at].render(scale=1).to_pil()
        for box in drawn:
            if box.page == at + 1 and min(box.w, box.h) > 8:
                inner = Box(box.page, box.x + 3, box.y + 3, box.w - 6, box.h - 6)
                assert max(under(image, inner), default=0) < 60
    document.close()


texts = st.text(st.sampled_from("ab4111 收单\n\r\t"), max_size=400)


@settings(max_examples=100)
@given(texts, st.lists(boxes(), min_size=1, max_size=4))
def test_covered_signs_of_a_text_are_gone_and_its_lines_stay(text: str, drawn: list[Box]) -> None:
    covered = cover_text(text, drawn)
    assert len(covered) == len(text)
    assert text_rows(covered) == text_rows(text)
    for old, new in zip(text, covered, strict=True):
        assert new in (old, COVERED)


@settings(max_examples=100)
@given(texts, st.integers(0, 400), st.integers(0, 60))
def test_boxes_of_a_place_cover_just_that_place(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    covered = cover_text(text, boxes_of(text, start, end))
    for at, sign in enumerate(covered):
        inside = start <= at < end and text[at] not in "\r\n"
        assert sign == (COVERED if inside else text[at])


def test_long_lines_and_long_texts_go_on_in_rows_and_pages() -> None:
    text = "x" * 250 + "\n" * 98 + "last"
    assert text_pages(text) == 2
    place = text.index("last")
    assert list(boxes_of(text, place, place + 4)) == [Box(2, 0, 0, 40, 10)]
    assert list(boxes_of(text, 240, 250)) == [Box(1, 400, 20, 100, 10)]
    assert cover(text.encode(), "text/plain", [Box(2, 0, 0, 1000, 1000)]).data.endswith(
        "████".encode()
    )


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-40, 30, 640, 900)])
def test_proposals_lie_over_the_numbers_whichever_way_the_page_lies(
    rotate: int, box: tuple[float, float, float, float]
) -> None:
    lines = ("Card", CARD, "Call", "138 1234 5678", "RRN 026112345678")
    data = pdf(lines, rotate=rotate, box=box)
    found = propose(data, "application/pdf")
    assert len(found) == 2
    assert sum(one.w * one.h for one in found) < 30_000
    without = pdf(("Card", "", "Call", "", "RRN 026112345678"), rotate=rotate, box=box)
    covered = cover(data, "application/pdf", found)
    whole, rest, black = (
        Image.open(io.BytesIO(page_picture(one, "application/pdf", 1, 800))).convert("L")
        for one in (data, without, covered.data)
    )
    numbers = ImageChops.difference(whole, rest).point(lambda tone: 255 if tone > 20 else 0)
    assert numbers.getbbox() is not None
    shown = ImageChops.multiply(numbers, black.point(lambda tone: 255 if tone > 60 else 0))
    assert shown.getbbox() is None
    assert not propose(covered.data, "application/pdf")


def test_a_number_over_two_lines_is_covered_on_both() -> None:
    data = pdf(("Card 4111 1111", "1111 1111 paid"))
    assert len(propose(data, "application/pdf")) == 2


def test_texts_propose_cards_and_phones_and_pictures_nothing() -> None:
    text = f"电话 13812345678 或 010-62345678\n卡号 {CARD}\n参考号 026112345678\n"
    found = propose(text.encode(), "text/plain")
    covered = cover(text.encode(), "text/plain", found).data.decode()
    assert covered == (f"电话 {'█' * 11} 或 {'█' * 12}\n卡号 {'█' * 19}\n参考号 026112345678\n")
    assert propose(photo(), "image/jpeg") == ()


def test_a_text_with_a_card_number_is_taken_in_covered() -> None:
    kept = take_in(f"卡号 {CARD}，验证码 123456".encode(), "a.txt", cover_found=True)
    assert kept.covered is not None
    assert CARD not in kept.data.decode()
    assert "123456" not in kept.data.decode()
    assert kept.original is None


def test_boxes_must_lie_on_the_exhibit() -> None:
    for wrong in ([], [Box(2, 0, 0, 10, 10)], [Box(1, 990, 0, 20, 10)], [Box(1, 0, 0, 0, 10)]):
        for data, mime in (
            (photo(), "image/jpeg"),
            (pdf(), "application/pdf"),
            (b"x", "text/plain"),
        ):
            with pytest.raises(WrongInput):
                cover(data, mime, wrong)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["image/png", "application/pdf", "text/html"]))
def test_broken_bytes_are_told_in_a_sentence(data: bytes, mime: str) -> None:
    with pytest.raises(DataTrouble):
        cover(data, mime, [Box(1, 0, 0, 10, 10)])


def test_pages_are_shown_in_the_width_asked_for() -> None:
    for data, mime in ((photo((400, 200)), "image/jpeg"), (pdf(), "application/pdf")):
        with Image.open(io.BytesIO(page_picture(data, mime, 1, 300))) as image:
            assert image.format == "PNG"
            assert abs(image.width - 300) <= 1
        with pytest.raises(PosDeskError):
            page_picture(data, mime, 2, 300)


def test_a_page_of_any_size_is_drawn_small_enough() -> None:
    for box in ((0, 0, 1e9, 1e9), (0, 0, 3, 14400), (0, 0, 0, 0)):
        covered = cover(pdf(box=box), "application/pdf", [Box(1, 0, 0, 10, 10)])
        assert len(covered.data) < 3_000_000
