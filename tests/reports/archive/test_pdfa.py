"""The bundle as an archive: PDF/A-3u with its evidence in it, whatever was typed or attached."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from posdesk.domain.bundle.order import BundleLang, BundleOrder
from posdesk.domain.event import CaseOpened, ExhibitCovered, SlipRecorded
from posdesk.domain.fold import fold
from posdesk.domain.text import Text
from posdesk.reports.archive.manifest_reader import read_manifest
from posdesk.reports.archive.pdfa import to_archive
from posdesk.reports.archive.stripped_picture import strip_picture
from posdesk.reports.attachment import Attachment
from posdesk.reports.bundle.compose import CaseFile, Draft, ExhibitBytes, compose
from tests.intake.made_files import pdf
from tests.reports import samples, six_cases
from tests.reports.archives import broken_rules, told_by

ROOT = Path(__file__).resolve().parents[3]
NAMES = (
    "manifest.json",
    "same.png",
    "same.png",
    "../../../etc/passwd",
    "C:\\Windows\\system32\\x.png",
    "\u202egnp.exe",
    "nul\x00 l\r\nf.png",
    "长" * 300,
    "",
    "....",
    "<b>&lt;]]>é𠮷😀.png",
    "\ud800",
)


def _draft(files: Sequence[CaseFile], fonts: Path, lang: BundleLang = "zh_CN") -> Draft:
    return compose(files, BundleOrder(lang=lang), fonts)


def _png(mode: str = "L", size: tuple[int, int] = (6, 4)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


def _rich() -> CaseFile:
    """A case with an original, a screenshot, a document, a text, and a covered exhibit."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 3, "SECRET-PERSON"
    came = samples.photo(300, 200, exif=exif)
    kept = samples.photo(300, 200)
    event = replace(
        samples.attached(1, "slip", "小票.jpg", kept),
        received_sha256=hashlib.sha256(came).hexdigest(),
        original=True,
    )
    opened = CaseFile(fold("case-3", samples.told([samples.opening()])))
    file = samples.with_events(opened, event)
    held = ExhibitBytes(file.case.exhibits[-1], kept, came)
    file = replace(file, exhibits=(held,))
    file = samples.with_exhibit(file, _png("RGBA"), "IMG_2034.png", "app", "image/png")
    file = samples.with_exhibit(
        file, pdf(pages=2, deterministic_id=True), "回单.pdf", "statement", "application/pdf"
    )
    file = samples.with_exhibit(file, "您尾号 1234".encode(), "短信.txt", "sms", "text/plain")
    file = samples.with_exhibit(file, _png(), "盖住的.png", "other", "image/png")
    hidden = file.case.exhibits[-1]
    covered = ExhibitCovered(
        exhibit=hidden.id,
        boxes=("1,0,0,500,500",),
        mime=hidden.mime,
        sha256=hidden.sha256,
        size=hidden.size,
    )
    return samples.with_events(file, covered)


@pytest.fixture(scope="module")
def rich(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Path]:
    draft = _draft([_rich()], fonts, "both")
    path = tmp_path_factory.mktemp("rich") / "bundle.pdf"
    path.write_bytes(draft.data)
    return draft, path


Rich = tuple[Draft, Path]


def test_every_kind_of_case_in_every_language_is_an_archive(fonts: Path) -> None:
    langs: tuple[BundleLang, ...] = ("zh_CN", "en", "both")
    for at, file in enumerate((*six_cases.all_cases(), samples.bare())):
        draft = _draft([file], fonts, langs[at % 3])
        assert broken_rules(draft.data) == [], (file.case.number, langs[at % 3])


def test_many_cases_in_one_file_are_an_archive(fonts: Path) -> None:
    draft = _draft([_rich(), samples.bare(), six_cases.one_sided()], fonts)
    assert broken_rules(draft.data) == []
    with pikepdf.open(io.BytesIO(draft.data)) as opened:
        assert {name.rpartition("-exhibit-")[0] for name in opened.attachments} >= {"case-1", ""}


def test_a_bundle_with_attachments_is_an_archive(rich: Rich) -> None:
    assert broken_rules(rich[0].data) == []


def test_qpdf_finds_nothing_wrong(rich: Rich) -> None:
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", rich[1])


def test_every_font_is_embedded_and_can_be_read(rich: Rich) -> None:
    head, _, *rows = told_by("pdffonts", rich[1]).splitlines()
    assert rows
    at = head.index("emb sub uni")
    assert {row[at : at + 11] for row in rows} == {"yes yes yes"}


