"""Frames around the rows that matter: put on, found, taken off; the bytes stay as they are."""

from __future__ import annotations

import pikepdf
import pytest

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import ExhibitMarked
from posdesk.services.desk import Desk
from tests.intake.made_files import pdf, photo

ROWS = (
    "2026-11-20 14:31:58  004730  1,500.00  632414004730",
    "2026-11-20 14:32:07  004731    500.00  632414004731",
    "2026-11-20 14:40:12  004732    500.00  632414004732",
)


@pytest.fixture
def case(desk: Desk) -> Case:
    slip = {"amount": "500.00", "rrn": "632414004731", "trace": "004731", "batch": "000218"}
    case = desk.log.add(desk.log.read(slip))
    return desk.exhibits.attach(case.id, pdf(ROWS, pages=2), "statement", name="bill.pdf")


def rows_of_case(desk: Desk, reference: str, place: str) -> tuple[Box, ...]:
    """Return the frames that are proposed for an exhibit."""
    case, exhibit = desk.exhibits.find(reference, place)
    return desk.marker.own_rows(case, desk.exhibits.bytes_of(exhibit), exhibit.mime)


def test_the_row_of_the_case_is_found_and_framed(desk: Desk, case: Case) -> None:
    before = desk.exhibits.bytes_of(case.exhibits[0])
    rows = rows_of_case(desk, case.id, "1")
    assert [box.page for box in rows] == [1, 2]
    # The second line stands at 660 points from the foot of 842.
    assert all(box.y < (842 - 660) / 842 * 1000 < box.y + box.h < 240 for box in rows)
    assert all(box.x < 72 / 595 * 1000 and box.w > 450 for box in rows)
    marked = desk.marker.mark(case.id, "1", rows[:1])
    assert marked.exhibits[0].marks == (str(rows[0]),)
    assert desk.exhibits.bytes_of(marked.exhibits[0]) == before
    again = desk.marker.mark(case.id, "1", rows[:1])
    assert len(again.history) == len(marked.history)
    free = desk.marker.mark(case.id, "1", ())
    assert free.exhibits[0].marks == ()
    told = [r.event.boxes for r in free.history if isinstance(r.event, ExhibitMarked)]
    assert told == [(str(rows[0]),), ()]


def test_a_turned_page_is_framed_as_it_is_seen(desk: Desk) -> None:
    """A landscape statement often is an upright page with a turn; its rows are those seen."""

    def turn(made: pikepdf.Pdf) -> None:
        for page in made.pages:
            page.contents_add(b"0 1 -1 0 842 0 cm", prepend=True)

    square = (0, 0, 842, 842)
    find, wanted = desk.marker.find_row, ["632414004731"]
    (upright,) = find(pdf(ROWS, box=square), "application/pdf", wanted)
    (turned,) = find(pdf(ROWS, box=square, rotate=90, change=turn), "application/pdf", wanted)
    assert all(
        abs(one - other) <= 2 for one, other in zip(upright.place, turned.place, strict=True)
    )
    assert find(pdf(ROWS, box=square, rotate=90), "application/pdf", wanted) == ()


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (["500.00"], 2),
        (["1,500.00"], 1),
        (["14:32:07", "500.00"], 1),
        (["500.00", "004730"], 0),
        (["14:3"], 0),
        (["5OO.OO"], 0),
        ([" "], 0),
        ([], 0),
    ],
)
def test_words_stand_by_themselves(desk: Desk, words: list[str], rows: int) -> None:
    assert len(desk.marker.find_row(pdf(ROWS), "application/pdf", words)) == rows
    assert len(desk.marker.find_row("\n".join(ROWS).encode(), "text/plain", words)) == rows


def test_rows_of_a_text_long_ones_too(desk: Desk, case: Case) -> None:
    text = "对账单\n" * 149 + "交易 " * 40 + "参考号６３２４１４００４７３１\n结束\n"
    case = desk.exhibits.attach(case.id, text.encode(), "statement", name="bill.txt")
    boxes = rows_of_case(desk, case.id, "2")
    assert boxes == (Box(2, 0, 490, 1000, 10), Box(2, 0, 500, 1000, 10))
    marked = desk.marker.mark_found(case.id, "2")
    assert marked.exhibits[1].marks == tuple(map(str, boxes))


def test_an_amount_alone_is_framed_only_where_it_stands_once(desk: Desk) -> None:
    case = desk.log.add(desk.log.read({"amount": "1500.00"}))
    case = desk.exhibits.attach(case.id, "\n".join(ROWS).encode(), "statement", name="a.txt")
    assert [box.y for box in rows_of_case(desk, case.id, "1")] == [0]
    other = desk.log.add(desk.log.read({"amount": "500.00"}))
    other = desk.exhibits.attach(other.id, "\n".join(ROWS).encode(), "statement", name="a.txt")
    assert rows_of_case(desk, other.id, "1") == ()


def test_what_cannot_be_framed_changes_nothing(desk: Desk, case: Case) -> None:
    case = desk.exhibits.attach(case.id, photo(), "slip", name="slip.jpg")
    with pytest.raises(NotFound, match=r"No row of “slip\.jpg”"):
        desk.marker.mark_found(case.id, "2")
    with pytest.raises(NotFound):
        desk.marker.mark_found(case.id, "1", ["nowhere"])
    with pytest.raises(WrongInput, match="on no page"):
        desk.marker.mark(case.id, "2", [Box(2, 0, 0, 10, 10)])
    with pytest.raises(WrongInput, match="on no page"):
        desk.marker.mark(case.id, "1", [Box(1, 900, 0, 200, 10)])
    with pytest.raises(WrongInput, match="More than 40"):
        desk.marker.mark(case.id, "1", [Box(1, at, 0, 10, 10) for at in range(41)])
    assert all(e.marks == () for e in desk.log.case(case.id).exhibits)


def test_a_covered_exhibit_keeps_its_frames(desk: Desk, case: Case) -> None:
    marked = desk.marker.mark_found(case.id, "1", ["632414004731"])
    covered = desk.exhibits.cover(case.id, "1", [Box(1, 0, 0, 1000, 50)])
    assert covered.exhibits[0].marks == marked.exhibits[0].marks
    assert rows_of_case(desk, case.id, "1") == ()
