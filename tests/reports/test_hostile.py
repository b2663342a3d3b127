"""Whatever people type or attach: a page or a sentence, never a traceback."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from posdesk.domain.errors import DataTrouble
from posdesk.domain.event import (
    CaseOpened,
    FactLearnt,
    NoteAdded,
    OtherTenderTaken,
    SlipRecorded,
)
from posdesk.domain.fold import fold
from posdesk.domain.text import Lang, Text
from posdesk.reports.bundle import CaseFile
from tests.reports import samples
from tests.reports.conftest import Make, squeezed, text_of

HOSTILE = (
    "<b>粗体</b>&lt;/para&gt;]]>",
    "{number} {0} %s %(x)s",
    "\u202e倒过来\u202c\u200f\u2066",
    "控制\x00\x07\x1b[31m\r\n\t\u2028\u2029",
    "字" * 10_000,
    "a" * 10_000,
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
    lang: Lang = "en" if number % 2 else "zh_CN"
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
