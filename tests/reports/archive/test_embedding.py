"""Which bytes of an exhibit go along, and under which names."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from posdesk.domain.errors import DataTrouble
from posdesk.domain.exhibit import Exhibit
from posdesk.reports.archive.embedding import embed
from posdesk.reports.archive.stripped_picture import strip_picture
from posdesk.reports.attachment import exhibit_name, shown_name
from posdesk.reports.casefile import ExhibitBytes, NumberedExhibit, number_exhibits
from tests.intake.made_files import HEIC, acting_pdf, pdf
from tests.reports import samples


def _exhibit(
    mime: str, data: bytes, original: bytes | None = None, **more: object
) -> NumberedExhibit:
    kept = Exhibit(
        id="x",
        kind="other",
        name="回单 1.jpeg",
        mime=mime,
        sha256=hashlib.sha256(data).hexdigest(),
        received_sha256=hashlib.sha256(original or data).hexdigest(),
        size=len(data),
        at="2026-11-20T14:40:00+08:00",
    )
    kept = replace(kept, **more)  # type: ignore[arg-type]
    return NumberedExhibit(2, "c1-exhibit-2", kept, data, original=original)


def _photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "SECRET"
    return samples.photo(90, 60, exif=exif)


def _made_by_software(made: pikepdf.Pdf) -> None:
    made.docinfo["/Producer"] = "Statements 4"


def _by_somebody(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = "SECRET"


def _written_in_metadata(made: pikepdf.Pdf) -> None:
    with made.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = ["SECRET"]


def _with_photo(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(_photo())
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = 90, 60, 8
    stream.ColorSpace, stream.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    made.pages[0].Resources.XObject = pikepdf.Dictionary(P=stream)


def test_a_photo_goes_along_as_it_came_less_its_metadata() -> None:
    came = _photo()
    file = embed(_exhibit("image/jpeg", samples.photo(60, 90), came), 1, single=True).file
    assert file is not None
    assert file.data == strip_picture(came)
    assert b"SECRET" not in file.data
    assert file.sha256 == hashlib.sha256(file.data).hexdigest()
    assert (file.name, file.mime) == ("exhibit-2.jpg", "image/jpeg")
    assert file.shown == "exhibit-2 回单 1.jpg"
    assert file.about == "回单 1.jpeg"
    assert file.at == "2026-11-20T14:40:00+08:00"


def test_a_photo_that_cannot_be_cleaned_goes_along_as_it_is_kept() -> None:
    kept = samples.photo(60, 90)
    for came in (HEIC, b"RIFF\x00\x00\x00\x00WEBP", _photo()[:900], None):
        file = embed(_exhibit("image/jpeg", kept, came), 1, single=True).file
        assert file is not None
        assert file.data == kept


def test_a_document_goes_along_as_it_came_where_nothing_in_it_acts() -> None:
    kept = pdf()
    came = pdf(change=_made_by_software)
    for original, goes in ((came, came), (acting_pdf(), kept), (b"II*\x00", kept), (None, kept)):
        file = embed(_exhibit("application/pdf", kept, original), 1, single=True).file
        assert file is not None
        assert file.data == goes


@pytest.mark.parametrize("tale", [_by_somebody, _written_in_metadata, _with_photo])
def test_a_document_that_tells_of_people_goes_along_as_it_is_kept(
    tale: Callable[[pikepdf.Pdf], None],
) -> None:
    came, kept = pdf(change=tale), pdf()
    assert b"SECRET" in came
    file = embed(_exhibit("application/pdf", kept, came), 1, single=True).file
    assert file is not None
    assert file.data == kept
    alone = embed(_exhibit("application/pdf", came), 1, single=True).file
    assert alone is not None
    assert b"SECRET" not in alone.data
    assert alone.sha256 == hashlib.sha256(alone.data).hexdigest()
    again = embed(_exhibit("application/pdf", came), 1, single=True).file
    assert again == alone


def test_photos_on_pages_keep_every_pixel() -> None:
    file = embed(_exhibit("application/pdf", pdf(change=_with_photo)), 1, single=True).file
    assert file is not None
    with pikepdf.open(io.BytesIO(file.data)) as document:
        held = document.pages[0].Resources.XObject.P.read_raw_bytes()
    assert held == strip_picture(_photo())


def test_a_document_with_a_photo_that_cannot_be_cleaned_does_not_go_along() -> None:
    def spoil(made: pikepdf.Pdf) -> None:
        _with_photo(made)
        image = made.pages[0].Resources.XObject.P
        image.write(image.read_raw_bytes()[:300] + b"SECRET", filter=pikepdf.Name.DCTDecode)

    assert embed(_exhibit("application/pdf", pdf(change=spoil)), 1, single=True).file is None


def test_a_document_that_acts_does_not_go_along_at_all() -> None:
    assert embed(_exhibit("application/pdf", acting_pdf()), 1, single=True).file is None


def test_a_text_goes_along_as_it_is_kept() -> None:
    kept = "【银行】您尾号 1234 的卡消费 500.00".encode()
    file = embed(
        _exhibit("text/plain", kept, "别的".encode("gb18030"), name="a.txt"), 1, single=True
    ).file
    assert file is not None
    assert (file.data, file.name, file.shown) == (kept, "exhibit-2.txt", "exhibit-2 a.txt")


@pytest.mark.parametrize("mime", ["image/jpeg", "text/plain"])
def test_nothing_of_a_covered_exhibit_goes_along(mime: str) -> None:
    covered = _exhibit(mime, samples.photo(60, 90), _photo(), boxes=("1,0,0,9,9",))
    assert embed(covered, 1, single=True).file is None


def test_what_cannot_be_known_does_not_go_along() -> None:
    assert embed(_exhibit("application/zip", b"PK\x03\x04"), 1, single=True).file is None
    assert embed(_exhibit("image/jpeg", b"\xff\xd8broken"), 1, single=True).file is None
    gif = io.BytesIO()
    Image.new("L", (4, 4)).save(gif, "GIF")
    assert embed(_exhibit("image/png", gif.getvalue()), 1, single=True).file is None


def test_an_original_that_is_not_what_came_is_refused() -> None:
    file = samples.sample()
    first, second = file.exhibits
    with pytest.raises(DataTrouble, match="has changed since it was attached"):
        number_exhibits(replace(file, exhibits=(replace(first, original=b"swapped"), second)), 1)
    came = b"received" + second.data
    (_, kept) = number_exhibits(
        replace(file, exhibits=(first, ExhibitBytes(second.exhibit, second.data, came))), 1
    )
    assert kept.original == came


@given(st.text(max_size=400), st.integers(1, 99), st.integers(1, 99), st.booleans())
def test_names_stay_in_their_folder_and_apart(
    real: str, chapter: int, number: int, single: bool
) -> None:
    plain = exhibit_name(chapter, number, "image/png", single=single)
    shown = shown_name(plain, real)
    assert plain.isascii()
    assert shown.startswith(plain.removesuffix(".png"))
    assert shown.endswith(".png")
    assert not set('/\\:*?"<>|') & set(shown)
    assert all(unicodedata.category(sign)[0] != "C" for sign in shown)
    assert len(shown) <= 120
    other = shown_name(exhibit_name(chapter, number + 1, "image/png", single=single), real)
    assert shown.casefold() != other.casefold()
