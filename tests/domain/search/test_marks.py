"""What was typed is underlined in the title, by letters, by sound or by meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk import app
from posdesk.domain.search.marks import marks
from posdesk.domain.search.reading import Reader

READER = app.open_reader()


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("wdz", "刷卡未到账", ["未到账"]),
        ("weidaozhang", "刷卡未到账", ["未到账"]),
        ("没出单", "没出单却扣款", ["没出单"]),
        ("单", "没出单却扣款", ["单"]),
        ("扣钱", "没出单却扣款", ["扣款"]),
        ("no slip", "No slip, but debited", ["No", "slip"]),
        ("小票", "没有短信", []),
        ("", "没有短信", []),
    ],
)
def test_the_part_that_was_typed_is_marked(typed: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(typed, text, READER)] == marked


@given(st.text(max_size=20), st.text(max_size=20))
def test_marks_lie_in_the_text_in_order_and_apart(typed: str, text: str) -> None:
    reader: Reader = READER
    before = 0
    for start, end in marks(typed, text, reader):
        assert before <= start < end <= len(text)
        before = end + 1
