"""A bundle of many cases as its clerk sees it: one letter, one table, a chapter for each."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from posdesk.domain.bundle.order import BundleLang, BundleOrder
from posdesk.domain.bundle.overview import overview
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.event import BundleSent, CallLogged, FactLearnt
from posdesk.domain.money import show_amount
from posdesk.domain.text import Lang
from posdesk.reports.bundle.compose import compose
from posdesk.reports.casefile import CaseFile
from posdesk.services.evidence import Bundle
from tests.reports import samples
from tests.reports.area_fault import affected
from tests.reports.bundles import make_bundle
from tests.reports.conftest import Make, squeezed, text_of

MANY = 28
Area = tuple[Lang, Bundle, pypdf.PdfReader, list[str]]


@pytest.fixture(scope="module")
def files() -> list[CaseFile]:
    return [affected(at, shops=3, photo=at < 2) for at in range(MANY)]


@pytest.fixture(scope="module", params=["zh_CN", "en", "both"])
def area(
    request: pytest.FixtureRequest,
    files: list[CaseFile],
    tmp_path_factory: pytest.TempPathFactory,
    fonts: Path,
) -> Area:
    lang: BundleLang = request.param
    target = tmp_path_factory.mktemp("area") / f"{lang}.pdf"
    bundle = make_bundle(list(reversed(files)), lang, target, fonts)
    reader = pypdf.PdfReader(target, strict=True)
    return request.param, bundle, reader, _texts(target)


def _texts(path: Path) -> list[str]:
    """Return the text of each page, without spaces; PDFium takes it out fifty times faster."""
    with pypdfium2.PdfDocument(path) as document:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]


def front(area: Area) -> list[str]:
    """Return the text of the pages before the first chapter."""
    _, _, reader, pages = area
    return pages[: _chapter(reader, affected(0).case.number)]


def test_the_letter_says_what_happened_and_what_is_open(area: Area, files: list[CaseFile]) -> None:
    lang = area[0]
    first, seen = "".join(front(area)[:2]), overview([f.case for f in files])
    assert show_amount(seen.open.fen) in first
    for terminal in seen.terminals:
        assert terminal in first
    for shop in seen.shops:
        assert squeezed(shop) in first
    words = {
        "zh_CN": ("2026-11-20 14:05", "线路、主机和本店终端有无故障", "尚未了结"),
        "en": ("From 2026-11-20 14:05", "your line, your host or our terminals", "Not settled"),
        "both": ("2026-11-20 14:05", "尚未了结", "Not settled"),
    }
    for told in words[lang]:
        assert squeezed(told) in first
    for _, added in seen.states:
        assert show_amount(added.fen) in first


def test_every_payment_stands_once_in_the_table_with_the_page_of_its_chapter(
    area: Area, files: list[CaseFile]
) -> None:
    reader, texts = area[2], front(area)
    pages, text = len(texts), "".join(texts)
    rows = [
        line
        for at in range(pages)
        for line in reader.pages[at].extract_text().splitlines()
        if re.match(r"26112\d-\d\d", line)
    ]
    numbers = [row[:9] for row in rows]
    assert numbers == sorted(f.case.number for f in files)
    links = [link for at in range(pages) for link in _links(reader, at)]
    for file in files:
        place = _chapter(reader, file.case.number)
        assert place in links
        assert file.case.slip.order_no is None or file.case.slip.order_no in text


def _links(reader: pypdf.PdfReader, at: int) -> list[int | None]:
    found = [a.get_object() for a in reader.pages[at].get("/Annots", [])]
    return [reader.get_page_number(a["/Dest"][0].get_object()) for a in found]


def _chapter(reader: pypdf.PdfReader, number: str) -> int | None:
    (entry,) = [
        one for one in reader.outline if not isinstance(one, list) and number in str(one.title)
    ]
    return reader.get_destination_page_number(entry)


def test_the_head_is_repeated_on_every_page_of_the_table_and_sums_end_it(area: Area) -> None:
    lang = area[0]
    tables = [page for page in front(area) if re.search(r"26112\d-\d\d", page)]
    head = {"zh_CN": "银行怎么说", "en": "Banksays", "both": "银行怎么说"}[lang]
    assert len(tables) >= 2
    assert all(head in page for page in tables)
    last = {"zh_CN": "合计28笔", "en": "All28payments", "both": "合计28笔"}[lang]
    assert last in tables[-1]
    assert all(last not in page for page in tables[:-1])


def test_what_is_common_is_said_once(area: Area) -> None:
    lang, _, _, pages = area
    text = "".join(pages)
    words = {"zh_CN": "商户盖章、签字、日期", "en": "Stamp,signature,date", "both": "商户盖章"}
    assert text.count(words[lang]) == 1
    reply = {"zh_CN": "3个工作日内书面答复", "en": "within3workingdays", "both": "3个工作日内"}
    assert text.count(reply[lang]) == 1


def test_the_chapters_stand_in_order_of_time_whatever_order_was_given(area: Area) -> None:
    _, bundle, reader, _ = area
    places = [_chapter(reader, affected(at).case.number) for at in range(MANY)]
    assert places == sorted(places, key=lambda place: place or 0)
    assert bundle.pages < 4 * MANY


def test_another_kind_of_request_asks_for_no_fault(fonts: Path) -> None:
    order = BundleOrder(lang="en", kind=RequestKind.REFUND)
    draft = compose([affected(0), affected(1)], order, fonts)
    reader = _read(draft.data)
    first = text_of(reader, [0])
    assert squeezed(REQUEST_TITLES[RequestKind.REFUND].en) in first
    assert "yourhost" not in first


def test_payments_far_apart_are_no_disturbance(fonts: Path) -> None:
    draft = compose([affected(0), affected(25)], BundleOrder(lang="en"), fonts)
    assert "yourhost" not in text_of(_read(draft.data), [0])


def _read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def test_a_later_letter_says_what_is_new(make: Make) -> None:
    file = samples.sample()
    _, reader = make(file)
    assert squeezed("的证据包以来") not in text_of(reader)
    out = BundleSent(
        bundle="b1",
        name="PD.pdf",
        sha256="a" * 64,
        size=1,
        pages=7,
        manifest_sha256="b" * 64,
        upto=len(file.case.history),
        to="差错处理部门",
        way="邮件",
    )
    sent = samples.with_events(file, out)
    _, reader = make(sent)
    assert squeezed("自 2026-11-23 10:31 发给“差错处理部门”的证据包以来没有新内容。") in text_of(
        reader
    )
    later = samples.with_events(
        samples.with_exhibit(sent, samples.photo(90, 90), "回函.jpg"),
        FactLearnt(bank="returned", source="bank_app"),
        CallLogged(who="acquirer", how="call_in", said="已做贷记调整", ticket="8813"),
    )
    _, reader = make(later)
    text = text_of(reader)
    for words in ("以来：", "付款人的银行：已扣款，现在：扣了又退回", "新附件：附件 3", "8813"):
        assert squeezed(words) in text
    many = samples.with_events(
        later, *(CallLogged(who="acquirer", how="call", said=f"第 {n} 次") for n in range(20))
    )
    _, reader = make(many)
    assert "另有15项" in text_of(reader)


def test_hostile_words_of_the_recipient_stay_words(make: Make) -> None:
    file = samples.sample()
    to = "<b>&lt;]]>‮ " + "很长" * 200
    sent = BundleSent(
        bundle="b1",
        name="x",
        sha256="a" * 64,
        size=1,
        pages=1,
        manifest_sha256="b" * 64,
        upto=3,
        to=to,
        way="邮件",
    )
    _, reader = make(samples.with_events(file, sent))
    assert "<b>&lt;]]>" in text_of(reader)
