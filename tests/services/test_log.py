"""What the record of a case keeps, and which cases are at hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.facts import Source, Terminal
from posdesk.domain.moment import BEIJING
from posdesk.domain.money_state import Charge
from posdesk.services.desk import Desk
from tests.services.conftest import Clock


def test_today_holds_what_was_opened_changed_or_promised_for_today(
    desk: Desk, clock: Clock
) -> None:
    log = desk.log
    opened = log.add(log.read({"amount": "1"}))
    promised = log.add(log.read({"amount": "2"}))
    log.promise(promised, "回话", "2026-11-23 10:00")
    touched = log.add(log.read({"amount": "3"}))
    log.add(log.read({"amount": "4"}))
    clock.now = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
    log.note(touched.id, "来电话了")
    today = log.add(log.read({"amount": "5"}))
    at_hand = {row.id for row in log.today()}
    assert at_hand == {promised.id, touched.id, today.id}
    assert opened.id not in at_hand


def test_a_field_is_kept_once_and_can_be_taken_away(desk: Desk) -> None:
    log = desk.log
    case = desk.troubleshoot.start("no-slip").case
    case = log.record(case, "trace", "4731")
    assert case.slip.trace == "004731"
    assert log.record(case, "trace", "004731") is case
    assert log.record(case, "trace", " ").slip.trace is None


def test_paying_otherwise_needs_the_note_and_never_allows_a_charge(desk: Desk) -> None:
    log = desk.log
    facts = {"amount": "1", "terminal": "declined", "bank": "not_debited"}
    case = log.add(log.read(facts))
    assert case.verdict.charge_again is Charge.YES
    for means, manager, note in (("", "m", "n"), ("现金", "", "n"), ("现金", "m", " ")):
        with pytest.raises(WrongInput):
            log.take_other_tender(case, means, manager, note)
    case = log.take_other_tender(case, "现金", "周敏", "双付说明已签")
    assert case.verdict.charge_again is Charge.NO


def test_another_attempt_starts_with_what_the_shop_knows(desk: Desk) -> None:
    log = desk.log
    case = log.add(log.read({"amount": "9.90", "trace": "1", "terminal": "timeout"}))
    case = log.try_again(case)
    assert (case.attempt.number, case.slip.amount, case.slip.trace) == (2, 990, None)
    case = log.learn(case, terminal=Terminal.APPROVED, source=Source.PORTAL)
    assert [a.facts.terminal for a in case.attempts] == [Terminal.TIMEOUT, Terminal.APPROVED]


@pytest.mark.parametrize("words", ["4111 1111 1111 1111", "CVV 123", "密码 123456"])
def test_what_may_not_be_kept_is_refused_at_every_door(desk: Desk, words: str) -> None:
    log = desk.log
    case = log.add(log.read({"amount": "1"}))
    doors = (
        lambda: log.note(case.id, words),
        lambda: log.promise(case, words, "2026-11-23 10:00"),
        lambda: log.take_other_tender(case, words, "m", "n"),
        lambda: log.take_other_tender(case, "m", words, "n"),
        lambda: log.take_other_tender(case, "m", "n", words),
        lambda: log.learn(case, terminal=Terminal.APPROVED, ticket=words),
        lambda: log.correct(case.id, log.read({"amount": "2"}), words),
        lambda: desk.exhibits.attach(case.id, b"text", "other", name=words),
        lambda: desk.exhibits.attach(case.id, words.encode(), "other", name="a.txt"),
    )
    for door in doors:
        with pytest.raises(Refused):
            door()
    assert len(log.case(case.id).history) == len(case.history)
