from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from posdesk.domain.case import Case
from posdesk.domain.errors import NotAllowed
from posdesk.domain.event import NoteAdded, SlipRecorded, StateChanged, StepDone
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import from_iso
from posdesk.domain.people import Job
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk
from posdesk.ui.cases.deeds import Deed
from posdesk.ui.cases.detail import CaseDetail
from posdesk.ui.cases.panels.link import LinkPanel
from posdesk.ui.cases.panels.money import PayoutPanel, TenderPanel, WriteOffPanel
from posdesk.ui.cases.panels.note import NotePanel
from posdesk.ui.cases.panels.state import EndPanel, ReopenPanel, WaitPanel
from posdesk.ui.cases.panels.when import OwnStepPanel, PromisePanel, ReplanPanel
from posdesk.ui.cases.sections import EVIDENCE, FACTS, PANEL, STORY
from posdesk.ui.cases.story import LAST
from posdesk.ui.tasks import Tasks
from tests.ui.stage import (
    CARD,
    Chosen,
    Ticking,
    dressed,
    encoded,
    everything_said,
    kept_on_disk,
    opened,
    picture,
    speaking,
)

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@dataclass
class Seen:
    """A detail on screen over real data, and what it told the page."""

    desk: Desk
    detail: CaseDetail
    bot: QtBot
    folder: Path
    case: Case
    changed: list[str] = field(default_factory=list)
    undos: list[tuple[str, Callable[[], object]]] = field(default_factory=list)
    wanted: list[object] = field(default_factory=list)

    def now(self) -> Case:
        return self.desk.log.case(self.case.id)

    def type(self, line: QWidget, words: str, key: Qt.Key = ENTER) -> None:
        """Put ``words`` into a line and press ``key`` there."""
        line.setFocus()
        line.setText(words)  # type: ignore[attr-defined]
        self.bot.keyClick(line, key)

    def press(self, part: QWidget, key: Qt.Key) -> None:
        self.bot.keyClick(part, key)


@pytest.fixture(params=["zh_CN"])
def seen(qtbot: QtBot, data_dir: Path, request: pytest.FixtureRequest) -> Iterator[Seen]:
    lang: Lang = request.param
    tr, theme, tasks = speaking(lang), dressed(), Tasks()
    with opened(data_dir) as desk:
        raw = {"amount": "500.00", "card": "622848******1234", "trace": "004731"}
        case = desk.log.add(desk.log.read({**raw, "symptom": "没出单却扣款"}))
        desk.log.learn(case, terminal=Terminal.TIMEOUT, source=Source.SCREEN)
        case = desk.log.learn(desk.log.case(case.id), bank=Bank.DEBITED, source=Source.BANK_APP)
        detail = CaseDetail(desk, theme, tr, tasks, Chosen(tr), Ticking())
        qtbot.addWidget(detail)
        detail.resize(416, 603)
        detail.show_case(case.id)
        detail.show()
        shown = Seen(desk, detail, qtbot, data_dir, case)
        detail.changed.connect(shown.changed.append)
        detail.undo_offered.connect(lambda words, back: shown.undos.append((words, back)))
        for signal in (detail.walk_wanted, detail.evidence_wanted):
            signal.connect(shown.wanted.append)
        yield shown
        tasks.finish()


def test_the_head_and_the_next_step_say_what_is_the_matter(seen: Seen) -> None:
    said = everything_said(seen.detail)
    assert seen.case.number in said
    assert "¥500.00" in said
    assert seen.detail.now.what.text() in said
    first, second, *_ = seen.desk.follow_up.steps(seen.case)
    assert seen.detail.now.step == first
    assert second.what.zh_CN in said or second.what.en in said


@pytest.mark.parametrize("seen", ["en"], indirect=True)
def test_all_of_it_is_said_in_english(seen: Seen) -> None:
    seen.type(seen.detail.call.line, "acquirer ticket 8812 tomorrow 10:00 written answer")
    call = seen.now().calls[-1].event
    assert (call.who, call.ticket, call.said) == (Party.ACQUIRER, "8812", "written answer")
    for deed in set(Deed) - {Deed.CORRECT}:  # its hint names what is printed on the slip
        seen.detail.doing.take(deed)
    said = everything_said(seen.detail)
    ours = said.replace("没出单却扣款", "")
    assert not [c for c in ours if "一" <= c <= "鿿"], ours