def test_poppler_lists_and_saves_the_files(rich: Rich, tmp_path: Path) -> None:
    draft, path = rich
    listed = told_by("pdfdetach", "-list", path)
    for shown in ("manifest.json", "exhibit-1 小票.jpg", "exhibit-2 回单.pdf"):
        assert shown in listed
    told_by("pdfdetach", "-saveall", "-o", tmp_path, path)
    saved = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()
    }
    assert saved["manifest.json"] == draft.manifest.sha256
    files = [e.file for c in read_manifest(draft.manifest.data).cases for e in c.exhibits if e.file]
    assert sorted(saved.values()) == sorted([*(f.sha256 for f in files), draft.manifest.sha256])


def test_files_say_what_they_are_and_whose(rich: Rich) -> None:
    draft, _ = rich
    (case,) = read_manifest(draft.manifest.data).cases
    listed = {e.file.name: e for e in case.exhibits if e.file}
    with pikepdf.open(io.BytesIO(draft.data)) as opened:
        specs = {str(spec.F): spec for spec in opened.Root.AF}
        assert set(specs) == set(opened.attachments) == {*listed, "manifest.json"}
        assert str(specs.pop("manifest.json").AFRelationship) == "/Data"
        for name, spec in specs.items():
            held, exhibit = spec.EF.F, listed[name]
            data = held.read_bytes()
            assert exhibit.file is not None
            assert hashlib.sha256(data).hexdigest() == exhibit.file.sha256
            assert bytes(held.Params.CheckSum) == hashlib.md5(data).digest()  # noqa: S324
            assert (int(held.Params.Size), len(data)) == (exhibit.file.size, exhibit.file.size)
            assert str(held.Subtype) == f"/{exhibit.file.mime}"
            assert str(held.Params.ModDate).startswith("D:202611")
            assert str(spec.AFRelationship) == "/Source"
            assert str(spec.Desc) == exhibit.name
            assert exhibit.name.rpartition(".")[0] in str(spec.UF)


def test_the_original_goes_along_and_what_was_covered_does_not(rich: Rich) -> None:
    draft, _ = rich
    (case,) = read_manifest(draft.manifest.data).cases
    slip = next(e for e in case.exhibits if e.kind == "slip")
    covered = next(e for e in case.exhibits if e.covered)
    assert slip.file is not None
    assert len({slip.sha256, slip.received_sha256, slip.file.sha256}) == 3
    assert covered.file is None
    with pikepdf.open(io.BytesIO(draft.data)) as opened:
        found = opened.attachments[slip.file.name].get_file().read_bytes()
    original = next(e.original for e in _rich().exhibits if e.original)
    assert found == strip_picture(original)
    assert b"SECRET-PERSON" not in draft.data


def test_metadata_and_information_say_the_same(rich: Rich) -> None:
    with pikepdf.open(io.BytesIO(rich[0].data)) as opened:
        info = {name: str(value) for name, value in opened.docinfo.items()}
        xml = ElementTree.fromstring(opened.Root.Metadata.read_bytes().decode("utf-8-sig"))
        assert str(opened.Root.Lang) == "zh-CN"
    texts = [element.text for element in xml.iter() if element.text and element.text.strip()]
    for name in ("/Title", "/Author", "/Subject", "/Keywords", "/Producer", "/Creator"):
        assert info[name] in texts, name
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261123103100+08'00'"
    assert texts.count("2026-11-23T10:31:00+08:00") == 3
    assert {"zh-CN", "en"} <= set(texts)


def test_without_originals_only_the_manifest_goes_along(fonts: Path) -> None:
    lean = compose([_rich()], BundleOrder(embed=False), fonts)
    assert broken_rules(lean.data) == []
    with pikepdf.open(io.BytesIO(lean.data)) as opened:
        assert list(opened.attachments) == ["manifest.json"]
    (case,) = read_manifest(lean.manifest.data).cases
    assert [e.file for e in case.exhibits] == [None] * 5


