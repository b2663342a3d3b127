"""A list of cases as CSV: UTF-8 with a mark for Excel, RFC 4180, and no cell is ever a formula.

Commas separate, CRLF ends a line. Whoever opens it by a double click sees long numbers rounded:
Excel guesses so in every CSV file. The digits in the file are exact; XLSX is the form for Excel.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from typing import BinaryIO, Final

from posdesk.domain.moment import date_and_time
from posdesk.domain.money import plain_amount
from posdesk.domain.text import Lang, Text
from posdesk.reports.case_table import COLUMNS, Kind, TableCase, Value

_AT_ONCE = 256
_BEGINS: Final = frozenset("=+-@−")
"""What makes a program read a cell as a formula, after NFKC: full-width forms are these too."""

_BREAKS: Final = frozenset("\t\r\n")
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe0e\ufe0f")
"""Letters and marks that nobody sees; the others of this kind are known by their category."""


def write_csv(cases: Iterable[TableCase], out: BinaryIO, lang: Lang) -> None:
    """Write ``cases`` to ``out``, some rows at a time, under headings in ``lang``."""
    out.write(b"\xef\xbb\xbf")
    _write(out, [[column.heading.in_(lang) for column in COLUMNS]])
    rows = iter(cases)
    while some := list(islice(rows, _AT_ONCE)):
        _write(out, [_row(case, lang) for case in some])


def guarded(text: str) -> str:
    """Return ``text`` as a cell that no program reads as a formula.

    An apostrophe is put in front where it begins, whatever unseen stands before, with a sign that
    begins a formula, with a tab or with the end of a line.
    """
    first = text[:1]
    if (first.isalnum() and first not in _UNSEEN) or not text:
        return text
    for char in text:
        if char in _BREAKS:
            return f"'{text}"
        if char in _UNSEEN or char.isspace() or unicodedata.category(char) in {"Cc", "Cf"}:
            continue
        danger = unicodedata.normalize("NFKC", char)[:1] in _BEGINS
        return f"'{text}" if danger else text
    return text


def _row(case: TableCase, lang: Lang) -> list[str]:
    return [_cell(column.kind, column.of(case), lang) for column in COLUMNS]


def _cell(kind: Kind, value: Value, lang: Lang) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return plain_amount(value) if kind is Kind.AMOUNT else str(value)
    if kind is Kind.MOMENT:
        return date_and_time(str(value))
    return guarded(value.in_(lang) if isinstance(value, Text) else value)


def _write(out: BinaryIO, rows: list[list[str]]) -> None:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    out.write(text.getvalue().encode("utf-8", "replace"))
