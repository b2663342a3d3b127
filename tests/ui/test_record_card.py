from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posdesk.domain.case import Case
from posdesk.domain.event import ExhibitAttached
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.services.desk import Desk
from posdesk.ui.counter.record_card import RecordCard
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.guarded_line import GuardedLine
from posdesk.ui.tasks import Tasks
from tests.ui.stage import (
    CARD,
    Chosen,
    dressed,
    encoded,
    everything_said,
    kept_on_disk,
    opened,
    picture,
    speaking,
)

WRITTEN = (
    CARD,
    "6228 4804 0256 4890 018",
    "6228-4804-0256-4890-018",
    "６２２８４８０４０２５６４８９００１８",
)
TEXTS = ("note", "means", "manager", "double-payment note", "promise", "invitation")


@dataclass(frozen=True)
class Counter:
    """A record on screen over real data."""

    desk: Desk
    card: RecordCard
    tasks: Tasks
    chosen: Chosen
    folder: Path

    @property
    def case(self) -> Case:
        assert self.card.case is not None
        return self.card.case

    def stored(self) -> Case:
        return self.desk.log.case(self.case.id)

    def line(self, name: str) -> GuardedLine:
        card = self.card
        if name in card.form.lines:
            if card.invitation.wanted == name:
                assert card.invitation.line is not None
                return card.invitation.line
            card.form.go_to(name)
            return card.form.lines[name]
        if name == "invitation":
            assert card.invitation.line is not None
            return card.invitation.line
        card.promise.button.setChecked(True)
        card.tender.link.setChecked(True)
        tender = card.tender.lines
        return {
            "note": card.story.line,
            "promise": card.promise.line,
            "means": tender["means"],
            "manager": tender["manager"],
            "double-payment note": tender["note"],
        }[name]

    def troubles(self) -> list[str]:
        card = self.card
        parts = (card.invitation, card.promise, card.tender, card.story, card.exhibits)
        lines = [*card.form.troubles, *(part.trouble for part in parts)]
        said = [line.words for line in lines if line.words]
        return [*said, *(file.words for file in card.exhibits.intake.refused)]

    def offers(self) -> list[Button]:
        card = self.card
        parts = (card.invitation, card.promise, card.tender, card.story, card.exhibits)
        lines = [*card.form.troubles, *(part.trouble for part in parts)]
        files = card.exhibits.intake.refused
        offered = [button for line in lines for button in line.offers]
        return [*offered, *(button for file in files for button in file.offers)]


def build(qtbot: QtBot, folder: Path, desk: Desk, lang: Lang) -> Counter:
    tr, tasks = speaking(lang), Tasks()
    chosen = Chosen(tr)
    card = RecordCard(desk.log, desk.exhibits, dressed(), tr, tasks, chosen)
    qtbot.addWidget(card)
    card.resize(376, 544)
    card.show()
    card.show_case(desk.troubleshoot.start("no-slip").case)
    return Counter(desk, card, tasks, chosen, folder)


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    given: Lang = request.param
    return given


@pytest.fixture
def counter(qtbot: QtBot, data_dir: Path) -> Iterator[Counter]:
    with opened(data_dir) as desk:
        made = build(qtbot, data_dir, desk, "zh_CN")
        yield made
        made.tasks.finish()


@pytest.fixture
def spoken(qtbot: QtBot, data_dir: Path, lang: Lang) -> Iterator[Counter]:
    with opened(data_dir) as desk:
        made = build(qtbot, data_dir, desk, lang)
        yield made
        made.tasks.finish()


