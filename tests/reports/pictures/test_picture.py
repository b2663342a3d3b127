"""Pictures and PDFs on their pages: upright, readable, with nothing hidden in them."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from posdesk.domain.bundle.order import FINE, BundleOrder, Quality
from posdesk.domain.cover import Box
from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import ExhibitMarked
from posdesk.domain.text_grid import text_rows
from posdesk.reports.bundle.compose import compose
from posdesk.reports.casefile import number_exhibits
from posdesk.reports.pictures.insert import open_insert, page_as_jpeg
from posdesk.reports.pictures.picture import as_jpeg, open_picture
from posdesk.reports.pictures.sheets import places, sheets_of
from tests.intake.made_files import pdf
from tests.reports import samples
from tests.reports.conftest import Make, text_of

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


def _saved(image: Image.Image, form: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def _shown(data: bytes, quality: Quality = FINE) -> Image.Image:
    return Image.open(io.BytesIO(as_jpeg(open_picture("a", data), quality)))


def test_the_order_decides_how_rich_a_picture_is() -> None:
    data = samples.photo(3000, 4000)
    fine, poor = _shown(data), _shown(data, Quality(dpi=100, jpeg=40, grey=True))
    assert (fine.mode, poor.mode) == ("RGB", "L")
    # The page is 6.77 inches wide and leaves 8.9 inches for the picture.
    assert abs(fine.height - 1778) <= 1
    assert abs(poor.height - 889) <= 1
    small = samples.photo(600, 400)
    assert len(as_jpeg(open_picture("a", small), Quality(jpeg=30))) < len(small)
    assert _shown(small, Quality(grey=True)).mode == "L"


def test_sixteen_bits_and_inks_keep_their_tones() -> None:
    deep = Image.new("I;16", (40, 20), 32768)
    assert abs(_shown(_saved(deep)).getpixel((5, 5)) - 127) <= 2  # type: ignore[operator]
    inks = Image.new("CMYK", (40, 20), (0, 255, 255, 0))
    red, green, blue = _shown(_saved(inks, "JPEG")).getpixel((5, 5))  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_see_through_palette_stands_on_white() -> None:
    image = Image.new("P", (30, 30), 0)
    image.putpalette([10, 20, 30] * 256)
    shown = _shown(_saved(image, transparency=0))
    assert min(shown.convert("RGB").getpixel((9, 9))) > 250  # type: ignore[arg-type]


def test_of_what_moves_the_first_picture_is_shown() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    data = _saved(frames[0], save_all=True, append_images=frames[1:])
    red, _, blue = _shown(data).getpixel((9, 9))  # type: ignore[misc]
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_file_that_ends_too_soon_is_told_in_a_sentence(form: str) -> None:
    data = _saved(Image.effect_noise((300, 300), 50).convert("RGB"), form)
    for cut in (data[:20], data[: len(data) // 2]):
        with pytest.raises(DataTrouble, match="damaged or too large"):
            as_jpeg(open_picture("a", cut), Quality(dpi=50))


def test_a_single_pixel_says_that_it_is_one(make: Make) -> None:
    dot = _saved(Image.new("RGB", (1, 1)))
    _, reader = make(samples.with_exhibit(samples.bare(), dot, name="a.png", mime="image/png"))
    assert "这张图只有1×1像素" in text_of(reader)


def test_a_wide_page_is_turned_to_be_readable() -> None:
    wide, upright = pdf(("a",), box=(0, 0, 842, 595)), pdf(("a",))
    sheets = {}
    for name, data in (("wide", wide), ("upright", upright)):
        file = samples.with_exhibit(samples.bare(), data, mime="application/pdf")
        (sheets[name],) = sheets_of(number_exhibits(file, 1)[0], FINE)
    assert sheets["wide"].turned
    assert not sheets["upright"].turned
    for sheet in sheets.values():
        shown = Image.open(io.BytesIO(sheet.jpeg()))
        assert (shown.height > shown.width) == (sheet.height > sheet.width) is True
    # What stood at the top of a turned page stands on its left.
    assert places(sheets["wide"], [Box(1, 100, 0, 200, 50)])[0].x == 0
    assert places(sheets["wide"], [Box(1, 100, 0, 200, 50)])[0].y == pytest.approx(0.7)


def test_many_pages_are_made_one_at_a_time_and_may_be_cancelled(fonts: Path) -> None:
    data = pdf(("500.00",), pages=500)
    file = samples.with_exhibit(samples.bare(), data, mime="application/pdf")
    seen: list[int] = []

    def cancel(done: int, pages: int) -> None:
        seen.append(pages)
        if done == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compose([file], BundleOrder(embed=False), fonts, cancel)
    assert len(seen) == 9
    assert seen[0] > 500
    assert not [t for t in threading.enumerate() if t.name.startswith("darkroom")]


def test_frames_are_drawn_named_and_linked(make: Make) -> None:
    data = pdf(("first", "second"), pages=3)
    file = samples.with_exhibit(samples.bare(), data, kind="statement", mime="application/pdf")
    plain, _ = make(file)
    exhibit = file.case.exhibits[-1]
    mark = ExhibitMarked(exhibit=exhibit.id, boxes=("2,100,200,500,30", "3,100,200,500,30"))
    _, reader = make(samples.with_events(file, mark))
    first = next(at for at, page in enumerate(reader.pages) if page.images)
    assert f"加框的就是这笔：第{first + 2}、{first + 3}页。" in text_of(reader, [first])
    assert "这笔" not in text_of(reader, [first]).replace("加框的就是这笔", "")
    assert all("这笔" in text_of(reader, [first + at]) for at in (1, 2))
    images = [page.images[0].data for page in reader.pages if page.images]
    bare = [page.images[0].data for page in pypdf.PdfReader(plain.path).pages if page.images]
    assert images == bare


def test_the_english_label_of_a_frame_is_not_cut(make: Make) -> None:
    data = pdf(("first",))
    file = samples.with_exhibit(samples.bare(), data, kind="statement", mime="application/pdf")
    mark = ExhibitMarked(exhibit=file.case.exhibits[-1].id, boxes=("1,100,200,500,30",))
    _, reader = make(samples.with_events(file, mark), lang="en")
    page = next(page for page in reader.pages if page.images)
    assert {"this", "payment"} <= set(page.extract_text().split())


def test_frames_on_a_text_lie_on_its_lines(make: Make) -> None:
    text = "\n".join(f"row {at} " + "长" * (at % 3 * 70) for at in range(130))
    file = samples.with_exhibit(samples.bare(), text.encode(), kind="mail", mime="text/plain")
    mark = ExhibitMarked(exhibit=file.case.exhibits[-1].id, boxes=("2,0,500,1000,10",))
    _, reader = make(samples.with_events(file, mark))
    row = text_rows(text)[150]
    line = text[: row[0] + 1].count("\n")
    page = next(p for p in reader.pages if f"row {line} " in p.extract_text())
    assert "看这里" in page.extract_text()
