"""CSV: what stands in it is what was said, and no cell is ever read as a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from posdesk.domain.text import Lang
from posdesk.reports.case_table import COLUMNS, TableCase
from posdesk.reports.csv_file import guarded, write_csv
from tests.reports.table_cases import HOSTILE, full, texts

PLACES = {column.name: place for place, column in enumerate(COLUMNS)}


def written(cases: Iterable[TableCase], lang: Lang = "zh_CN") -> bytes:
    out = io.BytesIO()
    write_csv(cases, out, lang)
    return out.getvalue()


def read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def cell(case: TableCase, name: str) -> str:
    return read(written([case]))[1][PLACES[name]]


def test_a_case_stands_in_one_line_under_its_headings() -> None:
    raw = written([full()])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 2
    headings, line = read(raw)
    assert dict(zip(headings, line, strict=True)) == {
        "案件号": "261120-01",
        "建案时间": "2026-11-20 14:32:07",
        "关闭时间": "2026-11-25 09:00:00",
        "状态": "已关闭",
        "款项": "已退回",
        "能否再收": "可再收",
        "金额（元）": "500.01",
        "卡号": "622848******1234",
        "发卡行": "农业银行",
        "付款方式": "银行卡",
        "商户号": "102290053110001",
        "终端号": "61203847",
        "参考号": "032412345678",
        "订单号": "4200002026112012345678901234",
        "批次号": "000218",
        "凭证号": "004731",
        "流程": "没出单，客人说扣了钱",
        "客人怎么说": "手机显示已扣款",
        "收银员": "03",
        "等谁": "收单机构",
        "下一步": "问到账",
        "下一步时间": "2026-11-26 10:30:00",
        "答应客人": "明天回话",
        "答应时间": "2026-11-21 10:00:00",
        "证据数": "2",
        "结果": "已退回",
    }


def test_english_headings_and_words() -> None:
    headings, line = read(written([full()], "en"))
    assert headings[:4] == ["Case", "Opened", "Closed", "State"]
    assert line[PLACES["state"]] == "Closed"
    assert line[PLACES["waiting_for"]] == "acquirer"


def test_what_is_not_known_is_empty() -> None:
    bare = full(
        closed_at="",
        outcome=None,
        amount=None,
        card=None,
        slips=(),
        reason=None,
        symptom="",
        waiting_for=None,
        next=None,
        promise=None,
        promise_by=None,
        exhibits=0,
    )
    _, line = read(written([bare]))
    told = {name: line[place] for name, place in PLACES.items() if line[place]}
    assert told == {
        "number": "261120-01",
        "opened_at": "2026-11-20 14:32:07",
        "state": "已关闭",
        "money": "已退回",
        "charge_again": "可再收",
        "cashier": "03",
        "exhibits": "0",
    }


def test_each_attempt_is_told_of_once() -> None:
    one = full().slips[0]
    again = one.with_values({"trace": "004732"})
    two = full(slips=(one, again, one))
    assert cell(two, "trace") == "004731; 004732"
    assert cell(two, "batch") == "000218"


@given(st.integers(1, 10**12 - 1))
def test_amounts_are_exact(fen: int) -> None:
    told = cell(full(amount=fen), "amount")
    yuan, point, rest = told.partition(".")
    assert (point, len(rest)) == (".", 2)
    assert int(yuan + rest) == fen


@given(texts())
def test_text_comes_back_but_for_one_apostrophe_and_never_begins_a_formula(text: str) -> None:
    told = cell(full(symptom=text), "symptom")
    assert told in (text, f"'{text}")
    seen = told.lstrip(" \t\r\n\x00\u200b\ufeff\u202e　")
    assert not unicodedata.normalize("NFKC", seen).startswith(("=", "+", "-", "@"))
    assert not told.startswith(("\t", "\r", "\n"))


@given(st.lists(texts(), min_size=1, max_size=5))
def test_nothing_breaks_out_of_its_cell(said: list[str]) -> None:
    cases = [full(symptom=text, promise=text, cashier=text) for text in said]
    lines = read(written(cases))
    assert [len(line) for line in lines] == [len(COLUMNS)] * (len(said) + 1)
    for line, text in zip(lines[1:], said, strict=True):
        for name in ("symptom", "promise", "cashier"):
            assert line[PLACES[name]] == guarded(text)


@given(texts())
@example("'=1")
def test_only_what_could_harm_is_touched(text: str) -> None:
    plain = f"扣{text}"
    assert guarded(plain) == plain


def test_each_way_to_begin_a_formula_is_stopped() -> None:
    begins = [text for text in HOSTILE if guarded(text) != text]
    assert begins == list(HOSTILE[: HOSTILE.index('"=1"')])