def test_the_place_the_hour_and_the_order_of_hashing_change_no_byte(rich: Rich) -> None:
    script = (
        "import hashlib, locale, time; from pathlib import Path;"
        "now = time.time; time.time = lambda: now() + 45_296;"
        "locale.setlocale(locale.LC_ALL, '');"
        "from tests.reports.archive.test_pdfa import _draft, _rich;"
        "data = _draft([_rich()], Path('resources/fonts'), 'both').data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    digest = hashlib.sha256(rich[0].data).hexdigest()
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == digest


def test_odd_names_stay_apart_and_in_their_folder(fonts: Path, tmp_path: Path) -> None:
    file = samples.bare()
    for at, name in enumerate(NAMES):
        file = samples.with_exhibit(file, _png(size=(at + 1, 1)), name, "other", "image/png")
    draft = _draft([file], fonts)
    assert broken_rules(draft.data) == []
    with pikepdf.open(io.BytesIO(draft.data)) as opened:
        specs = list(opened.Root.AF)
        keys = list(opened.attachments)
        shown = [str(spec.UF) for spec in specs]
    assert keys == sorted(keys, key=str.encode)
    assert len({*keys}) == len(NAMES) + 1
    assert len({name.casefold() for name in shown}) == len(shown)
    assert all(key.isascii() for key in keys)
    for name in shown:
        assert Path(name).name == name
        assert not set("\\:\x00\r\n\u202e") & set(name)
        assert len(name) < 120
    path, folder = tmp_path / "b.pdf", tmp_path / "out"
    path.write_bytes(draft.data)
    folder.mkdir()
    told_by("pdfdetach", "-saveall", "-o", folder, path)
    assert len(list(folder.iterdir())) == len(NAMES) + 1
    assert {p.name for p in tmp_path.iterdir()} == {"b.pdf", "out"}


HOSTILE = (
    "<b>粗体</b>&lt;/para&gt;]]>&#x41;",
    "\u202e倒\u200f\x00\x07\x1b[31m\u2028\ufffe\uffff\ud800",
    "😀𠮷\ufffc ) Tj ET ( " + "字" * 2_000,
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_everywhere_leave_it_an_archive(fonts: Path, words: str) -> None:
    events = [
        CaseOpened(number=words, symptom=words, shop=words, till=words, cashier=words),
        SlipRecorded(values={"amount": 1, "issuer": words, "rrn": words}, why=words),
        *samples.walked(),
    ]
    file = CaseFile(fold("c", samples.told(events)), recipient=Text(words, words))
    file = samples.with_exhibit(file, _png("RGBA"), words, "app", "image/png")
    text = words.encode("utf-8", "replace")
    file = samples.with_exhibit(file, text, words, "sms", "text/plain")
    draft = _draft([file], fonts, "both")
    assert broken_rules(draft.data) == []
    read_manifest(draft.manifest.data)


def test_pictures_of_every_mode_leave_it_an_archive(fonts: Path) -> None:
    file = samples.bare()
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        file = samples.with_exhibit(file, _png(mode), f"{mode}.png", "other", "image/png")
    for mode in ("L", "CMYK", "YCbCr"):
        out = io.BytesIO()
        Image.new(mode, (9, 9)).save(out, "JPEG")
        file = samples.with_exhibit(file, out.getvalue(), f"{mode}.jpg")
    assert broken_rules(_draft([file], fonts).data) == []


@pytest.mark.parametrize("filters", [(), ("/FlateDecode",)])
def test_a_stream_that_seems_to_end_too_early_is_written_otherwise(filters: Sequence[str]) -> None:
    content = next(
        text
        for text in (f"% {number}{'x' * number}\n".encode() for number in range(999))
        if zlib.compress(text)[-1:] == b"\r"
    )
    drawn = zlib.compress(content) if filters else b"q Q\r"
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(100, 100))
        page.Contents = pikepdf.Stream(made, drawn)
        if filters:
            page.Contents.Filter = pikepdf.Name.FlateDecode
        out = io.BytesIO()
        made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    tail = Attachment("a.txt", "a.txt", "a", "text/x-notes", b"ends so\r", "0" * 64, "")
    archive = to_archive(out.getvalue(), [tail], at="2026-11-20T14:00:00+08:00", languages=("en",))
    assert broken_rules(out.getvalue(), claimed=False)
    assert broken_rules(archive) == []
    with pikepdf.open(io.BytesIO(archive)) as opened:
        assert opened.pages[0].Contents.read_bytes() == (content if filters else drawn)
        assert opened.attachments["a.txt"].get_file().read_bytes() == b"ends so\r"


def test_it_stays_an_archive_when_it_is_sealed(rich: Rich, tmp_path: Path) -> None:
    from posdesk.reports.seal.certificates import make_seal
    from posdesk.reports.seal.signing import sign

    at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    data = sign(rich[0].data, make_seal("清和桥百货店", at), at=at)
    assert data.startswith(rich[0].data)
    assert broken_rules(data) == []
    path = tmp_path / "sealed.pdf"
    path.write_bytes(data)
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", path)