def enter(qtbot: QtBot, line: GuardedLine, text: str) -> None:
    line.setFocus()
    line.selectAll()
    line.del_()
    qtbot.keyClicks(line, text) if text.isascii() else line.insert(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def paste(qtbot: QtBot, line: GuardedLine, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.setFocus()
    line.selectAll()
    line.paste()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def is_asked_for_elsewhere(card: RecordCard, name: str) -> bool:
    box = card.form.lines[name].parentWidget()
    return box is not None and box.isHidden()


def nothing_of_it_is_left(counter: Counter, *texts: str) -> None:
    for text in texts:
        assert text not in everything_said(counter.card)
        assert text.encode() not in kept_on_disk(counter.folder)
        assert text not in repr(counter.stored())
    for line in counter.card.findChildren(GuardedLine):
        for _ in range(40):
            line.undo()
        assert not any(text in line.text() for text in texts)


# ---------------------------------------------------------------------------------- card numbers


@pytest.mark.parametrize("name", [*SLIP_FIELDS, *TEXTS])
def test_a_card_number_typed_anywhere_is_refused_in_place(
    qtbot: QtBot, spoken: Counter, name: str
) -> None:
    events = len(spoken.case.history)
    enter(qtbot, spoken.line(name), CARD)
    assert len(spoken.troubles()) == 1
    assert spoken.offers(), spoken.troubles()
    assert len(spoken.stored().history) == events
    nothing_of_it_is_left(spoken, CARD)


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("name", ["card", "rrn", "order_no", "merchant_name", *TEXTS])
def test_a_card_number_pasted_anywhere_is_refused_in_place(
    qtbot: QtBot, counter: Counter, name: str, text: str
) -> None:
    events = len(counter.case.history)
    paste(qtbot, counter.line(name), text)
    assert len(counter.troubles()) == 1
    assert len(counter.stored().history) == events
    nothing_of_it_is_left(counter, CARD, text)


@pytest.mark.parametrize("name", ["card", "rrn", "order_no"])
def test_one_more_enter_keeps_six_and_four(qtbot: QtBot, counter: Counter, name: str) -> None:
    enter(qtbot, counter.line(name), CARD)
    first = counter.offers()[0]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert str(counter.stored().slip.card) == "622848******0018"
    assert not counter.troubles()
    nothing_of_it_is_left(counter, CARD)


def test_a_note_keeps_its_words_and_six_and_four(qtbot: QtBot, counter: Counter) -> None:
    line = counter.line("note")
    line.setFocus()
    line.insert(f"客人的卡 {CARD} 在前台")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(counter.offers()[0], Qt.Key.Key_Return)
    assert "客人的卡 622848******0018 在前台" in " ".join(counter.card.story.told)
    nothing_of_it_is_left(counter, CARD)


def test_an_order_number_that_looks_like_a_card_is_kept_once_confirmed(
    qtbot: QtBot, counter: Counter
) -> None:
    enter(qtbot, counter.line("order_no"), CARD)
    counter.offers()[1].click()
    assert counter.stored().slip.order_no == CARD
    assert "not_a_card=('order_no',)" in repr(counter.stored().history[-1].event)
    assert not counter.troubles()


@pytest.mark.parametrize("name", ["card", "rrn", "terminal_id", "amount", "batch"])
def test_a_field_that_no_such_number_fits_cannot_be_confirmed(
    qtbot: QtBot, counter: Counter, name: str
) -> None:
    enter(qtbot, counter.line(name), CARD)
    assert len(counter.offers()) == 1


def test_another_case_lets_go_of_what_waits_to_be_confirmed(qtbot: QtBot, counter: Counter) -> None:
    enter(qtbot, counter.line("order_no"), CARD)
    counter.card.show_case(counter.desk.troubleshoot.start("no-slip").case)
    assert not counter.offers()
    assert not counter.troubles()


@pytest.mark.parametrize("text", ["安全码 123", "密码 123456", "有效期 12/27", "验证码 998877"])
def test_other_secrets_are_refused_and_taken_out(qtbot: QtBot, counter: Counter, text: str) -> None:
    line = counter.line("note")
    line.setFocus()
    line.insert(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert counter.troubles()
    assert not counter.offers()
    nothing_of_it_is_left(counter, text)


# ---------------------------------------------------------------------------------------- fields

RIGHT = {
    "amount": ("500", "¥500.00"),
    "at": ("2026-11-20 14:32:07", "11-20 14:32:07"),
    "card": ("6228481234", "622848 ∙∙∙∙∙∙ 1234"),
    "issuer": ("ABC", "ABC"),
    "merchant_id": ("898310058120001", "898310058120001"),
    "terminal_id": ("61203847", "61203847"),
    "batch": ("218", "000218"),
    "trace": ("4731", "004731"),
    "rrn": ("632414004731", "632414004731"),
    "auth_code": ("A12345", "A12345"),
    "order_no": ("4200002186202611201234567890", "4200002186202611201234567890"),
}
WRONG = {
    "amount": "abc",
    "at": "yesterday",
    "card": "12",
    "issuer": "x" * 41,
    "merchant_id": "123",
    "terminal_id": "6120384",
    "batch": "1234567",
    "trace": "0",
    "original_trace": "x",
    "rrn": "63241400473",
    "auth_code": "12345",
    "order_no": "12345",
    "operator": "x" * 13,
    "kind": "x" * 21,
}


@pytest.mark.parametrize("name", RIGHT)
def test_each_field_is_stored_at_enter_and_shown_as_people_read_it(
    qtbot: QtBot, counter: Counter, name: str
) -> None:
    text, shown = RIGHT[name]
    with qtbot.waitSignal(counter.card.case_changed) as changed:
        enter(qtbot, counter.line(name), text)
    assert changed.args[0].slip.values()[name] == counter.stored().slip.values()[name]
    counter.card.story.line.setFocus()
    assert counter.card.form.lines[name].text() == shown
    assert not counter.troubles()


@pytest.mark.parametrize("name", WRONG)
def test_what_breaks_a_rule_stays_to_be_corrected_and_is_not_stored(
    qtbot: QtBot, spoken: Counter, name: str
) -> None:
    events = len(spoken.case.history)
    line = spoken.line(name)
    enter(qtbot, line, WRONG[name])
    assert line.text() == WRONG[name]
    assert len(spoken.troubles()) == 1
    assert len(spoken.stored().history) == events
    label = SLIP_FIELDS[name].label.in_(spoken.card.story._tr.lang)
    assert label in spoken.troubles()[0] or WRONG[name] in spoken.troubles()[0]


def test_leaving_a_field_stores_it_once(qtbot: QtBot, counter: Counter) -> None:
    line = counter.line("batch")
    line.setFocus()
    qtbot.keyClicks(line, "218")
    events = len(counter.case.history)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert counter.stored().slip.batch == "000218"
    counter.line("trace").setFocus()
    counter.line("batch").setFocus()
    counter.line("trace").setFocus()
    assert len(counter.stored().history) == events + 1


def test_an_emptied_field_is_taken_away(qtbot: QtBot, counter: Counter) -> None:
    enter(qtbot, counter.line("issuer"), "ABC")
    enter(qtbot, counter.line("issuer"), "")
    assert counter.stored().slip.issuer is None


def test_the_most_wanted_field_is_asked_for_one_after_the_other(
    qtbot: QtBot, counter: Counter
) -> None:
    card = counter.card
    for name in ("amount", "at", "card", "merchant_id", "terminal_id", "batch", "trace", "rrn"):
        assert card.invitation.wanted == name
        assert is_asked_for_elsewhere(card, name)
        line = counter.line("invitation")
        line.setFocus()
        enter(qtbot, line, RIGHT[name][0])
        assert not is_asked_for_elsewhere(card, name)
    assert card.invitation.wanted == ""
    assert card.invitation.line is None


def test_a_case_changed_elsewhere_leaves_what_is_being_typed(
    qtbot: QtBot, counter: Counter
) -> None:
    line = counter.line("batch")
    line.setFocus()
    qtbot.keyClicks(line, "21")
    counter.card.show_case(counter.desk.log.record(counter.case, "trace", "4731"))
    assert line.text() == "21"
    assert counter.card.form.lines["trace"].text() == "004731"


# ----------------------------------------------------------------- facts, goods, promise, tender


def test_the_two_facts_follow_the_case(spoken: Counter) -> None:
    log, card = spoken.desk.log, spoken.card
    before = (card.facts.terminal.words, card.facts.bank.words)
    case = log.learn(spoken.case, terminal=Terminal.TIMEOUT, source=Source.SCREEN)
    card.show_case(log.learn(case, bank=Bank.RETURNED, source=Source.BANK_APP))
    assert card.facts.terminal.words != before[0]
    assert card.facts.terminal.tone == "wait"
    assert card.facts.bank.tone == "go"
    assert card.facts.bank.words in card.facts.bank.accessibleName()


def test_goods_are_marked_at_a_press(qtbot: QtBot, counter: Counter) -> None:
    goods = counter.card.goods
    assert not goods.held.isChecked()
    assert not goods.released.isChecked()
    goods.held.click()
    assert counter.stored().goods == "held"
    qtbot.keyClick(goods.released, Qt.Key.Key_Return)
    assert counter.stored().goods == "released"
    assert goods.released.isChecked()
    assert not goods.held.isChecked()


def test_a_promise_is_given_in_two_presses_and_told_in_words(counter: Counter) -> None:
    row = counter.card.promise
    row.button.click()
    times = [b for b in row.findChildren(Button) if b.isVisibleTo(row) and b is not row.button]
    assert [b.text() for b in times] == ["今天 15:43", "今天 17:00", "明天 10:00"]
    times[1].click()
    promise = counter.stored().promise
    assert promise is not None
    assert promise.by == "2026-11-20T17:00:00+08:00"
    assert row.button.text().startswith("今天 17:00")


def test_a_promise_can_be_a_time_of_ones_own_but_not_a_past_one(
    qtbot: QtBot, counter: Counter
) -> None:
    line = counter.line("promise")
    enter(qtbot, line, "9:00")
    assert counter.troubles()
    assert counter.stored().promise is None
    enter(qtbot, line, "17:30")
    promise = counter.stored().promise
    assert promise is not None
    assert promise.by == "2026-11-20T17:30:00+08:00"


def test_paying_otherwise_is_recorded_and_changes_no_verdict_for_the_better(
    counter: Counter,
) -> None:
    form = counter.card.tender
    form.link.click()
    form.store.click()
    assert counter.troubles()
    for line, text in zip(form.lines.values(), ("现金", "王经理", "双付说明 3 号"), strict=True):
        line.insert(text)
    form.store.click()
    assert [t.means for t in counter.stored().tenders] == ["现金"]
    assert counter.stored().verdict.charge_again.value == "no"
    assert not counter.troubles()
    assert all(not line.text() for line in form.lines.values())


def test_one_more_attempt_begins_a_slip_of_its_own(qtbot: QtBot, counter: Counter) -> None:
    enter(qtbot, counter.line("amount"), "500")
    enter(qtbot, counter.line("batch"), "218")
    counter.card.attempts.again.click()
    assert [a.slip.batch for a in counter.stored().attempts] == ["000218", None]
    assert counter.card.form.lines["batch"].text() == ""


def test_the_story_tells_the_last_steps_and_all_on_demand(qtbot: QtBot, counter: Counter) -> None:
    for words in ("one", "two", "three", "four"):
        enter(qtbot, counter.line("note"), words)
    told = counter.card.story.told
    assert len(told) == 3
    assert "four" in told[-1]
    counter.card.story.fold.click()
    assert len(counter.card.story.told) > 3


# -------------------------------------------------------------------------------------- exhibits


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(card: RecordCard, mime: QMimeData) -> bool:
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(QPoint(20, 200), copy, mime, left, none)
    entered.ignore()
    QApplication.sendEvent(card, entered)
    QApplication.sendEvent(card, QDropEvent(QPointF(20, 200), copy, mime, left, none))
    return entered.isAccepted()


def wait(qtbot: QtBot, counter: Counter) -> None:
    qtbot.waitUntil(lambda: not counter.tasks.busy, timeout=10_000)


def photo(folder: Path, name: str = "slip.jpg") -> Path:
    path = folder / name
    path.write_bytes(encoded(picture(320 + len(name), 200), "JPG"))
    return path


def test_a_dropped_photo_is_kept_and_shown_small(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    assert drop(counter.card, files(photo(tmp_path), photo(tmp_path, "two.jpg")))
    wait(qtbot, counter)
    assert [e.name for e in counter.stored().exhibits] == ["slip.jpg", "two.jpg"]
    assert [t.exhibit.name for t in counter.card.exhibits.thumbs] == ["slip.jpg", "two.jpg"]
    qtbot.waitUntil(lambda: all(t.has_picture for t in counter.card.exhibits.thumbs))


def test_a_pasted_picture_is_kept_from_any_field(qtbot: QtBot, counter: Counter) -> None:
    QGuiApplication.clipboard().setImage(picture())
    line = counter.line("batch")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, counter)
    QGuiApplication.clipboard().clear()
    assert [e.mime for e in counter.stored().exhibits] == ["image/png"]
    assert line.text() == ""


def test_a_pasted_file_and_a_chosen_one_are_kept(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setMimeData(files(photo(tmp_path)))
    assert counter.card.paste()
    counter.chosen.files = (photo(tmp_path, "chosen.jpg"),)
    counter.card.exhibits.choose.click()
    wait(qtbot, counter)
    QGuiApplication.clipboard().clear()
    assert [e.name for e in counter.stored().exhibits] == ["slip.jpg", "chosen.jpg"]


def test_the_kind_is_guessed_from_the_step_and_can_be_chosen(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    strip = counter.card.exhibits
    strip.expect("bank-says")
    drop(counter.card, files(photo(tmp_path)))
    wait(qtbot, counter)
    strip.tile.click()
    strip.kinds["sms"].click()
    drop(counter.card, files(photo(tmp_path, "two.jpg")))
    wait(qtbot, counter)
    assert [e.kind for e in counter.stored().exhibits] == ["app", "sms"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("torn.jpg", encoded(picture(), "JPG")[:300]),
        ("empty.png", b""),
        ("program.exe", b"MZ\x00\x01\x02\xff\xfe\x00"),
    ],
)
def test_a_damaged_file_is_refused_in_one_sentence(
    qtbot: QtBot, spoken: Counter, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    drop(spoken.card, files(tmp_path / name))
    wait(qtbot, spoken)
    assert len(spoken.troubles()) == 1
    assert name in spoken.troubles()[0]
    assert not spoken.stored().exhibits


def test_a_file_named_like_a_card_is_kept_only_once_confirmed(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    drop(counter.card, files(photo(tmp_path, f"{CARD}.jpg")))
    wait(qtbot, counter)
    assert not counter.stored().exhibits
    nothing_of_it_is_left(counter, CARD)
    counter.offers()[1].click()
    wait(qtbot, counter)
    attached = [r.event for r in counter.stored().history]
    assert any(isinstance(e, ExhibitAttached) and e.not_a_card for e in attached)


def test_a_file_goes_to_the_case_it_was_dropped_on(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    first = counter.case
    drop(counter.card, files(photo(tmp_path)))
    counter.card.show_case(counter.desk.troubleshoot.start("no-slip").case)
    wait(qtbot, counter)
    assert len(counter.desk.log.case(first.id).exhibits) == 1
    assert not counter.stored().exhibits
    assert not counter.card.exhibits.thumbs


# ----------------------------------------------------------------------------- reach and words


def reached_by_tab(qtbot: QtBot, card: RecordCard) -> list[QWidget]:
    card.story.line.setFocus()
    reached: list[QWidget] = []
    for _ in range(80):
        here = card.focusWidget()
        if here in reached:
            break
        reached.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return reached


def test_everything_is_reached_by_tab_and_has_a_name(qtbot: QtBot, spoken: Counter) -> None:
    card = spoken.card
    card.form.go_to("auth_code")
    reached = reached_by_tab(qtbot, card)
    wanted: list[QWidget] = [
        *(line for line in card.form.lines.values() if line.isVisible()),
        spoken.line("invitation"),
        card.goods.held,
        card.goods.released,
        card.promise.button,
        card.tender.link,
        card.hand_over.link,
        card.attempts.again,
        card.exhibits.tile,
        card.story.line,
        card.bundle,
    ]
    assert not [w for w in wanted if w not in reached]
    assert all(widget.accessibleName() for widget in reached)


def test_a_low_window_scrolls_and_cuts_nothing_off(qtbot: QtBot, counter: Counter) -> None:
    card = counter.card
    for width, height in ((376, 300), (320, 420)):
        card.resize(width, height)
        QApplication.processEvents()
        assert card.bundle.visibleRegion().boundingRect() == card.bundle.rect()
        card.hand_over.link.setFocus()
        qtbot.keyClick(card.hand_over.link, Qt.Key.Key_Tab)
        assert card.story.line.hasFocus()
        assert not card.story.line.visibleRegion().isEmpty()
        assert card.form.mapTo(card, card.form.rect().bottomRight()).x() <= width


def test_what_is_wrong_comes_into_view(qtbot: QtBot, counter: Counter) -> None:
    counter.card.resize(376, 300)
    enter(qtbot, counter.line("note"), "密码 123456")
    trouble = counter.card.story.trouble
    qtbot.waitUntil(lambda: trouble.visibleRegion().boundingRect() == trouble.rect())


def test_the_bundle_is_asked_for_with_one_press(qtbot: QtBot, counter: Counter) -> None:
    with qtbot.waitSignal(counter.card.bundle_wanted):
        counter.card.bundle.click()


def test_without_a_case_nothing_can_be_stored(counter: Counter) -> None:
    counter.card.show_case(None)
    assert not counter.card.paste()
    assert not drop(counter.card, files())
    assert not counter.card.bundle.isVisible()
