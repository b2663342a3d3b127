"""The scenes of the cashier's part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.people import Role
from posdesk.pdfium import opened
from posdesk.ui.counter.banner import Banner
from posdesk.ui.rescue import RescueWindow
from tests.manual.stage import Stage
from tests.ui.stage import CARD, dressed, speaking

Scene = Callable[[Stage], QImage]


def home(stage: Stage) -> QImage:
    stage.morning()
    return stage.whole()


def found(stage: Stage) -> QImage:
    stage.morning()
    stage.page.field.line.setText(stage.say("没出单", "no slip"))
    stage.settle(400)
    return stage.whole()


def step(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.fill_slip()
    return stage.whole()


def banners(stage: Stage) -> QImage:
    """Paint the banner's four colours one below the other."""
    theme, tr = dressed(), speaking(stage.lang)
    known = (
        Facts(Terminal.TIMEOUT, Bank.DEBITED),
        Facts(Terminal.TIMEOUT),
        Facts(Terminal.DECLINED, Bank.NOT_DEBITED),
        Facts(Terminal.APPROVED, Bank.DEBITED),
    )
    wide, high, gap = 862, 76, 12
    picture = QImage(wide, 4 * high + 3 * gap, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.colours["bg"]))
    painter = QPainter(picture)
    for place, facts in enumerate(known):
        banner = Banner(theme, tr)
        banner.resize(wide, high)
        banner.show_facts((facts,))
        painter.drawImage(0, place * (high + gap), banner.grab().toImage())
    painter.end()
    return picture


def words(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.press(Qt.Key.Key_F1)
    return stage.part(stage.page.walk.step)


def call_script(stage: Stage) -> QImage:
    stage.walk("done", "timeout", "debited")
    stage.fill_slip()
    for answer in ("same", "still-debited", "open", "leaves", "done", "done"):
        if stage.page.walk.step.has_call:
            break
        stage.answer(answer)
    stage.press(Qt.Key.Key_F2)
    return stage.part(stage.page.walk.step)


def record(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.fill_slip()
    stage.photos()
    return stage.part(stage.page.walk.record)


def covers(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.photos()
    case = stage.desk.log.case(stage.case.id)
    stage.window.overlays.cover(case.id, case.exhibits[-1].id)
    stage.settle(400)
    stage.press(Qt.Key.Key_N)
    return stage.whole()


def otherwise(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.fill_slip()
    tender = stage.page.walk.record.tender
    tender.unfold()
    stage.settle(200)
    stage.page.walk.record._area.ensureWidgetVisible(tender, 0, 120)
    return stage.part(stage.page.walk.record)


def unfinished(stage: Stage) -> QImage:
    stage.morning()
    return stage.part(stage.page.home.due, stage.page.home.unfinished)


def outcome(stage: Stage) -> QImage:
    stage.walk("done", "timeout")
    stage.fill_slip()
    known = {"same", "still-debited", "open", "leaves", "ticket"}
    stage.answer("debited")
    for _ in range(30):
        if stage.session.walk.outcome is not None:
            break
        fitting = known.intersection(one.id for one in stage.session.walk.answers)
        stage.answer(next(iter(fitting), "done"))
    return stage.whole()


def call_line(stage: Stage) -> QImage:
    stage.morning()
    stage.window.pages.show_cases()
    stage.settle(500)
    cases = stage.window.pages.cases
    assert cases is not None
    cases.detail.take_call()
    said = "收单 8812 明天10点书面答复", "acquirer 8812 tomorrow 10:00 answer in writing"
    cases.detail.call.line.setText(stage.say(*said))
    stage.settle(300)
    return stage.whole()


def hand_over(stage: Stage) -> QImage:
    stage.morning()
    stage.clock.set(20, 18, 2)
    stage.window.show_shift()
    stage.settle(300)
    return stage.whole()


def pin(stage: Stage) -> QImage:
    staff = stage.desk.staff
    manager = staff.add(stage.say("周敏", "Zhou Min"), Role.MANAGER)
    staff.set_pin(manager.id, "824613")
    staff.sign_out()
    stage.window.door.choose(manager.id)
    stage.settle(200)
    for digit in "82":
        stage.press(Qt.Key(Qt.Key.Key_0 + int(digit)))
    assert stage.window.door.panel is not None
    return stage.part(stage.window.contents.corner, stage.window.door.panel)


def refused(stage: Stage) -> QImage:
    stage.page.field.line.setText(CARD)
    stage.page.field.line.editingFinished.emit()
    stage.settle(200)
    line: QLineEdit = stage.page.field.line
    return stage.part(line, stage.page.trouble)


def rescue(stage: Stage) -> QImage:
    stage.morning()
    stage.desk.backups.make()
    said = stage.say("数据文件有损坏：先恢复备份，再继续用。", "The data file is damaged.")
    window = RescueWindow(
        stage.desk.restorer, said, dressed(), speaking(stage.lang), stage.clock, lost=False
    )
    taken: list[QImage] = []

    def take() -> None:
        taken.append(window.grab().toImage())
        window.close()

    QTimer.singleShot(1500, take)
    window.ask()
    return taken[0]


def lessons(stage: Stage) -> QImage:
    stage.window.pages.show_training()
    stage.settle(200)
    return stage.whole()


def card(stage: Stage) -> QImage:
    """Paint the counter card as it comes out of a printer."""
    target = stage.folder / "card.pdf"
    stage.desk.printouts.counter_card(target, stage.lang)
    shown = Path(target.with_suffix(".png"))
    with opened(target.read_bytes()) as document:
        document[0].render(scale=1.1).to_pil().convert("L").save(shown)
    return QImage(str(shown))


SCENES: dict[str, Scene] = {
    "home": home,
    "found": found,
    "step": step,
    "banners": banners,
    "words": words,
    "call-script": call_script,
    "record": record,
    "covers": covers,
    "otherwise": otherwise,
    "unfinished": unfinished,
    "outcome": outcome,
    "call-line": call_line,
    "hand-over": hand_over,
    "pin": pin,
    "refused": refused,
    "rescue": rescue,
    "lessons": lessons,
    "card": card,
}