def test_a_call_is_kept_by_one_line(seen: Seen) -> None:
    seen.detail.take_call()
    seen.type(seen.detail.call.line, "收单 8812 明天10点书面答复")
    call = seen.now().calls[-1].event
    assert (call.who, call.ticket, call.said) == (Party.ACQUIRER, "8812", "书面答复")
    assert call.promise_by == "2026-11-21T10:00:00+08:00"
    assert seen.now().waiting_for is Party.ACQUIRER
    assert seen.detail.call.line.text() == ""
    assert seen.changed == [seen.case.id]
    assert "8812" in "".join(seen.detail.sections.story.told)


def test_a_tag_pressed_leaves_its_words_as_they_were_typed(seen: Seen) -> None:
    box = seen.detail.call
    box.line.setFocus()
    box.line.setText("收单 8812 书面答复")
    assert len(box.tags) == 2
    seen.press(box.tags[1], ENTER)
    assert len(box.tags) == 1
    seen.press(box.line, ENTER)
    call = seen.now().calls[-1].event
    assert (call.ticket, call.said) == ("", "8812 书面答复")


def test_whom_the_line_does_not_name_is_guessed_in_sight(seen: Seen) -> None:
    box = seen.detail.call
    box.line.setText("没人接")
    assert box.tags[0].text() in ("收单机构", "Acquirer")
    seen.press(box.tags[0], ENTER)
    assert box.tags[0].text() in ("钱包", "Wallet")
    seen.press(box.line, ENTER)
    assert seen.now().calls[-1].event.who == Party.WALLET


@pytest.mark.parametrize(
    "number", [CARD, "6228 4804 0256 4890 018", "６２２８４８０４０２５６４８９００１８"]
)
def test_a_card_number_is_refused_in_the_line_of_a_call(seen: Seen, number: str) -> None:
    before = seen.now().last
    seen.type(seen.detail.call.line, f"收单 {number} 查一下")
    assert seen.detail.call.trouble.words
    assert seen.now().last == before
    assert CARD.encode() not in kept_on_disk(seen.folder)
    seen.detail.call.trouble.offers[0].click()
    assert CARD not in seen.detail.call.line.text()
    assert "622848******0018" in seen.detail.call.line.text()


def test_the_step_is_done_by_one_press_and_taken_back_by_another(seen: Seen) -> None:
    step = seen.detail.now.step
    assert step is not None
    seen.press(seen.detail.now.done, ENTER)
    assert isinstance(seen.now().last.event, StepDone)
    assert seen.detail.now.step is not None
    assert seen.detail.now.step.key != step.key
    (words, back) = seen.undos[-1]
    assert seen.case.number in words
    back()
    assert seen.detail.now.step.key == step.key
    assert seen.detail.now.step.due == step.due


def test_another_time_is_given_in_words(seen: Seen) -> None:
    step = seen.detail.now.step
    assert step is not None
    seen.press(seen.detail.now.replan, ENTER)
    panel = seen.detail.bench.panel(Deed.REPLAN)
    assert isinstance(panel, ReplanPanel)
    assert panel.when.hasFocus() or not seen.detail.isActiveWindow()
    seen.type(panel.when, "昨天 10:00")
    assert panel.trouble.words
    assert not seen.now().plans
    seen.type(panel.when, "周三10点")
    assert seen.now().plans[step.key].by == "2026-11-25T10:00:00+08:00"
    assert seen.detail.sections.place == STORY


def test_a_quick_time_is_one_press(seen: Seen) -> None:
    seen.detail.doing.take(Deed.STEP)
    panel = seen.detail.bench.panel(Deed.STEP)
    assert isinstance(panel, OwnStepPanel)
    seen.type(panel.what, "要工单号")
    assert not panel.trouble.words
    panel.times[-1].click()
    assert seen.now().plans["own"].what.zh_CN == "要工单号"
    assert from_iso(seen.now().plans["own"].by).hour == 10


