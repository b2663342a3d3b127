"""Cases by pages: whatever chip, words and order, they are what an obvious list would be."""

from __future__ import annotations

from threading import Thread

import pytest

from posdesk.domain.asked import Asked, Order
from posdesk.domain.chip import Chip
from posdesk.domain.life import Life
from posdesk.services.case_pages import PAGE, CasePages, Superseded
from posdesk.services.desk import Desk

MANY = PAGE + 40


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A shop with a page and a bit of cases, every third of them closed."""
    log = desk.log
    for number in range(MANY):
        symptom = ("没出单，客人说扣了钱", "付款码超时")[number % 2]
        case = log.add(log.read({"amount": f"{500 + number % 50}.00", "symptom": symptom}))
        if number % 3 == 0:
            desk.follow_up.move(case.id, Life.CLOSED, outcome="REVERSED", why="退回了")
    return desk


def listed(pages: CasePages, asked: Asked) -> list[str]:
    spread = pages.spread(asked)
    found = [pages.page(asked, spread, number) for number in range(spread.pages)]
    ids = [one.row.id for rows in found for one in rows]
    assert len(ids) == spread.count
    assert pages.count(asked) == spread.count
    beginning = pages.beginning(asked)
    assert beginning.places == spread.places[:PAGE]
    assert beginning.more == (len(ids) > PAGE)
    first = pages.first(asked)
    assert [one.row.id for one in first.rows] == ids[:PAGE]
    assert first.more == (len(ids) > PAGE)
    return ids


def test_pages_are_what_an_obvious_list_would_be(full: Desk) -> None:
    rows = full.log.cases()
    places = {row.id: place for place, row in enumerate(reversed(rows))}
    for chip, fits in (
        (Chip.ALL, rows),
        (Chip.CLOSED, [r for r in rows if r.life is Life.CLOSED]),
    ):
        for words, said in (("", ""), ("没出单", "没出单"), ("51 超时", "付款码超时")):
            held = [r for r in fits if said in r.symptom]
            if words.startswith("51"):
                held = [r for r in held if f"{r.amount}".startswith("51")]
            for order, key in (
                (Order.OPENED, lambda r: places[r.id]),
                (Order.NUMBER, lambda r: (r.number, places[r.id])),
                (Order.AMOUNT, lambda r: (r.amount or 0, places[r.id])),
            ):
                wanted = [row.id for row in sorted(held, key=key)]
                asked = Asked(chip, words, order)
                assert listed(full.case_pages, asked) == wanted
                back = Asked(chip, words, order, backwards=True)
                assert listed(full.case_pages, back) == wanted[::-1]
            newest = [row.id for row in sorted(held, key=lambda r: -places[r.id])]
            assert listed(full.case_pages, Asked(chip, words)) == newest
    full.case_pages.close()


def test_who_reads_is_another_thread_with_a_connection_of_its_own(full: Desk) -> None:
    told: list[int] = []

    def read() -> None:
        told.append(full.case_pages.spread(Asked(Chip.ALL)).count)
        full.case_pages.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert told == [MANY]


def test_a_question_for_which_nobody_waits_is_given_up(full: Desk) -> None:
    asked = Asked(Chip.ALL, "没出单")
    with pytest.raises(Superseded):
        full.case_pages.first(asked, stop=lambda: True)
    looks = iter([False, True])
    with pytest.raises(Superseded):
        full.case_pages.spread(asked, stop=lambda: next(looks, True))
    full.case_pages.interrupt()
    assert full.case_pages.first(asked).rows
    full.case_pages.close()
