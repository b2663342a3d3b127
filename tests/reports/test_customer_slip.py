"""The slip a customer takes along: true, bounded, and never a date for the money."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from posdesk.domain.case import Case
from posdesk.domain.event import CaseOpened, OtherTenderTaken, Promised, SlipRecorded
from posdesk.domain.fold import fold
from posdesk.domain.lesson import Card, CardKind
from posdesk.domain.text import LANGS, Lang, Text
from posdesk.reports.customer_slip import customer_slip
from posdesk.reports.drawing import Drawing, Words
from posdesk.reports.drawing_pdf import write_drawing
from posdesk.reports.slip_paper import MM, PAPERS
from posdesk.reports.tip_card import tip_card
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from tests.reports import samples
from tests.reports.bundle.test_hostile import HOSTILE
from tests.reports.conftest import squeezed

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
ISSUER = Text("农业银行 95599", "Agricultural Bank of China 95599")
MILLIMETRES = {"a4": 210, "80mm": 80, "58mm": 58}


def slip(case: Case, lang: Lang = "zh_CN", width: str = "58mm") -> Drawing:
    return customer_slip(case, ISSUER, Setter(load_typeface(FONTS), lang), PAPERS[width])


def text_of(page: Drawing) -> str:
    reader = pypdf.PdfReader(io.BytesIO(write_drawing(page)), strict=True)
    assert len(reader.pages) == 1
    return squeezed(reader.pages[0].extract_text())


def inside(page: Drawing) -> None:
    for item in page.items:
        if isinstance(item, Words) and item.line.pieces:
            assert item.x >= 5.0
            # A closing mark's blank half may hang beyond the column.
            assert item.x + item.line.width <= page.width - 5.0
            assert item.y + item.line.leading <= page.height
            assert all(piece.style.size >= 7.5 for piece in item.line.pieces)


@pytest.mark.parametrize("width", MILLIMETRES)
@pytest.mark.parametrize("lang", LANGS)
def test_what_a_slip_says(lang: Lang, width: str) -> None:
    page = slip(samples.sample().case, lang, width)
    text = text_of(page)
    wanted: dict[Lang, tuple[str, ...]] = {
        "zh_CN": ("2026年11月23日周一10:00", "农业银行95599", "单边账", "已扣款", "验证码"),
        "en": ("Mon23Nov2026,10:00", "95599", "One-sidedentry", "Debited", "PIN"),
    }
    for words in ("1120-03", "¥500.00", "622848••••••1234", *wanted[lang]):
        assert squeezed(words) in text
    assert not re.search(r"\d{13,}", text)
    inside(page)


@pytest.mark.parametrize("width", MILLIMETRES)
def test_a_page_is_exactly_as_wide_as_its_paper(width: str) -> None:
    page = slip(samples.sample().case, width=width)
    reader = pypdf.PdfReader(io.BytesIO(write_drawing(page)))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(MILLIMETRES[width] * MM, abs=0.02)


def test_half_a_page_is_enough() -> None:
    for lang in LANGS:
        page = slip(samples.sample().case, lang, "a4")
        lowest = max(i.y + i.line.leading for i in page.items if isinstance(i, Words))
        assert lowest < page.height / 2


def test_only_the_call_back_bears_a_date_to_come() -> None:
    case = fold(
        "case-8",
        samples.told(
            [
                CaseOpened(number="1120-08", shop="店"),
                Promised(what="钱 12月1日 到账", by="2026-11-24T10:00:00+08:00"),
            ]
        ),
    )
    text = text_of(slip(case))
    assert "2026年11月24日" in text
    assert "12月1日" not in text
    assert "银行处理" in text


def test_without_a_promise_it_says_so() -> None:
    assert "还没约时间" in text_of(slip(samples.bare().case))


def test_the_same_case_gives_the_same_bytes() -> None:
    case = samples.sample().case
    assert write_drawing(slip(case)) == write_drawing(slip(case))


@pytest.mark.parametrize("width", MILLIMETRES)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_stays_on_its_paper(number: int, width: str) -> None:
    text = HOSTILE[number]
    events = [
        CaseOpened(number=text, symptom=text, shop=text, till=text, cashier=text),
        SlipRecorded(values={"amount": 1, "rrn": text, "order_no": text}),
        OtherTenderTaken(means=text, manager=text, note=text),
        Promised(what=text, by="2026-11-24T10:00:00+08:00"),
    ]
    page = slip(fold("case-9", samples.told(events)), "en" if number % 2 else "zh_CN", width)
    assert page.height < 2000
    inside(page)
    assert write_drawing(page).startswith(b"%PDF")
    card = Card("x", CardKind.TIP, Text(text, text), (Text(text, text),))
    setter = Setter(load_typeface(FONTS), "zh_CN")
    inside(tip_card(card, text, setter, PAPERS[width]))
