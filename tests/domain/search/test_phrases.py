"""Phrases are found by how much of what was typed they have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk import app
from posdesk.domain.search.phrases import Phrase, Phrases
from posdesk.domain.text import Text

READER = app.open_reader()
BOOK = Phrases(
    [
        Phrase("slip", Text("没出单却扣款", "No slip, but debited")),
        Phrase("slip", Text("打印机卡纸", "The printer is jammed")),
        Phrase("sms", Text("没有短信", "No SMS")),
        Phrase("refund", Text("退款没收到", "The refund is missing")),
    ],
    READER,
)


def first(words: str) -> str | None:
    return next((fit.subject for fit in BOOK.find(words)), None)


def test_the_phrase_that_fits_best_is_told_with_its_subject() -> None:
    (fit, *_) = BOOK.find("打印机没纸了")
    assert (fit.subject, fit.text.zh_CN) == ("slip", "打印机卡纸")
    assert 0 < fit.score <= 1
    assert BOOK.find("没出单却扣款")[0].score > 0.95


def test_words_that_mean_the_same_are_found_in_both_languages() -> None:
    assert first("小票没打出来") == "slip"
    assert first("money back") == "refund"
    assert first("text message") == "sms"


def test_sounds_and_initials_find_what_is_written() -> None:
    for words in ("tuikuan", "tui kuan", "tkmsd", "推款", "tuikuna"):
        assert first(words) == "refund", words


def test_nothing_fits_nothing() -> None:
    assert BOOK.find("") == ()
    assert BOOK.find("☃ …") == ()


@given(st.text(max_size=40))
def test_scores_are_shares_the_best_first(words: str) -> None:
    scores = [fit.score for fit in BOOK.find(words)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.0001 for score in scores)