def test_esc_leaves_a_panel_and_keeps_nothing(seen: Seen) -> None:
    before = seen.now().last
    seen.detail.doing.take(Deed.NOTE)
    panel = seen.detail.bench.panel(Deed.NOTE)
    assert isinstance(panel, NotePanel)
    assert seen.detail.sections.place == PANEL
    seen.type(panel.text, "没有用的", ESC)
    assert seen.detail.sections.place == STORY
    assert not seen.detail.call.isHidden()
    assert seen.now().last == before
    seen.detail.doing.take(Deed.NOTE)
    seen.type(panel.text, "客人又来过")
    event = seen.now().last.event
    assert isinstance(event, NoteAdded)
    assert event.text == "客人又来过"


def test_a_case_is_closed_with_an_outcome_and_why_and_the_closing_taken_back(seen: Seen) -> None:
    seen.type(seen.detail.call.line, "收单 明天10点答复")
    waiting = seen.now()
    assert waiting.life is Life.WAITING
    seen.detail.doing.take(Deed.CLOSE)
    panel = seen.detail.bench.panel(Deed.CLOSE)
    assert isinstance(panel, EndPanel)
    seen.press(panel.why, ENTER)
    assert panel.trouble.words
    panel.outcome.setCurrentIndex(panel.outcome.findData("REVERSED"))
    seen.type(panel.why, "对账单上已退回")
    closed = seen.now()
    assert (closed.life, closed.outcome) == (Life.CLOSED, "REVERSED")
    assert seen.detail.now.step is None
    seen.undos[-1][1]()
    again = seen.now()
    assert (again.life, again.waiting_for, again.outcome) == (
        waiting.life,
        waiting.waiting_for,
        waiting.outcome,
    )
    last = again.last.event
    assert isinstance(last, StateChanged)
    assert last.why in ("撤销", "undone")
    assert seen.detail.now.step == seen.desk.follow_up.steps(again)[0]


def test_a_closed_case_is_opened_again_from_what_to_do_now(seen: Seen) -> None:
    case = seen.case
    seen.desk.follow_up.move(case.id, Life.CLOSED, why="登记错了", outcome="MISTAKE")
    seen.detail.show_case(case.id)
    assert not seen.detail.now.replan.isVisible()
    seen.press(seen.detail.now.done, ENTER)
    panel = seen.detail.bench.panel(Deed.REOPEN)
    assert isinstance(panel, ReopenPanel)
    seen.type(panel.why, "客人又来了")
    assert seen.now().life is Life.OPEN


def test_whom_the_case_waits_for_is_chosen(seen: Seen) -> None:
    seen.detail.doing.take(Deed.WAIT)
    panel = seen.detail.bench.panel(Deed.WAIT)
    assert isinstance(panel, WaitPanel)
    assert panel.whom.value == ""
    seen.type(panel.why, "等他来签字")
    assert panel.trouble.words
    panel.whom.buttons["customer"].click()
    seen.press(panel.why, ENTER)
    assert seen.now().waiting_for is Party.CUSTOMER


def test_cases_of_the_same_money_are_linked_and_one_press_apart(seen: Seen) -> None:
    other = seen.desk.log.add(seen.desk.log.read({"amount": "500.00"}))
    seen.desk.log.add(seen.desk.log.read({"amount": "7.00"}))
    seen.detail.doing.take(Deed.LINK)
    panel = seen.detail.bench.panel(Deed.LINK)
    assert isinstance(panel, LinkPanel)
    assert [row.id for row, _ in panel.rows] == [other.id], "the same amount is offered at once"
    seen.type(panel.why, "付了两次")
    assert seen.now().links[0].other == other.id
    (button,) = seen.detail.head.links
    assert other.number in button.text()
    button.click()
    assert seen.detail.case is not None
    assert seen.detail.case.id == other.id


