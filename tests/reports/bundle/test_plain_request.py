"""The text for pasting: keys first, whole lines only, never longer than is taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.text import LANGS, Lang
from posdesk.reports.bundle.plain_request import paste_text
from posdesk.reports.casefile import CaseFile
from tests.reports import samples, six_cases

CASES = (*six_cases.all_cases(), samples.bare())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.case.number)
def test_keys_and_request_survive_two_hundred_characters(file: CaseFile, lang: Lang) -> None:
    whole, short = paste_text(file.case, lang), paste_text(file.case, lang, 200)
    assert 0 < len(short) <= 200 <= max(200, len(whole))
    lines = short.split("\n")
    sentences = [line for line in lines if "：" not in line[:12] and ": " not in line[:30]]
    asks = ("请", "lease", "答复", "answers")
    assert any(word in line for line in lines for word in asks), (sentences, short)
    slip = file.case.slip
    for key in (slip.order_no, slip.rrn):
        if key and f"{key}" in whole and file.case.number != "1120-08":
            assert key in short
    kept = whole.split("\n")
    assert sum(line not in kept for line in lines) <= 1  # at most the request is worded shorter


@settings(max_examples=60)
@given(st.integers(1, 400), st.sampled_from(CASES), st.sampled_from(LANGS))
def test_no_line_is_ever_cut(characters: int, file: CaseFile, lang: Lang) -> None:
    text = paste_text(file.case, lang, characters)
    assert len(text) <= characters
    whole = paste_text(file.case, lang).split("\n")
    cut = [line for line in text.split("\n") if line and line not in whole]
    assert len(cut) <= 1
    assert all(line.endswith(("。", ".")) for line in cut)


def test_the_whole_text_is_plain(tmp_path: object) -> None:
    text = paste_text(samples.sample().case, "zh_CN")
    assert text.startswith("金额：¥500.00\n交易时间：2026-11-20 14:32:07\n参考号：632414004731\n")
    assert "请" in text
    assert not {"<", ">", "&", "\t", "\r"} & set(text)


def test_both_payments_of_a_double_charge_are_named() -> None:
    text = paste_text(six_cases.charged_twice().case, "zh_CN", 200)
    assert text.count("¥500.00") == 2
    assert "另一笔：" in text
