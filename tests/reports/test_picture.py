"""Pictures and PDFs on their pages: upright, readable, with nothing hidden in them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from posdesk.domain.errors import DataTrouble
from posdesk.reports.insert import open_insert, page_as_jpeg
from posdesk.reports.picture import as_jpeg, open_picture
from tests.reports import samples
from tests.reports.conftest import Make

_ORIENTATION, _GPS = 0x0112, 0x8825


def _turned(orientation: int) -> bytes:
    """A picture whose upper half is dark once it stands upright, as a camera would store it."""
    upright = Image.new("L", (300, 200), 255)
    upright.paste(0, (0, 0, 300, 100))
    undo = {
        1: None,
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    way = undo[orientation]
    stored = upright if way is None else upright.transpose(way)
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif.get_ifd(_GPS)[1] = "N"
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photos_stand_upright_without_metadata(orientation: int) -> None:
    picture = open_picture("a.jpg", _turned(orientation))
    assert (picture.width, picture.height) == (300, 200)
    data = as_jpeg(picture)
    shown = Image.open(io.BytesIO(data))
    assert shown.size == (300, 200)
    assert shown.getpixel((150, 20)) < 60  # type: ignore[operator]
    assert shown.getpixel((150, 180)) > 200  # type: ignore[operator]
    assert not shown.getexif()
    assert b"Exif" not in data


def test_a_small_plain_jpeg_is_handed_on_as_it_is() -> None:
    data = samples.photo(600, 400)
    assert as_jpeg(open_picture("a.jpg", data)) is data


def test_a_large_photo_is_made_smaller() -> None:
    data = as_jpeg(open_picture("a.jpg", samples.photo(4000, 3000)))
    width, height = Image.open(io.BytesIO(data)).size
    assert abs(width - 1354) <= 1
    assert abs(height - 1354 * 3 / 4) <= 1


def test_transparency_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    shown = Image.open(io.BytesIO(as_jpeg(open_picture("a.png", out.getvalue()))))
    assert shown.getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB"])
def test_every_kind_of_png(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "PNG")
    assert Image.open(io.BytesIO(as_jpeg(open_picture("a.png", out.getvalue())))).size == (30, 20)


def test_a_picture_of_too_many_pixels_is_told_in_a_sentence() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(DataTrouble, match="too large to be read"):
        open_picture("a.png", out.getvalue())


def test_a_long_screenshot_goes_over_several_pages(make: Make) -> None:
    file = samples.with_exhibit(
        samples.bare(), samples.screenshot(400, 2600), name="长.png", mime="image/png"
    )
    _, reader = make(file)
    assert sum(len(page.images) for page in reader.pages) == 4
    assert "附件1，第4页，共4页" in "".join(reader.pages[5].extract_text().split())


def test_no_picture_on_a_page_holds_metadata(make: Make) -> None:
    file = samples.with_exhibit(samples.bare(), _turned(6))
    _, reader = make(file)
    shown = next(image for page in reader.pages for image in page.images)
    assert b"Exif" not in shown.data
    assert Image.open(io.BytesIO(shown.data)).size == (300, 200)


def test_pdfs_are_flattened_page_by_page(make: Make) -> None:
    inner, _ = make(samples.bare("INNER"))
    data = inner.path.read_bytes()
    insert = open_insert("a.pdf", data)
    assert len(insert.sizes) == inner.pages
    width, height = Image.open(io.BytesIO(page_as_jpeg(insert, 0))).size
    assert abs(width - 1258) <= 2
    assert abs(height - 1778) <= 2
    _, reader = make(samples.with_exhibit(samples.bare(), data, mime="application/pdf"))
    assert sum(len(page.images) for page in reader.pages) == inner.pages
    assert "INNER" not in "".join(page.extract_text() for page in reader.pages)
