"""Whatever people type or attach: a page or a sentence, never a traceback."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from posdesk.domain.bundle.order import BUNDLE_LANGS, BundleLang
from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import (
    CaseOpened,
    FactLearnt,
    NoteAdded,
    OtherTenderTaken,
    SlipRecorded,
)
from posdesk.domain.fold import fold
from posdesk.domain.text import Text
from posdesk.reports.bundle.compose import CaseFile
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, LEFT, PAGE_HEIGHT, RIGHT, WIDTH
from tests.reports import samples
from tests.reports.conftest import Make, squeezed, text_of

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"

HOSTILE = (
    "<b>粗体</b>&lt;/para&gt;]]>",
    "{number} {0} %s %(x)s",
    "\u202e倒过来\u202c\u200f\u2066",
    "控制\x00\x07\x1b[31m\r\n\t\u2028\u2029",
    "字" * 4_000,
    "a" * 4_000,
    "，" * 1_000,
    "（" * 1_000,
    " " * 5_000,
    "名字𠮷𡈽\U0002a6d6",
    "😀👨‍👩‍👧 \u0645\u0631\u062d\u0628\u0627",
    "\ud800\udfff 半个",
    "\ufffc\ufffd\uffff",
    ") Tj ET (",
    "",
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_in_every_field(make: Make, number: int) -> None:
    text = HOSTILE[number]
    lang = BUNDLE_LANGS[number % len(BUNDLE_LANGS)]
    events = [
        CaseOpened(number=text, symptom=text, shop=text, till=text, cashier=text),
        SlipRecorded(values={"amount": 1, "issuer": text, "kind": text, "rrn": text}, why=text),
        *samples.walked(),
        FactLearnt(terminal="timeout", bank="debited", source="acquirer", ticket=text, why=text),
        OtherTenderTaken(means=text, manager=text, note=text),
        NoteAdded(text=text),
    ]
    file = CaseFile(
        fold("case-9", samples.told(events)), recipient=Text(text, text), names={"wang": text}
    )
    file = samples.with_exhibit(file, samples.photo(40, 40), name=text)
    file = samples.with_exhibit(
        file, text.encode("utf-8", "replace"), name=text, kind="sms", mime="text/plain"
    )
    bundle, reader = make(file, lang=lang)
    assert bundle.pages == len(reader.pages)
    manifest = reader.attachments["manifest.json"][0]
    assert hashlib.sha256(manifest).hexdigest() == bundle.manifest_sha256
    assert reader.pages[-1].extract_text()
    assert_inside_margins(bundle.path)


def assert_inside_margins(path: Path) -> None:
    """Assert that no glyph stands beyond the margins, but for a mark that hangs by its half."""
    hang = 7.0
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            inked = [(left, right) for left, _, right, _ in boxes if right > left]
            assert min(left for left, _ in inked) >= LEFT - hang
            assert max(right for _, right in inked) <= RIGHT + hang
            assert all(low > 0 and high < PAGE_HEIGHT for _, low, _, high in boxes)
    finally:
        document.close()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("lang", BUNDLE_LANGS)
def test_what_was_typed_is_taken_out_again(make: Make, lang: BundleLang) -> None:
    typed = (
        "<b>粗体</b>&lt;]]>",
        ") Tj ET (",
        "名字𫓯🅓",
        "“好”，（对）。「是」——1,234.50％",
        "𠮷 שלום 笑😀",
        "倒\u202e过\u202c来",
        "半\ud800个",
    )
    taken = (
        "<b>粗体</b>&lt;]]>",
        ")TjET(",
        "名字𫓯🅓",
        "“好”，（对）。「是」——1,234.50％",
        "〓〓〓〓〓笑〓",
        "倒过来",
        "半〓个",
    )
    file = samples.bare()
    for words in typed:
        file = samples.with_events(file, NoteAdded(text=words))
    bundle, _ = make(file, lang=lang)
    told = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(bundle.path), "-"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    text = squeezed(told.stdout.decode())
    for words in taken:
        assert words in text


@given(
    st.lists(st.text(st.characters(), max_size=40), max_size=6).map("".join),
    st.floats(30, WIDTH),
)
def test_any_text_is_set_within_its_column(text: str, width: float) -> None:
    setter = Setter(load_typeface(FONTS), "zh_CN")
    for line in setter.lines((Run(text, BODY),), width):
        told = "".join(piece.text for piece in line.pieces)
        # A single character wider than the column stands alone; a mark may hang by its half.
        assert line.width <= width + BODY.size / 2 + 1e-6 or len(told) == 1
        assert setter.face.printable(told) == told
    cut = setter.line(text, BODY, width)
    assert cut.width <= max(width, BODY.size) + BODY.size / 2 + 1e-6


@given(st.text(st.characters(), max_size=60))
def test_nothing_that_was_typed_is_silently_lost(text: str) -> None:
    shown = load_typeface(FONTS).printable(text)
    steering = ("Cc", "Cf")
    for character in text:
        if unicodedata.category(character) in steering or character.isspace():
            continue
        composed = unicodedata.normalize("NFC", text)
        known = character in shown or "〓" in shown or character not in composed
        variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
        assert known or variant


def test_markup_is_text(make: Make) -> None:
    note = "<b>粗体</b>&lt;]]> ) Tj ET ("
    _, reader = make(samples.with_events(samples.bare(), NoteAdded(text=note)))
    assert squeezed(note) in text_of(reader)


def test_long_text_is_complete(make: Make) -> None:
    words = "".join(f"第{n:04d}句，" for n in range(1_400))
    _, reader = make(samples.with_events(samples.bare(), NoteAdded(text=words)))
    found = "".join(
        line
        for page in reader.pages
        for line in page.extract_text().split("\n")
        if "句，" in line or line.startswith("第0")
    )
    for n in range(0, 1_400, 7):
        assert f"第{n:04d}句" in squeezed(found) or f"{n:04d}句" in squeezed(found)


def test_characters_beyond_the_bmp_can_be_taken_out(make: Make) -> None:
    name = "𠮷野家"
    _, reader = make(samples.with_events(samples.bare(), NoteAdded(text=name)))
    assert name in text_of(reader) or "〓野家" in text_of(reader)


@pytest.mark.parametrize(
    ("data", "mime", "told"),
    [
        (b"", "image/jpeg", "picture"),
        (b"\xff\xd8\xff\xe0broken", "image/jpeg", "picture"),
        (samples.photo()[:4000], "image/jpeg", "picture"),
        (samples.screenshot()[:4000], "image/png", "picture"),
        (b"GIF89a", "image/png", "picture"),
        (b"%PDF-1.7 broken", "application/pdf", "PDF"),
        (b"", "application/pdf", "PDF"),
    ],
)
def test_damaged_exhibits_are_told_in_a_sentence(
    make: Make, data: bytes, mime: str, told: str
) -> None:
    with pytest.raises(DataTrouble, match=f"The {told} “坏的” is damaged"):
        make(samples.with_exhibit(samples.sample(), data, name="坏的", mime=mime))


def test_a_locked_pdf_is_told_in_a_sentence(make: Make) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(DataTrouble, match="locked with a password"):
        make(samples.with_exhibit(samples.bare(), out.getvalue(), mime="application/pdf"))


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 1), (3000, 12000)])
def test_pictures_of_odd_sizes(make: Make, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("L", size, 200).save(out, "PNG")
    _, reader = make(samples.with_exhibit(samples.bare(), out.getvalue(), mime="image/png"))
    assert sum(len(page.images) for page in reader.pages) >= 1


def test_a_file_of_an_unknown_kind_is_listed_though_not_shown(make: Make) -> None:
    file = samples.with_exhibit(samples.bare(), b"PK", name="a.zip", mime="application/zip")
    _, reader = make(file)
    assert "a.zip" in text_of(reader)
    assert file.exhibits[0].exhibit.sha256 in text_of(reader)


def test_bytes_that_are_not_those_attached_are_refused(make: Make) -> None:
    file = samples.sample()
    first, *rest = file.exhibits
    with pytest.raises(DataTrouble, match="has changed since it was attached"):
        make(replace(file, exhibits=(replace(first, data=b"other"), *rest)))
    with pytest.raises(DataTrouble, match="is missing from the exhibit store"):
        make(replace(file, exhibits=tuple(rest)))
