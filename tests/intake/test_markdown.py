"""The Markdown of the manual, block by block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.manual import (
    Heading,
    Lines,
    Listing,
    Paragraph,
    Picture,
    Span,
    Table,
    pieces_of,
    plain,
)
from posdesk.intake.markdown import anchor_of, read_blocks, read_spans


def test_every_kind_of_block() -> None:
    text = (
        "# 标题\n一段\n接着\n\n> 记住\n\n- 一\n  续\n- 二\n\n1. a\n2. b\n\n"
        "| 甲 | 乙 |\n| --- | --- |\n| 1 |\n\n![图](../pictures/zh_CN/a.png)\n\n"
        "```\nposdesk\n\n# x\n```\n"
    )
    assert read_blocks(text) == (
        Heading(1, "标题", "标题"),
        Paragraph((Span("一段接着"),)),
        Paragraph((Span("记住"),), boxed=True),
        Listing(((Span("一续"),), (Span("二"),))),
        Listing(((Span("a"),), (Span("b"),)), numbered=True),
        Table(((Span("甲"),), (Span("乙"),)), (((Span("1"),), ()),)),
        Picture("a.png", "图"),
        Lines(("posdesk", "", "# x")),
    )


def test_spans() -> None:
    assert read_spans("按 `F1` 或 **手册**，见[这章](a.md#b)") == (
        Span("按 "),
        Span("F1", exact=True),
        Span(" 或 "),
        Span("手册", strong=True),
        Span("，见"),
        Span("这章", link="a.md#b"),
    )


def test_anchors_are_those_of_git_hosts() -> None:
    assert anchor_of("What is “due”?") == "what-is-due"
    assert anchor_of("说“出了意外”") == "说出了意外"


@given(st.text())
def test_any_text_is_read_and_nothing_that_was_written_is_lost(text: str) -> None:
    for block in read_blocks(text):
        assert pieces_of(block) is not None


@given(
    st.text(alphabet=st.characters(exclude_characters="*`[]()\r\n", exclude_categories=["C", "Z"]))
)
def test_words_without_marks_are_one_span(words: str) -> None:
    assert plain(read_spans(words)) == words
