"""The bundle as those see it who receive it: text, links, outline, bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest

from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.event import Answered, ExhibitCovered, ExhibitDescribed, NoteAdded
from posdesk.domain.text import Lang
from posdesk.domain.timeline import sentence
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.services.evidence import Bundle
from tests.reports import samples
from tests.reports.bundles import make_bundle
from tests.reports.conftest import Make, squeezed, text_of

Sample = tuple[Lang, Bundle, pypdf.PdfReader]
ROOT = Path(__file__).resolve().parents[3]


def test_the_letter_holds_the_request_and_the_keys(sample_pdf: Sample) -> None:
    lang, bundle, reader = sample_pdf
    first = text_of(reader, [0])
    title = {"zh_CN": "交易查询和差错处理申请", "en": "Transaction inquiry and error claim"}
    assert squeezed(title[lang]) in first
    for value in ("¥500.00", "898330154110023", "61203847", "000218", "004731", "632414004731"):
        assert value in first
    assert "622848••••••1234" in first
    assert "8812" in first
    assert bundle.manifest_sha256 in first


def test_every_step_and_answer_stands_in_the_timeline(sample_pdf: Sample) -> None:
    lang, _, reader = sample_pdf
    text = text_of(reader)
    for record in samples.sample().case.history:
        words = sentence(record.event)
        assert words is not None
        assert squeezed(words.in_(lang)) in text
        if isinstance(record.event, Answered):
            assert squeezed(record.event.answer_text.in_(lang)) in text


def test_poppler_reads_the_same_text(sample_pdf: Sample) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    lang, bundle, _ = sample_pdf
    run = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(bundle.path), "-"], capture_output=True, check=True
    )
    text = squeezed(run.stdout.decode())
    for record in samples.sample().case.history:
        words = sentence(record.event)
        assert words is not None
        assert squeezed(words.in_(lang)) in text
    assert "622848••••••1234" in text


def test_exhibits_are_named_shown_and_listed(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    text = text_of(reader)
    images = [len(page.images) for page in reader.pages]
    assert sum(images) == 2
    for held in samples.sample().exhibits:
        assert squeezed(held.exhibit.name) in text
        assert held.exhibit.sha256 in text
        assert held.exhibit.received_sha256 in text


def test_every_page_has_its_number(sample_pdf: Sample) -> None:
    lang, bundle, reader = sample_pdf
    assert bundle.pages == len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        told = {
            "zh_CN": f"第{number}页，共{bundle.pages}页",
            "en": f"Page{number}of{bundle.pages}",
        }
        assert told[lang] in squeezed(page.extract_text())
    assert reader.page_labels == [str(n) for n in range(1, bundle.pages + 1)]


def test_the_list_of_exhibits_tells_and_leads_to_their_pages(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    with_images = [at for at, page in enumerate(reader.pages) if len(page.images)]
    printed = reader.pages[0].extract_text().split()
    leads_to = {_target(reader, link) for link in _links(reader.pages[0])}
    for at in with_images:
        assert str(at + 1) in printed
        assert at in leads_to


def test_links_lead_to_pages_of_the_bundle(sample_pdf: Sample) -> None:
    _, bundle, reader = sample_pdf
    links = [link for page in reader.pages for link in _links(page)]
    assert len(links) > 20
    assert {_target(reader, link) for link in links} <= set(range(bundle.pages))
    back = [_target(reader, link) for link in _links(reader.pages[4])]
    assert 0 in back


def _links(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    found = [a.get_object() for a in page.get("/Annots", [])]
    return [link for link in found if link["/Subtype"] == "/Link"]


def _target(reader: pypdf.PdfReader, link: pypdf.generic.DictionaryObject) -> int | None:
    place = cast("list[Any]", link["/Dest"])
    return reader.get_page_number(place[0].get_object())


def test_the_outline_names_every_section_and_exhibit(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    titles = _titles(reader.outline)
    assert len(titles) >= 12
    assert any("2" in title and "app" in title.lower() for title in titles)


def _titles(outline: object) -> list[str]:
    if isinstance(outline, list):
        return [title for entry in outline for title in _titles(entry)]
    return [str(outline["/Title"])]  # type: ignore[index]


def test_the_manifest_is_attached_and_has_the_printed_digest(sample_pdf: Sample) -> None:
    _, bundle, reader = sample_pdf
    data = reader.attachments["manifest.json"][0]
    assert hashlib.sha256(data).hexdigest() == bundle.manifest_sha256
    content = json.loads(data)
    case = samples.sample().case
    assert content["cases"][0]["head"]["hash"] == case.last.hash
    assert len(content["cases"][0]["exhibits"]) == 2


def test_information_is_that_of_the_last_event(sample_pdf: Sample) -> None:
    lang, bundle, reader = sample_pdf
    info = reader.metadata
    assert info is not None
    assert str(info["/CreationDate"]) == "D:20261123093200+08'00'"
    assert "1120-03" in str(info.title)
    assert str(reader.root_object["/Lang"]) == {"zh_CN": "zh-CN", "en": "en"}[lang]
    assert bundle.size == bundle.path.stat().st_size
    assert bundle.sha256 == hashlib.sha256(bundle.path.read_bytes()).hexdigest()


def test_fonts_are_embedded_subsets(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    held = [font.get_object() for r in resources for font in r["/Font"].values()]
    fonts = {str(font["/BaseFont"]): font for font in held}
    assert fonts
    for name, font in fonts.items():
        assert name[7] == "+"
        assert "NotoSansSC" in name
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_the_same_case_gives_the_same_bytes(tmp_path: Path, fonts: Path) -> None:
    first = make_bundle([samples.sample()], "zh_CN", tmp_path / "a.pdf", fonts)
    again = make_bundle([samples.sample()], "zh_CN", tmp_path / "b.pdf", fonts)
    assert first.path.read_bytes() == again.path.read_bytes()
    script = (
        "import sys; from pathlib import Path; from tests.reports.bundles import make_bundle;"
        "from tests.reports import samples;"
        "target, fonts = map(Path, sys.argv[1:]);"
        "print(make_bundle([samples.sample()], 'zh_CN', target, fonts).sha256)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "c.pdf"), str(fonts)],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == first.sha256


def test_both_languages_have_the_same_manifest(tmp_path: Path, fonts: Path) -> None:
    zh = make_bundle([samples.sample()], "zh_CN", tmp_path / "zh.pdf", fonts)
    en = make_bundle([samples.sample()], "en", tmp_path / "en.pdf", fonts)
    assert zh.manifest_sha256 == en.manifest_sha256
    assert zh.sha256 != en.sha256


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_what_is_missing_is_named(make: Make, lang: Lang) -> None:
    _, reader = make(samples.bare(), lang=lang)
    first = text_of(reader, [0])
    for name in ("amount", "card", "terminal_id", "rrn"):
        assert squeezed(SLIP_FIELDS[name].label.in_(lang)) in first


def test_no_glyph_is_missing_in_either_language(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    assert "〓" not in text_of(reader)


def test_a_long_timeline_repeats_the_day_on_each_page(make: Make) -> None:
    notes = [NoteAdded(text=f"第 {n} 次致电，答复正在查询。") for n in range(80)]
    _, reader = make(samples.with_events(samples.sample(), *notes))
    pages = [text_of(reader, [at]) for at in range(len(reader.pages))]
    story = [page for page in pages if "次致电，答复正在查询。" in page]
    assert len(story) >= 3
    assert all("2026-11-23周一" in page for page in story)
    assert sum("2026-11-23周一（续）" in page for page in story) == len(story) - 1
    assert sum(page.count("次致电，答复正在查询。") for page in pages) == 80


def test_many_exhibits_repeat_the_head_of_their_table(make: Make) -> None:
    file = samples.sample()
    for at in range(24):
        file = samples.with_exhibit(file, samples.photo(120, 90 + at), f"{at}.jpg")
    _, reader = make(file)
    assert "说明什么" in text_of(reader, [0])
    assert "说明什么" in text_of(reader, [1])
    assert "商户盖章" in text_of(reader, [1])


def test_several_cases_are_chapters_of_one_file(make: Make) -> None:
    bundle, reader = make(samples.sample(), samples.bare())
    text = text_of(reader)
    assert "案件1120-03" in text
    assert "案件1120-04" in text
    assert text.count("商户盖章、签字、日期") == 1
    assert len(json.loads(reader.attachments["manifest.json"][0])["cases"]) == 2
    assert bundle.pages == len(reader.pages)


def test_progress_counts_the_pages_and_may_cancel(tmp_path: Path, fonts: Path) -> None:
    class Cancelled(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def cancel(done: int, _: int) -> None:
        if done == 2:
            raise Cancelled

    bundle = make_bundle(
        [samples.sample()], "zh_CN", tmp_path / "a.pdf", fonts, lambda *n: seen.append(n)
    )
    assert seen == [(n, bundle.pages) for n in range(1, bundle.pages + 1)]
    with pytest.raises(Cancelled):
        make_bundle([samples.sample()], "zh_CN", tmp_path / "b.pdf", fonts, cancel)
    assert not (tmp_path / "b.pdf").exists()


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, fonts: Path) -> None:
    with pytest.raises(DataTrouble, match="cannot be written"):
        make_bundle([samples.bare()], "zh_CN", tmp_path / "none" / "a.pdf", fonts)
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(DataTrouble, match="choose another folder"):
        make_bundle([samples.bare()], "zh_CN", tmp_path / "folder.pdf", fonts)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.pdf"]


def test_no_case_and_no_typeface_are_told_in_a_sentence(tmp_path: Path, fonts: Path) -> None:
    with pytest.raises(WrongInput, match="choose at least one"):
        make_bundle([], "zh_CN", tmp_path / "a.pdf", fonts)
    with pytest.raises(DataTrouble, match="typeface"):
        make_bundle([samples.bare()], "zh_CN", tmp_path / "a.pdf", tmp_path)


def test_a_covered_exhibit_says_so_and_what_the_shop_said_of_it(make: Make) -> None:
    file = samples.sample()
    first = file.case.exhibits[0]
    covered = ExhibitCovered(
        exhibit=first.id,
        boxes=("1,100,100,300,40", "1,100,300,300,40"),
        mime=first.mime,
        sha256=first.sha256,
        size=first.size,
    )
    said = ExhibitDescribed(exhibit=first.id, about="机器屏幕，14:33 拍的。")
    _, reader = make(samples.with_events(file, covered, said))
    text = text_of(reader)
    assert squeezed("店里遮盖了 2 处，未遮盖的原件没有保留。") in text
    assert squeezed("机器屏幕，14:33 拍的。") in text


def test_english_exhibits_are_called_exhibits(make: Make) -> None:
    _, reader = make(samples.sample(), lang="en")
    text = text_of(reader)
    assert squeezed("Exhibit 1, page 1 of 1") in text
    assert "NumberedExhibit" not in text


def test_pages_are_labelled_as_they_are_numbered(sample_pdf: Sample) -> None:
    _, _, reader = sample_pdf
    root: Any = reader.trailer["/Root"]
    (_, style) = root["/PageLabels"]["/Nums"]
    assert style.get_object()["/S"] == "/D"
    assert reader.page_labels == [str(at) for at, _ in enumerate(reader.pages, 1)]