def test_a_payout_that_came_back_is_followed(seen: Seen) -> None:
    seen.detail.doing.take(Deed.PAYOUT)
    panel = seen.detail.bench.panel(Deed.PAYOUT)
    assert isinstance(panel, PayoutPanel)
    panel.returned.setText("昨天" if seen.detail._tr.lang == "zh_CN" else "yesterday")
    panel.cause.setText("户名不符")
    seen.type(panel.repay, "周三")
    payout = seen.now().payout
    assert payout is not None
    assert (payout.returned_on, payout.cause) == ("2026-11-19", "户名不符")
    assert (payout.repay_on, payout.repaid_at) == ("2026-11-25", None)
    seen.detail.doing.take(Deed.PAYOUT)
    panel.arrived.buttons["arrived"].click()
    panel.keep.click()
    payout = seen.now().payout
    assert payout is not None
    assert payout.repaid_at
    assert payout.cause == "户名不符"


def test_only_a_manager_writes_off(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.detail.doing.take(Deed.WRITE_OFF)
    panel = seen.detail.bench.panel(Deed.WRITE_OFF)
    assert isinstance(panel, WriteOffPanel)
    assert panel.amount.text() == "500.00"
    require = seen.desk.staff.require

    def refuse(job: Job) -> None:
        raise NotAllowed("Only a manager writes off; nothing was stored; let a manager sign in.")

    monkeypatch.setattr(seen.desk.staff, "require", refuse)
    seen.type(panel.why, "追不回来")
    assert panel.trouble.words
    assert seen.now().life is not Life.CLOSED
    monkeypatch.setattr(seen.desk.staff, "require", require)
    panel.keep.click()
    written = seen.now().written_off
    assert written is not None
    assert (written.amount, written.why) == (50_000, "追不回来")


def test_goods_are_marked_from_the_menu_and_back(seen: Seen) -> None:
    case = seen.now()
    seen.detail.bench.mark_goods(case, "held")
    assert seen.now().goods == "held"
    assert not seen.undos, "nothing was known of the goods before"
    seen.detail.bench.mark_goods(seen.now(), "released")
    seen.undos[-1][1]()
    assert seen.now().goods == "held"


def test_the_menu_holds_what_fits_the_case(seen: Seen) -> None:
    menu = seen.detail.sections.menu
    menu.aboutToShow.emit()
    open_ = [action.text() for action in menu.actions() if action.text()]
    seen.desk.follow_up.move(seen.case.id, Life.CLOSED, why="登记错了", outcome="MISTAKE")
    seen.detail.show_case(seen.case.id)
    menu.aboutToShow.emit()
    closed = [action.text() for action in menu.actions() if action.text()]
    assert len(closed) < len(open_)
    assert set(closed) - set(open_), "only a closed case can be opened again"


def test_a_promise_to_the_customer_becomes_the_next_step(seen: Seen) -> None:
    seen.detail.doing.take(Deed.PROMISE)
    panel = seen.detail.bench.panel(Deed.PROMISE)
    assert isinstance(panel, PromisePanel)
    panel.what.setText("要交书面申请")
    seen.type(panel.when, "14:50")
    promise = seen.now().promise
    assert promise is not None
    assert promise.by == "2026-11-20T14:50:00+08:00"
    assert seen.detail.now.step is not None
    assert "要交书面申请" in seen.detail.now.what.text()


def test_paying_otherwise_needs_the_signed_note(seen: Seen) -> None:
    seen.detail.doing.take(Deed.TENDER)
    panel = seen.detail.bench.panel(Deed.TENDER)
    assert isinstance(panel, TenderPanel)
    panel.means.setText("现金")
    panel.manager.setText("李店长")
    seen.type(panel.note, "两笔都到账退现金")
    assert panel.trouble.words
    keeper = seen.desk.exhibits
    signed = keeper.attach(seen.case.id, encoded(picture(), "PNG"), "note", name="note.png")
    seen.detail.show_case(seen.case.id)
    seen.detail.doing.take(Deed.TENDER)
    panel.means.setText("现金")
    panel.manager.setText("李店长")
    seen.type(panel.note, "两笔都到账退现金")
    (tender,) = seen.now().tenders
    assert tender.signed == signed.exhibits[-1].id
    assert tender.means == "现金"


def test_a_field_of_the_slip_is_corrected_with_why(seen: Seen) -> None:
    seen.detail.sections.choose(FACTS)
    facts = seen.detail.sections.facts
    seen.press(facts.buttons["trace"], ENTER)
    panel = seen.detail.bench.panel(Deed.CORRECT)
    value, why = panel.value, panel.why  # type: ignore[attr-defined]
    assert value.text() == "004731"
    value.setText("004732")
    seen.press(value, ENTER)
    assert seen.now().slip.trace == "004731", "a correction says why"
    seen.type(why, "看签购单再读一次")
    event = seen.now().last.event
    assert isinstance(event, SlipRecorded)
    assert event.why == "看签购单再读一次"
    assert seen.now().slip.trace == "004732"
    seen.detail.sections.choose(STORY)
    assert any("004732" in line for line in seen.detail.sections.story.told)


def test_what_is_not_known_is_filled_in_without_why(seen: Seen) -> None:
    seen.press(seen.detail.sections.facts.buttons["rrn"], ENTER)
    panel = seen.detail.bench.panel(Deed.CORRECT)
    seen.type(panel.value, "012345678901")  # type: ignore[attr-defined]
    assert seen.now().slip.rrn == "012345678901"


def test_a_card_number_is_refused_in_a_panel(seen: Seen) -> None:
    seen.detail.doing.take(Deed.NOTE)
    panel = seen.detail.bench.panel(Deed.NOTE)
    assert isinstance(panel, NotePanel)
    seen.type(panel.text, f"卡号 {CARD}")
    assert panel.trouble.words
    assert CARD.encode() not in kept_on_disk(seen.folder)


def test_the_script_says_whom_to_call_and_what(seen: Seen) -> None:
    seen.press(seen.detail, Qt.Key.Key_F2)
    assert seen.detail.sections.place == PANEL
    assert "¥500.00" in everything_said(seen.detail.script)
    seen.press(seen.detail, Qt.Key.Key_F2)
    assert seen.detail.sections.place == STORY
    seen.press(seen.detail, Qt.Key.Key_E)
    assert seen.wanted == [seen.case.id]


def test_an_unfinished_walk_goes_on_at_the_counter(seen: Seen) -> None:
    walked = seen.desk.troubleshoot.start("no-slip")
    seen.detail.show_case(walked.case.id)
    steps = seen.desk.follow_up.steps(walked.case)
    assert seen.detail.now.step == steps[0]
    assert steps[0].key == "walk"
    seen.press(seen.detail.now.done, ENTER)
    assert seen.wanted == [walked.case.id]


def test_a_long_story_shows_its_end_and_all_of_it_when_asked(seen: Seen) -> None:
    for number in range(200):
        seen.desk.log.note(seen.case.id, f"备注 {number}")
    seen.detail.show_case(seen.case.id)
    story = seen.detail.sections.story
    assert len(story.told) == LAST
    assert "备注 199" in story.told[-1]
    seen.detail.sections.whole.setChecked(True)
    assert len(story.told) > 200
    assert "没出单却扣款" in story.told[0]


def test_another_case_lets_go_of_what_was_typed(seen: Seen) -> None:
    other = seen.desk.log.add(seen.desk.log.read({"amount": "7.00"}))
    seen.detail.call.line.setText("收单 8812")
    seen.detail.doing.take(Deed.NOTE)
    seen.detail.show_case(other.id)
    assert seen.detail.call.line.text() == ""
    assert seen.detail.sections.place == STORY
    seen.detail.show_case(None)
    assert not seen.detail.now.isVisible()


def test_evidence_is_a_tab_that_counts(seen: Seen) -> None:
    keeper = seen.desk.exhibits
    keeper.attach(seen.case.id, encoded(picture(), "PNG"), "app", name="app.png")
    seen.detail.show_case(seen.case.id)
    assert "1" in seen.detail.sections.tabs[EVIDENCE].text()
    assert len(seen.detail.shelf.items) == 1
