"""Both languages on one page: side by side, row by row, Chinese rules kept, typed words once."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.event import NoteAdded
from posdesk.domain.text import Text
from posdesk.reports.typeset.blocks import heading, numbered
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.linebreak import NOT_FIRST, NOT_LAST
from posdesk.reports.typeset.pages import Part, paginate
from posdesk.reports.typeset.pairs import label, pair, says, told
from posdesk.reports.typeset.setting import Setter, common_end
from posdesk.reports.typeset.style import BODY, BOTTOM, WIDTH
from tests.reports import samples
from tests.reports.bundles import make_bundle
from tests.reports.conftest import squeezed, text_of

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
BOTH = Setter(load_typeface(FONTS), "zh_CN", both=True)
ONE = Setter(load_typeface(FONTS), "zh_CN")
chinese = st.text(
    st.sampled_from("终端超时收款，。；：（）「」《》“”！？12.5%¥"), min_size=12, max_size=90
)
english = st.text(st.sampled_from("abcde fgh, ij. k"), min_size=1, max_size=200)


@given(chinese, english)
def test_columns_keep_apart_and_inside(left: str, right: str) -> None:
    rows = pair(BOTH, says(BOTH, Text(left, right), BODY)).rows
    edges = {x for row in rows for x, line in row if line.pieces}
    assert len(edges) <= 2
    for row in rows:
        for (x, line), (next_x, _) in zip(row, [*row[1:], (WIDTH, None)], strict=True):
            # A closing mark may hang by its blank half, into the gutter or the margin.
            assert x + line.width <= next_x + BODY.size / 2 + 1e-6


@given(chinese)
def test_chinese_rules_hold_in_the_narrow_column(words: str) -> None:
    rows = pair(BOTH, says(BOTH, Text(words, "the same in English"), BODY)).rows
    lines = ["".join(p.text for p in line.pieces) for row in rows for x, line in row if x == 0]
    whole = "".join(lines)
    for at, line in enumerate(lines[1:], 1):
        allowed = [
            a
            for a in range(1, len(lines[at - 1]) + 1)
            if whole[len("".join(lines[: at - 1])) + a] not in NOT_FIRST
            and whole[len("".join(lines[: at - 1])) + a - 1] not in NOT_LAST
        ]
        assert line[0] not in NOT_FIRST or not allowed


@given(chinese.filter(str.strip))
def test_what_was_typed_appears_once(words: str) -> None:
    rows = pair(BOTH, says(BOTH, Text(words, words), BODY)).rows
    assert all(len(row) == 1 for row in rows)
    assert BOTH.show(Text(words, words)) == words


def test_in_one_language_nothing_of_the_other_is_seen() -> None:
    words = Text("终端超时。", "The terminal timed out.")
    assert [run.text for run in label(ONE, words, BODY)] == ["终端超时。"]
    rows = pair(ONE, says(ONE, words, BODY)).rows
    assert [p.text for row in rows for _, line in row for p in line.pieces] == ["终端超时。"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (Text("案件 1120-03", "Case 1120-03"), "案件 Case 1120-03"),
        (Text("备注：打过电话", "Note: 打过电话"), "备注 Note: 打过电话"),
        (Text("第 1 页，共 7 页", "Page 1 of 7"), "第 1 页，共 7 页  Page 1 of 7"),
        (Text("周五", "Fri"), "周五  Fri"),
    ],
)
def test_labels_stand_on_one_line(words: Text, shown: str) -> None:
    assert BOTH.show(words) == shown
    assert ONE.show(words) == words.zh_CN


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_the_common_end_ends_both(left: str, right: str, tail: str) -> None:
    found = common_end(Text(left + tail, right + tail))
    assert (left + tail).endswith(found)
    assert (right + tail).endswith(found)


def test_a_long_pair_breaks_over_pages_row_by_row() -> None:
    words = Text("终端超时，没有出单。" * 300, "The terminal timed out without a slip. " * 300)
    strips = told(BOTH, words, BODY)
    pages = paginate([Part("", "", tuple(strips))]).pages
    assert len(pages) > 2
    assert all(len(page.placed) > 1 for page in pages)
    assert all(y + s.height <= BOTTOM + 0.02 for page in pages for y, s in page.placed)


def test_headings_and_points_take_both() -> None:
    strip = heading(BOTH, "一", Text("请求", "Request"), anchor="a")
    assert strip.mark is not None
    assert strip.mark.title == "一 请求  Request"
    assert len(numbered(BOTH, 1, Text("请查明。", "Please find out. " * 9), BODY)) > 1


@pytest.fixture(scope="module")
def both_pdf(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> pypdf.PdfReader:
    target = tmp_path_factory.mktemp("both") / "both.pdf"
    note = NoteAdded(text="客人说周三再来取货")
    file = samples.with_events(samples.sample(), note)
    file = samples.with_exhibit(file, samples.photo(300, 1500), name="长.jpg", kind="statement")
    make_bundle([file], "both", target, fonts)
    return pypdf.PdfReader(target, strict=True)


def test_a_bundle_in_both_languages_says_everything_twice_and_notes_once(
    both_pdf: pypdf.PdfReader,
) -> None:
    text = text_of(both_pdf)
    for words in (
        "交易要素",
        "The transaction",
        "终端怎么说",
        "The terminal says",
        "附件",
        "Exhibit 1",
    ):
        assert squeezed(words) in text
    assert text.count("客人说周三再来取货") == 1


def test_every_page_of_an_exhibit_has_its_stamp_and_leads_back(both_pdf: pypdf.PdfReader) -> None:
    stamped = [
        (page, squeezed(page.extract_text()))
        for page in both_pdf.pages
        if squeezed("Back to the list of exhibits") in squeezed(page.extract_text())
    ]
    assert len(stamped) >= 3
    for page, text in stamped:
        assert "附件" in text
        assert any(f"Exhibit{n},page" in text for n in range(1, 9))
        assert page.annotations
    listed = next(
        page
        for page in both_pdf.pages
        if squeezed("What it shows") in squeezed(page.extract_text())
    )
    for page, _ in stamped:
        leading = [a.get_object()["/Dest"][0] for a in page.annotations or ()]
        assert listed.indirect_reference in leading


def test_the_outline_is_nested_and_leads_to_every_exhibit(both_pdf: pypdf.PdfReader) -> None:
    def depth(entries: object, level: int = 0) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, list):
                found += depth(entry, level + 1)
            else:
                found.append((level, entry.title))
        return found

    entries = depth(both_pdf.outline)
    exhibits = [level for level, title in entries if title.startswith("附件 Exhibit ")]
    parents = [level for level, title in entries if title == "附件 Exhibits"]
    assert len(exhibits) == 3
    assert parents
    assert set(exhibits) == {parents[-1] + 1}
