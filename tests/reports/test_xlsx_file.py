"""A workbook: text is text, money is a number, a day is a day, and nothing is ever computed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import repeat
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.text import Lang
from posdesk.reports import xlsx_file
from posdesk.reports.case_table import COLUMNS, Kind, TableCase
from posdesk.reports.xlsx_file import write_xlsx
from tests.reports.table_cases import HOSTILE, full, texts

PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
SHEET = "xl/worksheets/sheet1.xml"


def written(cases: Iterable[TableCase], lang: Lang = "zh_CN") -> io.BytesIO:
    out = io.BytesIO()
    write_xlsx(cases, out, lang)
    return out


def rows(book: io.BytesIO) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(book).worksheets[0].iter_rows()]


def part(book: io.BytesIO, name: str) -> str:
    with zipfile.ZipFile(book) as archive:
        return archive.read(name).decode()


def as_told(text: str) -> str:
    """Return ``text`` as a cell holds it: what XML cannot hold is gone, lines end with LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", lines)


def test_each_kind_of_value_is_what_it_is() -> None:
    headings, line = rows(written([full()]))
    assert [cell.value for cell in headings] == [column.heading.zh_CN for column in COLUMNS]
    assert all(cell.font.bold for cell in headings)
    told = {column.name: line[place] for place, column in enumerate(COLUMNS)}
    assert (told["amount"].value, told["amount"].number_format) == (500.01, "0.00")
    assert told["opened_at"].value == datetime(2026, 11, 20, 14, 32, 7)  # noqa: DTZ001
    assert told["opened_at"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert (told["exhibits"].value, told["exhibits"].data_type) == (2, "n")
    for column in COLUMNS:
        if column.kind is Kind.IDENTIFIER:
            cell = told[column.name]
            assert (cell.data_type, cell.number_format) == ("s", "@")
    assert told["order_no"].value == "4200002026112012345678901234"
    assert told["batch"].value == "000218"
    assert told["money"].value == "已退回"


@given(st.integers(1, 10**12 - 1))
@settings(max_examples=30)
def test_amounts_are_written_as_decimals(fen: int) -> None:
    xml = part(written([full(amount=fen)]), SHEET)
    found = re.search(r'<c r="G2" s="\d+"><v>([0-9]+\.[0-9]{2})</v></c>', xml)
    assert found is not None
    assert Decimal(found[1]) * 100 == fen


@given(st.lists(texts(), min_size=1, max_size=5))
@settings(max_examples=60)
def test_any_text_is_a_string_and_never_a_formula(said: list[str]) -> None:
    book = written([full(symptom=text, cashier=text, promise=text) for text in said])
    xml = part(book, SHEET)
    root = ElementTree.fromstring(xml)
    assert not [node for node in root.iter() if node.tag.endswith("}f")]
    for line, text in zip(rows(book)[1:], said, strict=True):
        for name in ("symptom", "cashier", "promise"):
            cell = line[PLACES[name]]
            read = (cell.value or "").replace("_x005F_", "_")
            assert read == as_told(text)
            if cell.value:
                assert cell.data_type in ("s", "inlineStr")


def test_what_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    book = written([full(symptom=text) for text in HOSTILE])
    column = PLACES["symptom"]
    for line, text in zip(rows(book)[1:], HOSTILE, strict=True):
        harmless = HOSTILE.index(text) >= HOSTILE.index('"=1"')
        if as_told(text):
            assert bool(line[column].quotePrefix) is not harmless


def test_a_very_long_text_is_cut_rather_than_refused() -> None:
    for text in ("扣" * 40_000, "👩" * 40_000, "_x0041_" * 10_000):
        xml = part(written([full(symptom=text)]), SHEET)
        cell = next(t for t in re.findall(r"<t [^>]*>([^<]*)</t>", xml) if len(t) > 100)
        assert len(cell.encode("utf-16-le")) // 2 <= xlsx_file.MOST_TEXT
        assert cell.endswith("…")


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_they_need() -> None:
    sheet = openpyxl.load_workbook(written([full()])).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:Z2"
    assert sheet.column_dimensions["A"].width == 12
    assert sheet.title == "案件"


def test_no_cases_are_a_sheet_with_headings() -> None:
    headings, *none = rows(written([], "en"))
    assert headings[0].value == "Case"
    assert none == []


def test_a_workbook_names_no_person_and_no_time_zone() -> None:
    book = written([full()])
    about = openpyxl.load_workbook(book).properties
    assert about.creator == "PosDesk"
    assert about.lastModifiedBy is None
    assert "externalLink" not in part(book, "[Content_Types].xml")


def test_what_does_not_fit_goes_on_to_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 4)
    for count, expected in ((3, [3]), (4, [3, 1]), (7, [3, 3, 1])):
        book = openpyxl.load_workbook(written(repeat(full(), count)))
        assert [sheet.max_row - 1 for sheet in book.worksheets] == expected
        assert {sheet["A1"].value for sheet in book.worksheets} == {"案件号"}
    assert book.sheetnames == ["案件", "案件 2", "案件 3"]
