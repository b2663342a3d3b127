"""The recovery sheet: one page from which the key can be typed back."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest

from posdesk import paths
from posdesk.domain.key import Key
from posdesk.domain.recovery import check_number, read_recovery_code, recovery_code
from posdesk.domain.text import Lang
from posdesk.reports.drawing import Box
from posdesk.reports.qr import text_modules
from posdesk.reports.recovery_sheet import Sheet, recovery_sheet, recovery_sheet_pdf
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import INK, PAGE_HEIGHT

KEY = Key(bytes(range(7, 39)))
SHEET = Sheet(KEY, "上海徐汇天钥桥路店", date(2026, 11, 22))
FONTS = paths.resources() / "fonts"


@pytest.mark.parametrize(("lang", "name"), [("zh_CN", "恢复单"), ("en", "Recovery sheet")])
def test_one_page_holds_all_that_is_needed(lang: Lang, name: str) -> None:
    data = recovery_sheet_pdf(SHEET, lang, FONTS)
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    text = page.extract_text()
    for words in (name, SHEET.shop, "2026-11-22", check_number(KEY)[:3], check_number(KEY)[3:]):
        assert words in text
    assert KEY.id in text.replace(" ", "")
    assert all(group in text for group in recovery_code(KEY).split("-"))
    assert recovery_sheet_pdf(SHEET, lang, FONTS) == data


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_groups_stand_in_the_order_of_reading(lang: Lang) -> None:
    text = pypdf.PdfReader(io.BytesIO(recovery_sheet_pdf(SHEET, lang, FONTS))).pages[0]
    lines = re.findall(r"^[0-9A-Z]{4}$", text.extract_text(), re.MULTILINE)
    assert read_recovery_code("".join(lines[:14])) == KEY


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("shop", ["", "店" * 200, "A & B <Shop>"])
def test_everything_stays_on_the_page(lang: Lang, shop: str) -> None:
    setter = Setter(load_typeface(FONTS), lang)
    drawing = recovery_sheet(Sheet(KEY, shop, SHEET.day), setter)
    lows = [item.y + getattr(item, "height", 12) for item in drawing.items if hasattr(item, "y")]
    assert max(lows) < PAGE_HEIGHT - 36


def test_the_square_code_is_the_recovery_code() -> None:
    drawing = recovery_sheet(SHEET, Setter(load_typeface(FONTS), "en"))
    rows = text_modules(recovery_code(KEY))
    unit = 122.0 / len(rows)
    dark = [item for item in drawing.items if isinstance(item, Box) and item.fill == INK]
    drawn = sum(round(box.width / unit) for box in dark)
    assert drawn == sum(map(sum, rows))
