"""The window on which the story is played, by the keys a cashier would press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk import paths
from posdesk.demo.made import Made
from posdesk.demo.story import NOTE, PROMISE, REPLY, RRN, SLIP, SYMPTOM, TICKET, StoryClock
from posdesk.domain.case import Case
from posdesk.domain.errors import DataTrouble
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.life import Party
from posdesk.domain.text import N_, Lang, Text
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.follow_up import SaidInCall
from posdesk.services.troubleshoot import Session
from posdesk.ui.corner import Corner
from posdesk.ui.counter.page import CounterPage
from posdesk.ui.questions import Questions
from posdesk.ui.session import Sitting, application

SIZE = (1366, 768)
OTHER: dict[Lang, Lang] = {"zh_CN": "en", "en": "zh_CN"}
PATIENCE_MS = 60_000


class _Asked(Questions):
    """Answers the one question of the story: where to save the bundle."""

    def __init__(self, target: Path, tr: Translator) -> None:
        super().__init__(tr)
        self._target = target

    def path_to_save(self, suggested: Path) -> Path | None:
        return self._target


class Stage:
    """Plays one story and takes the pictures."""

    def __init__(self, desk: Desk, clock: StoryClock, lang: Lang, out: Path) -> None:
        self._desk, self._clock, self._lang, self._out = desk, clock, lang, out
        self._bundle = out / "bundle.pdf"
        self._app = application()
        self._sitting = Sitting(
            self._app,
            desk,
            lang=lang,
            theme="light",
            clock=clock,
            questions=_Asked(self._bundle, Translator(lang, paths.resources() / "i18n")),
        )
        self._window = self._sitting.window
        self._pictures: list[Path] = []

    def play(self, photo: Path, screenshot: Path) -> Made:
        """Play all days of the story and return what was made."""
        self._window.resize(*SIZE)
        self._window.show()
        self._friday(photo, screenshot)
        self._monday()
        self._wednesday()
        number = self._session.case.number
        self._window.close()
        return Made(number, self._bundle, tuple(self._pictures))

    def _friday(self, photo: Path, screenshot: Path) -> None:
        self._clock.set(20, 14, 32, 40)
        self._page.go_home()
        self._picture("home")
        self._page.field.line.setText(SYMPTOM.in_(self._lang))
        self._picture("find")
        self._press(Qt.Key.Key_Return)
        self._press(Qt.Key.Key_1)
        self._answer("timeout", 20, 14, 35)
        self._note_slip()
        self._desk.exhibits.attach(self._session.case.id, photo, "terminal")
        self._clock.set(20, 14, 43)
        self._refresh()
        self._picture("bank-question")
        self._answer("debited", 20, 14, 44)
        self._desk.exhibits.attach(self._session.case.id, screenshot, "app")
        self._desk.log.mark_goods(self._session.case, "held")
        self._refresh()
        self._picture("one-sided")
        self._to_the_outcome()

    def _to_the_outcome(self) -> None:
        """Answer as the story goes, whatever the flow asks on its way to the end."""
        known = {
            "same-amount": "same",
            "bank-again": "still-debited",
            "host-says": "open",
            "customer-leaves": "leaves",
            "ask-acquirer": "ticket",
        }
        for minute in range(45, 75):
            walk = self._session.walk
            if walk.outcome is not None:
                break
            hour, past = divmod(minute, 60)
            if walk.node.answers:
                self._answer(known[walk.node.id], 20, 14 + hour, past)
            else:
                self._clock.set(20, 14 + hour, past)
                self._press(Qt.Key.Key_1)
        log, case = self._desk.log, self._session.case
        log.learn(case, terminal=Terminal.TIMEOUT, source=Source.ACQUIRER, ticket=TICKET)
        self._call("call", NOTE, "2026-11-23T09:30:00+08:00")
        log.promise(log.case(case.id), PROMISE.in_(self._lang), "2026-11-23 10:00")
        self._refresh()
        self._picture("outcome")

    def _monday(self) -> None:
        self._clock.set(23, 9, 34)
        log, case = self._desk.log, self._session.case
        self._call("call_in", REPLY)
        log.record(log.case(case.id), "rrn", RRN)
        self._clock.set(23, 9, 40)
        self._look_at_the_case()
        self._clock.set(23, 10, 20)
        self._desk.follow_up.finish_step(case.id, "promise")
        self._refresh()
        self._make_the_bundle()
        self._clock.set(23, 18, 2)
        self._window.overlays.show_shift()
        self._picture("hand-over")
        self._leave()

    def _make_the_bundle(self) -> None:
        """Go to the evidence, look at its first step, and export."""
        export = Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self._window, *export)
        self._settle(400)
        self._picture("evidence")
        QTest.keyClick(self._window, *export)
        self._wait_for_the_bundle()
        self._picture("bundle-made")
        self._leave()

    def _look_at_the_case(self) -> None:
        """Go to the case in the list, and see its two pictures side by side."""
        case = self._desk.log.case(self._session.case.id)
        self._window.pages.show_cases(case.id)
        self._settle(400)  # the list comes from its reader, the detail a moment later
        self._picture("cases")
        self._window.overlays.show_exhibits(case.id, tuple(one.id for one in case.exhibits))
        self._settle(400)
        self._picture("exhibits")
        self._leave()
        self._window.pages.show_counter()

    def _leave(self) -> None:
        """Go back to the page below."""
        over: QWidget | None = self._window.pages.currentWidget()
        QTest.keyClick(self._window if over is None else over, Qt.Key.Key_Escape)
        self._settle()

    def _call(self, how: str, said: Text, promise_by: str | None = None) -> None:
        """Log a call with the acquirer, under the ticket of the story."""
        call = SaidInCall(Party.ACQUIRER, how, "", TICKET, said.in_(self._lang), promise_by)
        self._desk.follow_up.log_call(self._session.case.id, call)

    def _wednesday(self) -> None:
        self._clock.set(25, 10, 12)
        case: Case = self._desk.log.case(self._session.case.id)
        self._desk.log.learn(case, bank=Bank.RETURNED, source=Source.BANK_APP)
        self._window.language_chosen.emit(OTHER[self._lang])
        self._window.theme_chosen.emit("dark")
        self._refresh()
        self._picture("returned-question")
        if self._session.walk.node.answers:
            self._answer(self._session.walk.answers[0].id, 25, 10, 14)
        self._picture("returned")

    def _note_slip(self) -> None:
        case = self._session.case
        for field, text in SLIP.items():
            case = self._desk.log.record(case, field, text)

    @property
    def _page(self) -> CounterPage:
        return self._window.page

    @property
    def _session(self) -> Session:
        session = self._page.session
        if session is None:
            raise DataTrouble(N_("The window shows no walk; the demonstration cannot go on."))
        return session

    def _answer(self, answer_id: str, day: int, hour: int, minute: int) -> None:
        """Press the digit of an answer at that time."""
        self._clock.set(day, hour, minute)
        digits = [answer.id for answer in self._session.walk.answers]
        self._press(Qt.Key(Qt.Key.Key_1 + digits.index(answer_id)))

    def _press(self, key: Qt.Key) -> None:
        focused: QWidget | None = self._window.focusWidget()
        QTest.keyClick(self._window if focused is None else focused, key)
        self._settle()

    def _refresh(self) -> None:
        """Show the case as it is now, as opening it from today's list does."""
        self._page.open_case(self._session.case.id)
        self._settle()

    def _settle(self, milliseconds: int = 60) -> None:
        QTest.qWait(milliseconds)

    def _wait_for_the_bundle(self) -> None:
        loop = QEventLoop()
        look = QTimer(interval=50)
        look.timeout.connect(lambda: loop.quit() if self._bundle.exists() else None)
        look.start()
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        loop.exec()
        if not self._bundle.exists():
            raise DataTrouble(N_("The bundle was not made; see what the window says."))

    def _picture(self, name: str) -> None:
        """Take a picture of the whole window."""
        for _ in range(100):
            if not self._window.tasks.busy:
                break
            self._settle(30)
        self._settle()
        for corner in self._window.findChildren(Corner):
            corner.tick()  # the story's hours pass faster than the corner looks at the clock
        QApplication.processEvents()
        path = self._out / f"{len(self._pictures) + 1:02d}-{name}.png"
        self._window.grab().save(str(path))
        self._pictures.append(path)
