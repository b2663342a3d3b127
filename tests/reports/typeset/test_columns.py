"""Columns made with spaces stand in line, whatever stands in them."""

from pathlib import Path

from posdesk.reports.typeset.columns import column_style, columned, has_columns
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, WIDTH

LIST = (
    "交易时间               金额    状态",
    "2026-11-20 14:32:07  500.00    超时",
    "2026-11-20 15:01:55    1.00    成功",
)


def test_what_begins_a_column_stands_in_line(fonts: Path) -> None:
    setter = Setter(load_typeface(fonts), "zh_CN")
    style = column_style(LIST, BODY, WIDTH)
    assert style == BODY
    begins = {columned(setter, line, style).pieces[-1].x for line in LIST}
    assert len(begins) == 1


def test_no_field_lies_over_another_and_tabs_are_columns(fonts: Path) -> None:
    setter = Setter(load_typeface(fonts), "zh_CN")
    first, second = columned(setter, "WWWWWWWWWWWW  WW\t1", BODY).pieces[:2]
    assert second.x >= first.x + first.width
    assert has_columns("11-20\t500.00")


def test_wide_columns_are_set_smaller_and_prose_is_left_alone() -> None:
    smaller = column_style(["a" * 90 + "  b"], BODY, WIDTH)
    assert smaller is not None
    assert smaller.size < BODY.size
    assert column_style(["a" * 300 + "  b"], BODY, WIDTH) is None
    assert column_style(["您好，请查收。", "  Best regards"], BODY, WIDTH) is None
