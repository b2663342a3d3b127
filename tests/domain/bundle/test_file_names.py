"""Files are called what their recipient allows, and no two the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.file_names import broken_rule, part_names
from posdesk.domain.bundle.preset import NO_LIMITS, Preset
from posdesk.domain.text import Text

SIXTEEN = Preset("bank", Text("银行", "The bank"), name_length=16)
NUMBERS = st.from_regex(r"26[01][0-9][0-3][0-9]-[0-9]{2,9}", fullmatch=True)


def test_a_name_is_month_day_and_number_of_the_case() -> None:
    assert part_names(["261120-03"], 1, SIXTEEN) == ("PD112003.PDF",)
    assert part_names(["261120-03"], 2, SIXTEEN) == ("PD112003A.PDF", "PD112003B.PDF")
    assert part_names(["261120-03", "261120-04"], 1, SIXTEEN) == ("PD112003X1.PDF",)
    assert part_names(["261120-03"], 28, NO_LIMITS)[-1] == "PD112003AB.PDF"


@given(st.lists(NUMBERS, min_size=1, max_size=300), st.integers(1, 40), st.integers(6, 40))
def test_every_name_obeys_the_rule_and_is_the_only_one(
    numbers: list[str], parts: int, most: int
) -> None:
    preset = Preset("bank", Text("银行", "The bank"), name_length=most)
    names = part_names(numbers, parts, preset)
    assert len(set(names)) == len(names) == parts
    for name in names:
        assert re.fullmatch(r"[A-Z0-9]+\.PDF", name)
        assert broken_rule(name.removesuffix(".PDF"), preset) is None


@pytest.mark.parametrize("stem", ["PD1120030000000001", "证据", "a b", "a_b", "é"])
def test_a_name_that_breaks_the_rule_is_told_with_the_recipient(stem: str) -> None:
    told = broken_rule(stem, SIXTEEN)
    assert told is not None
    assert stem in told.en
    assert "The bank" in told.en
    assert "银行" in told.zh_CN
    assert broken_rule(stem, NO_LIMITS) is None
