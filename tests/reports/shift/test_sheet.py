"""The hand-over sheet on paper: all of it is there, in both languages, and equal each time."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from posdesk.domain.calendar import WEEKENDS_ONLY
from posdesk.domain.followup import NextStep
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.money_state import State
from posdesk.domain.shift_sheet import Head, SheetLine, ShiftSheet, taken_over
from posdesk.domain.shop import Shop
from posdesk.domain.text import LANGS, Lang, Text
from posdesk.reports.shift.sheet import shift_sheet_pdf
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from tests.reports.bundle.test_hostile import HOSTILE
from tests.reports.conftest import squeezed, text_of

NOW = datetime(2026, 11, 20, 18, 2, tzinfo=BEIJING)
HASH = "0123456789abcdef" * 4
SHOP = Shop(name="清和桥百货店", till="3")


def line(number: int, hours: float | None = None, **told: object) -> SheetLine:
    step = None
    if hours is not None:
        due = iso(NOW + timedelta(hours=hours))
        step = NextStep("ask", Text("催书面答复", "Ask for a written answer"), due, Party.ACQUIRER)
    given: dict[str, object] = {
        "number": f"261120-{number:02d}",
        "opened_at": iso(NOW - timedelta(hours=5)),
        "title": Text("没出单却扣款", "No slip, but debited"),
        "amount": 50_000,
        "money": State.ONE_SIDED,
        "life": Life.OPEN,
        "waiting_for": None,
        "step": step,
        "last": Text("去电收单机构，工单 8812", "Called the acquirer, ticket 8812"),
        "last_at": iso(NOW - timedelta(hours=2)),
    }
    return SheetLine(**{**given, **told})  # type: ignore[arg-type]


def usual() -> ShiftSheet:
    return ShiftSheet(
        made_at=iso(NOW),
        head=Head("counter-a", 412, HASH),
        lines=(
            line(3, -1.0, waiting_for=Party.ACQUIRER, life=Life.WAITING),
            line(
                1, 2.0, held=True, promise="短信告诉结果", promise_by=iso(NOW + timedelta(hours=2))
            ),
            line(2, 16.0, stands_at=Text("屏幕显示什么？", "What does the screen show?")),
            line(4, 4.0, life=Life.SETTLED, money=State.RETURNED, amount=8_600),
        ),
        id="sheet",
        by="林晓",
        note="货在柜台下第二格",
        since=iso(NOW - timedelta(hours=9)),
        opened=("261120-03", "261120-04"),
        closed=("261119-07",),
    )


def pdf(sheet: ShiftSheet, fonts: Path, lang: Lang = "zh_CN") -> bytes:
    return shift_sheet_pdf(sheet, SHOP, WEEKENDS_ONLY, Setter(load_typeface(fonts), lang))


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


WANTED: dict[Lang, tuple[str, ...]] = {
    "zh_CN": (
        "清和桥百货店，3号台，2026-11-20周五18:02",
        "林晓交班",
        "留言：货在柜台下第二格",
        "逾期60分钟",
        "今天20:02",
        "明天10:02",
        "催书面答复",
        "等收单机构",
        "单边账",
        "去电收单机构，工单8812",
        "短信告诉结果",
        "留在店里的货",
        "屏幕显示什么？",
        "等关闭的",
        "已退回",
        "新开2件（261120-03、261120-04）",
        "关闭1件（261119-07）",
        "¥1,500.00",
        "用posdeskhandovercheck比对",
        "接班人签字",
    ),
    "en": (
        "林晓From",
        "Overdueby60minutes",
        "Tomorrow10:02",
        "Askforawrittenanswer",
        "waitsforacquirer",
        "Whatdoesthescreenshow?",
        "opened:2(261120-03,261120-04)",
        "posdeskhandovercheck",
        "Takenoverby",
    ),
}


@pytest.mark.parametrize("lang", LANGS)
def test_everything_stands_on_one_page(lang: Lang, fonts: Path) -> None:
    reader = opened(pdf(usual(), fonts, lang))
    assert len(reader.pages) == 1
    text = text_of(reader)
    for wanted in WANTED[lang]:
        assert wanted in text
    assert HASH in text
    grouped = " ".join(HASH[at : at + 4] for at in range(0, 64, 4))
    assert grouped in reader.pages[0].extract_text()


def test_what_is_most_urgent_stands_first(fonts: Path) -> None:
    text = text_of(opened(pdf(usual(), fonts)))
    due = text[text.index("要办的") : text.index("要记得的")]
    numbers = ["261120-03", "261120-01", "261120-04", "261120-02"]
    assert sorted(numbers, key=due.index) == numbers


def test_what_there_is_none_of_is_said(fonts: Path) -> None:
    empty = ShiftSheet(made_at=iso(NOW), head=Head("counter-a", 1, HASH), lines=())
    text = text_of(opened(pdf(empty, fonts)))
    assert "今天和明天没有要办的" in text
    assert "没有未结的案件" in text
    assert "没有：答应客人的、留在店里的货、没走完的流程、等关闭的。" in text
    assert "预览，还没有交班" in text
    assert "留言" not in text


def test_who_took_over_is_printed(fonts: Path) -> None:
    sheet = taken_over(usual(), "王芳", iso(NOW + timedelta(minutes=18)), "")
    assert "王芳18:20" in text_of(opened(pdf(sheet, fonts)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_sheet_repeats_its_heads(lang: Lang, fonts: Path) -> None:
    lines = tuple(line(number, number - 10.0) for number in range(1, 61))
    sheet = ShiftSheet(made_at=iso(NOW), head=Head("counter-a", 412, HASH), lines=lines, by="林晓")
    reader = opened(pdf(sheet, fonts, lang))
    count = len(reader.pages)
    assert count > 2
    head = "上次发生的" if lang == "zh_CN" else "Happenedlast"
    pages = [text_of(reader, [at]) for at in range(count)]
    for number, text in enumerate(pages, 1):
        told = f"第{number}页，共{count}页" if lang == "zh_CN" else f"Page{number}of{count}"
        assert told in text
    first = next(at for at, text in enumerate(pages) if head in text)
    assert all(head in text for text in pages[first:-1])
    assert "".join(pages).count("签字" if lang == "zh_CN" else "signature") == 2
    assert all(f"261120-{number:02d}" in "".join(pages) for number in range(1, 61))


@pytest.mark.parametrize("lang", LANGS)
def test_equal_sheets_make_equal_bytes(lang: Lang, fonts: Path) -> None:
    assert pdf(usual(), fonts, lang) == pdf(usual(), fonts, lang)
    assert pdf(usual(), fonts, lang) != pdf(taken_over(usual(), "王芳", iso(NOW), ""), fonts, lang)


def test_whatever_was_typed_is_set(fonts: Path) -> None:
    hostile = "\n".join(HOSTILE)
    told = line(1, 1.0, title=Text(hostile, hostile), promise=hostile, promise_by=iso(NOW))
    sheet = ShiftSheet(
        made_at=iso(NOW), head=Head("c", 1, HASH), lines=(told,), by="名" * 20, note=hostile
    )
    reader = opened(pdf(sheet, fonts))
    assert "261120-01" in text_of(reader)
    assert "签字" in text_of(reader, [len(reader.pages) - 1])
    assert squeezed("名" * 20) in text_of(reader)
