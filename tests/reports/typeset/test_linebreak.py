"""Chinese lines: marks begin and end no line, words are whole, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from posdesk.reports.typeset.linebreak import GLUE, NOT_FIRST, NOT_LAST, break_lines
from posdesk.reports.typeset.spacing import space_out

ALPHABET = "中文收款终端，。；：！？、）」』”’》】…（「『“‘《【¥%ab12.5 \u3000\u00a0〓"
texts = st.text(st.sampled_from(ALPHABET), min_size=0, max_size=60)
widths = st.floats(20, 300)


def _broken(text: str, width: float) -> list[str]:
    advances = [5.0 if ord(c) < 256 else 10.0 for c in text]
    return [text[line.start : line.end] for line in break_lines(text, advances, width)]


def _length(line: str) -> float:
    return sum(5.0 if ord(c) < 256 else 10.0 for c in line)


@given(texts, widths)
def test_nothing_is_lost_or_doubled(text: str, width: float) -> None:
    kept = "".join(c for line in _broken(text, width) for c in line if c not in " \u3000")
    assert kept == "".join(c for c in text if c not in " \u3000")


@given(texts, widths)
def test_no_line_is_too_wide(text: str, width: float) -> None:
    assert all(_length(line) <= width + 1e-6 or len(line) == 1 for line in _broken(text, width))


@given(texts, st.floats(60, 300))
@example("‘ ‘‘‘\u3000‘", 60.0)
def test_marks_begin_and_end_no_line(text: str, width: float) -> None:
    lines = _broken(text, width)
    for before, after in pairwise(lines):
        if after[0] in NOT_FIRST or before[-1] in NOT_LAST:
            # Only where a whole line holds no place that is allowed.
            assert not any(_allowed(left, right) for left, right in _neighbours(before + after[0]))


def _neighbours(line: str) -> Iterator[tuple[str, str]]:
    """Yield each character with what stands before it, the space between the two included."""
    left = line[0]
    for right in line[1:]:
        if right in " \u3000":
            left = left[0] + " "
        else:
            yield left, right
            left = right


def _allowed(left: str, right: str) -> bool:
    if right in NOT_FIRST | GLUE or left[0] in NOT_LAST | GLUE:
        return False
    return len(left) > 1 or not (ord(left) < 256 and ord(right) < 256)


@given(st.lists(st.text(st.sampled_from("abc012"), min_size=1, max_size=8), min_size=1))
def test_words_and_numbers_are_whole(words: list[str]) -> None:
    assert " ".join(_broken(" ".join(words), 60)).split() == words


@pytest.mark.parametrize("mark", "，。；：！？、）」』”’》】…%")
def test_no_line_begins_with(mark: str) -> None:
    for width in range(40, 120, 5):
        assert all(line[0] != mark for line in _broken(f"收款终端{mark}" * 9, width))


@pytest.mark.parametrize("mark", "（「『“‘《【¥")
def test_no_line_ends_with(mark: str) -> None:
    for width in range(40, 120, 5):
        assert all(line[-1] != mark for line in _broken(f"收款终端{mark}" * 9 + "终", width))


def test_a_closing_mark_may_hang_by_its_blank_half() -> None:
    text = "收款，终端"
    lines = break_lines(text, [10.0] * 5, 25.0, [0.0, 0.0, 5.0, 0.0, 0.0])
    assert [text[line.start : line.end] for line in lines] == ["收款，", "终端"]


def test_what_is_kept_stands_on_one_line() -> None:
    text = "终端号甲，批次号乙"
    kept = frozenset(range(6, 9))
    lines = break_lines(text, [10.0] * 9, 65.0, kept=kept)
    assert [text[line.start : line.end] for line in lines] == ["终端号甲，", "批次号乙"]


def test_no_single_character_is_a_last_line() -> None:
    assert _broken("今天结算前报收单机构。", 90) == ["今天结算前报收单", "机构。"]


def test_two_marks_in_a_row_share_their_blank_halves() -> None:
    spaced = space_out("款），（请", [10.0] * 5, [10.0] * 5)
    assert spaced.advances == (10.0, 5.0, 5.0, 10.0, 10.0)


def test_quotation_marks_are_narrow_between_latin_words() -> None:
    latin = space_out("a “b” c", [5, 5, 10, 5, 10, 5, 5], [10.0] * 7)
    chinese = space_out("说“好”了", [10.0] * 5, [10.0] * 5)
    assert latin.advances[2] < 6
    assert latin.shifts[2] > 4
    assert chinese.advances == (10.0,) * 5


def test_the_dots_of_a_card_stand_close() -> None:
    spaced = space_out("8 •••••• 1", [5.0, 2.0, *[10.0] * 6, 2.0, 5.0], [10.0] * 10)
    assert sum(spaced.advances[2:8]) < 30
