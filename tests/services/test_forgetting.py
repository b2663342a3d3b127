"""Forgetting: who may, what is asked first, what is left, and where it is still found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import (
    CaseErased,
    NotAllowed,
    NotFound,
    Refused,
    StillNeeded,
    WrongInput,
)
from posdesk.domain.life import Life
from posdesk.domain.outcome import OUTCOMES, is_end
from posdesk.domain.people import ERASED_PERSON, actor_words
from posdesk.services.backup_list import beside
from posdesk.services.desk import Desk
from tests.services.conftest import Clock

CARD = "6228480402564890018"
ENDS = next(name for name in OUTCOMES if is_end(name))
"""An outcome that closes a case whatever the money does."""


def closed(desk: Desk, note: str = "龘靐鱻某某", **given: str) -> str:
    """Open a case, say something, close it; return its number."""
    raw = {
        "amount": "500.00",
        "symptom": "没出单",
        "terminal": "declined",
        "bank": "not_debited",
        "note": note,
        **given,
    }
    case = desk.log.add(desk.log.read(raw))
    desk.follow_up.move(case.id, Life.CLOSED, why="对过账", outcome="DECLINED")
    return case.number


def everything(folder: Path) -> bytes:
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def lies_in(folder: Path, *words: str) -> list[str]:
    lying = everything(folder)
    codings = ("utf-8", "utf-16-le", "utf-16-be")
    return [w for w in words if any(w.encode(c) in lying for c in codings)]


def test_the_preview_tells_what_would_go_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    one, other = closed(desk), closed(desk)
    photo = tmp_path / "客人王某.txt"
    photo.write_text("客人的短信", "utf-8")
    desk.exhibits.attach(one, photo, "sms")
    desk.follow_up.link(one, other, "同一笔")
    found = desk.forgetting.preview([one])
    assert found.numbers == (one,)
    assert found.exhibits == 1
    assert found.size > 0
    assert found.links == (other,)
    assert found.blocked == ()
    assert found.events == len(desk.log.case(one).history)
    assert desk.forgetting.preview([one, other]).links == ()
    assert desk.log.case(one).number == one


def test_several_cases_of_a_customer_go_together(desk: Desk, data_dir: Path) -> None:
    words = ("王翠花", "13912340000", "99887766554433")
    numbers = [closed(desk, f"客人{words[0]} 电话{words[1]}", order_no=words[2]) for _ in range(3)]
    stays = closed(desk, "别人")
    found = [row.number for row in desk.log.cases(words[0])]
    assert sorted(found) == sorted(numbers)
    gone = desk.forgetting.erase(found, "客人要求删除")
    assert sorted(gone.numbers) == sorted(numbers)
    assert gone.clean
    assert [row.number for row in desk.log.cases()] == [stays]
    assert desk.care.verify().valid
    desk.care.close()
    assert lies_in(data_dir, *words) == []


def test_an_open_case_stays_unless_it_is_said_twice(desk: Desk) -> None:
    case = desk.log.add(desk.log.read({"amount": "500.00"}))
    assert desk.forgetting.preview([case.number]).blocked == (case.number,)
    with pytest.raises(StillNeeded, match="still open"):
        desk.forgetting.erase([case.number], "客人要求")
    assert desk.log.case(case.id).number == case.number
    desk.forgetting.erase([case.number], "客人要求", even_open=True)
    with pytest.raises(CaseErased):
        desk.log.case(case.id)


def test_a_closed_case_with_unclear_money_stays_too(desk: Desk) -> None:
    case = desk.log.add(
        desk.log.read({"amount": "500.00", "terminal": "timeout", "bank": "debited"})
    )
    desk.follow_up.move(case.id, Life.CLOSED, why="客人不来了", outcome=ENDS)
    with pytest.raises(StillNeeded):
        desk.forgetting.erase([case.number], "客人要求")


@pytest.mark.parametrize(
    ("why", "error"), [("", WrongInput), ("  \n", WrongInput), (f"卡号 {CARD}", Refused)]
)
def test_a_reason_is_needed_and_read_like_every_word(
    desk: Desk, why: str, error: type[Exception]
) -> None:
    number = closed(desk)
    with pytest.raises(error):
        desk.forgetting.erase([number], why)
    assert desk.log.case(number).number == number


def test_all_or_none(desk: Desk) -> None:
    number = closed(desk)
    with pytest.raises(NotFound):
        desk.forgetting.erase([number, "990101-01"], "客人要求")
    assert desk.log.case(number).number == number


def test_only_a_manager_erases(desk: Desk) -> None:
    number = closed(desk)
    desk.staff.add("店长", "manager")
    desk.staff.set_pin("店长", "482915")
    desk.staff.sign_out()
    for attempt in (
        lambda: desk.forgetting.preview([number]),
        lambda: desk.forgetting.erase([number], "客人要求"),
        lambda: desk.forget_people.erase("谁", "离职"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    desk.staff.sign_in("店长", "482915")
    desk.forgetting.erase([number], "客人要求")
    with pytest.raises(CaseErased) as told:
        desk.log.case(number)
    assert str(told.value.fields["who"].zh_CN) == "店长"  # type: ignore[attr-defined]


def test_a_single_note_goes(desk: Desk, data_dir: Path) -> None:
    number = closed(desk, "王翠花住在某某路")
    case = desk.log.case(number)
    note = next(r for r in case.history if r.event.type == "note_added")
    desk.forgetting.erase([note.id], "写错了地方")
    assert len(desk.log.case(number).history) == len(case.history) - 1
    opened = desk.log.case(number).history[0]
    with pytest.raises(WrongInput, match="case_opened"):
        desk.forgetting.erase([opened.id], "写错了")
    desk.care.close()
    assert lies_in(data_dir, "王翠花") == []


def test_backups_that_hold_it_are_named_and_may_go_at_once(
    desk: Desk, data_dir: Path, clock: Clock
) -> None:
    number, other = closed(desk, "王翠花"), closed(desk, "别人")
    desk.backups.make()
    clock.now += timedelta(days=1)
    desk.backups.make()
    gone = desk.forgetting.erase([number], "客人要求")
    assert len(gone.held.still_in) == 2
    assert all(one.goes_on > clock.now.date() for one in gone.held.still_in)
    clock.now += timedelta(days=1)
    gone = desk.forgetting.erase([other], "客人要求", drop_backups=True)
    assert gone.held.still_in == ()
    (left,) = desk.backups.listed()
    assert left.about is not None
    assert left.about.cases == 0
    desk.care.close()
    assert lies_in(data_dir.parent, "王翠花", "别人") == []


def test_damaged_data_that_were_put_aside_are_named(desk: Desk) -> None:
    case = desk.log.add(desk.log.read({"amount": "5.00"}))
    aside = beside(desk.folder) / "damaged-261120-120000"
    aside.mkdir(parents=True)
    gone = desk.forgetting.erase([case.id], "客人要求", even_open=True)
    assert gone.held.unreachable == (str(aside),)


def test_what_grew_old_is_proposed_and_stays(desk: Desk, clock: Clock) -> None:
    first = closed(desk)
    clock.now += timedelta(days=40)
    second = closed(desk)
    desk.log.add(desk.log.read({"amount": "500.00"}))
    clock.now += timedelta(days=400)
    closed(desk)
    assert desk.forgetting.old() == ()
    assert desk.forgetting.count_old() == 0
    desk.shop_book.save_retention("6")
    assert [row.number for row in desk.forgetting.old()] == [first, second]
    assert desk.forgetting.count_old() == 2
    desk.shop_book.save_retention("14")
    assert [row.number for row in desk.forgetting.old()] == [first]
    desk.shop_book.save_retention("0")
    assert desk.forgetting.old() == ()
    assert len(desk.log.cases()) == 4


@pytest.mark.parametrize("written", ["12", '"12"'])
def test_the_term_may_be_written_as_a_number_or_in_words(data_dir: Path, written: str) -> None:
    (data_dir / "settings.toml").write_text(f"[keeping]\nretention_months = {written}\n", "utf-8")
    desk = app.open_desk(data_dir)
    assert desk.forgetting.months == 12
    assert desk.faults == ()
    desk.care.close()


def test_a_person_who_left_is_erased(desk: Desk, data_dir: Path) -> None:
    desk.staff.add("周小宁")
    desk.staff.set_pin("周小宁", "482915")
    person = desk.staff.sign_in("周小宁", "482915")
    number = closed(desk, cashier="周小宁")
    desk.staff.sign_out()
    with pytest.raises(StillNeeded):
        desk.forget_people.erase("周小宁", "离职满一年")
    desk.staff.leave("周小宁")
    gone = desk.forget_people.erase("周小宁", "离职满一年")
    assert gone.cases == 1, "the name that was typed into a case goes with the case"
    assert gone.clean
    assert person.id not in desk.staff.people.known
    assert actor_words(person.id, desk.staff.people.names) == ERASED_PERSON
    assert desk.log.case(number).history[0].actor == person.id
    assert desk.care.verify().valid
    with pytest.raises(NotFound):
        desk.forget_people.erase("周小宁", "离职满一年")
    desk.forgetting.erase([number], "一起")
    desk.care.close()
    assert lies_in(data_dir, "周小宁", "argon2id") == []


def test_a_sheet_that_names_an_erased_case_stays_readable(desk: Desk) -> None:
    case = desk.log.add(desk.log.read({"amount": "500.00", "note": "王翠花"}))
    kept = desk.log.add(desk.log.read({"amount": "20.00"}))
    made = desk.shifts.end_shift("林晓")
    assert {line.number for line in made.lines} == {case.number, kept.number}
    assert desk.shifts.open_sheet() is not None
    desk.forgetting.erase([case.number], "客人要求", even_open=True)
    sheet = desk.shifts.open_sheet()
    assert sheet is not None
    assert [line.number for line in sheet.lines] == [kept.number]
    assert sheet.erased == (case.number,)
    assert case.number in sheet.opened


def test_a_case_linked_to_an_erased_one_still_tells_its_number(desk: Desk) -> None:
    one, other = closed(desk), closed(desk)
    desk.follow_up.link(one, other, "同一笔")
    desk.forgetting.erase([one], "客人要求")
    left = desk.log.case(other)
    assert [link.number for link in left.links] == [one]
    with pytest.raises(CaseErased, match=one):
        desk.log.case(left.links[0].other)
