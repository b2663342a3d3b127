"""A list of cases as a workbook: text stays text, money and times are numbers, nothing is computed.

openpyxl makes all of a workbook but the rows; these are written straight into its zip file as they
come. (Its own way keeps every sheet whole, uncompressed, in the system's temporary folder, and
takes ten times as long.) Times are real dates in Beijing time, so that Excel sorts and groups them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from posdesk.domain.moment import from_iso
from posdesk.domain.money import plain_amount
from posdesk.domain.text import Lang, Text
from posdesk.reports.case_table import COLUMNS, Kind, TableCase, Value
from posdesk.reports.csv_file import guarded

MOST_ROWS = 1_048_576
"""Rows of a sheet, the headings among them; Excel knows no more."""

MOST_TEXT = 32_767
"""Characters of a cell, as UTF-16 counts them."""

TITLE = Text("案件", "Cases")
_FORMATS: Final = {
    Kind.WORDS: "General",
    Kind.IDENTIFIER: "@",
    Kind.AMOUNT: "0.00",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Kind.COUNT: "0",
}
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days have no zone
_LEVEL = 3
"""How hard the rows are pressed: the usual 6 takes twice as long for a tenth less."""

_Styles = dict[tuple[Kind | None, bool], int]
"""Excel's number of a style by kind of value and whether it is kept from being read as a formula.

``None`` is a heading's.
"""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as the code of a character."""


def write_xlsx(cases: Iterable[TableCase], out: BinaryIO, lang: Lang) -> None:
    """Write ``cases`` to ``out``, which can be wound back, under headings in ``lang``.

    What is more than a sheet holds goes on to the next.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book, archive = Workbook(write_only=True), ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL)

    class Writer(ExcelWriter):
        def _write_worksheets(self) -> None:
            for number, rows in enumerate(_sheets(cases), start=1):
                sheet = self.workbook.create_sheet(_title(number, lang))
                sheet._id = number
                _write_sheet(sheet, archive, rows, lang)
                self.manifest.append(sheet)

    book.properties.creator = "PosDesk"
    with archive:
        Writer(book, archive).write_data()


def _sheets(cases: Iterable[TableCase]) -> Iterator[Iterator[TableCase]]:
    """Yield what each sheet holds; the first is there even where there are no cases."""
    rest = iter(cases)
    yield islice(rest, MOST_ROWS - 1)
    while (one := next(rest, None)) is not None:
        yield chain((one,), islice(rest, MOST_ROWS - 2))


def _title(number: int, lang: Lang) -> str:
    return TITLE.in_(lang) if number == 1 else f"{TITLE.in_(lang)} {number}"


def _write_sheet(sheet: Any, archive: ZipFile, cases: Iterable[TableCase], lang: Lang) -> None:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(place) for place in range(1, len(COLUMNS) + 1)]
    styles = _styles(sheet)
    sheet.freeze_panes = "B2"
    for letter, column in zip(letters, COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = column.width
    # Even a small part may grow over 4 GB before it is pressed.
    with archive.open(sheet.path[1:], "w", force_zip64=True) as out:
        out.write(_around(sheet)[0] + b"<sheetData>")
        heading = styles[None, False]
        cells = [
            _text_cell(f"{letter}1", heading, column.heading.in_(lang))
            for letter, column in zip(letters, COLUMNS, strict=True)
        ]
        out.write(_row(1, cells))
        last = 1
        for last, case in enumerate(cases, start=2):
            cells = [
                _cell(f"{letter}{last}", column.kind, column.of(case), styles, lang)
                for letter, column in zip(letters, COLUMNS, strict=True)
            ]
            out.write(_row(last, cells))
        sheet.auto_filter.ref = f"A1:{letters[-1]}{last}"
        out.write(b"</sheetData>" + _around(sheet)[1])


def _styles(sheet: Any) -> _Styles:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    styles: _Styles = {}
    for kind, shown in _FORMATS.items():
        for quoted in (False, True):
            cell = WriteOnlyCell(sheet)
            cell.number_format = shown
            cell.quotePrefix = quoted
            styles[kind, quoted] = cell.style_id
    cell = WriteOnlyCell(sheet)
    cell.font = Font(bold=True)
    styles[None, False] = cell.style_id
    return styles


def _around(sheet: Any) -> tuple[bytes, bytes]:
    """Return what stands before and after the rows of ``sheet``, as openpyxl writes it."""
    from openpyxl.worksheet._writer import WorksheetWriter

    page = BytesIO()
    WorksheetWriter(sheet, out=page).write()
    before, after = re.split(rb"<sheetData\s*/>|<sheetData></sheetData>", page.getvalue())
    return before, after


def _row(number: int, cells: list[str]) -> bytes:
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()


def _cell(place: str, kind: Kind, value: Value, styles: _Styles, lang: Lang) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        number = plain_amount(value) if kind is Kind.AMOUNT else str(value)
        return f'<c r="{place}" s="{styles[kind, False]}"><v>{number}</v></c>'
    if kind is Kind.MOMENT:
        return f'<c r="{place}" s="{styles[kind, False]}"><v>{_days(str(value))}</v></c>'
    text = value.in_(lang) if isinstance(value, Text) else value
    return _text_cell(place, styles[kind, guarded(text) != text], text)


def _text_cell(place: str, style: int, text: str) -> str:
    shown = escape(_CODED.sub("_x005F_", _NO_XML.sub("", _short(text))))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    )


def _short(text: str) -> str:
    """Return ``text`` with the ends of lines that Excel has, cut to what a cell holds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    # A sign beyond the first 65,536 counts twice, an underscore may become seven.
    return lines if len(lines) <= MOST_TEXT // 7 else lines[: MOST_TEXT // 7 - 1] + "…"


def _days(moment: str) -> str:
    """Return stored ISO time as Excel counts: days since the end of 1899, in Beijing time."""
    since = from_iso(moment).replace(tzinfo=None) - _EPOCH
    return f"{since.days + since.seconds / 86_400:.10f}"
