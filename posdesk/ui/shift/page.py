"""The page at the end of a shift: what the next cashier must know, and who hands over or takes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posdesk.domain.day_words import list_day, told_moment
from posdesk.domain.errors import PosDeskError
from posdesk.domain.shift_sheet import ShiftSheet
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.counter.paper import Paper
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.over_page import OverPage
from posdesk.ui.parts.words import Words
from posdesk.ui.shift.sections import Reading
from posdesk.ui.shift.sheet_view import SheetView
from posdesk.ui.shift.side import Side
from posdesk.ui.theme import GAP, RECORD, WIDE, Theme


class ShiftPage(OverPage):
    """Shows what the sheet says now, or the one that waits to be taken over."""

    changed = Signal()
    case_wanted = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, tr: Translator, paper: Paper, *, taking: bool = False
    ) -> None:
        super().__init__()
        self._desk, self._tr, self._paper = desk, tr, paper
        self.view = SheetView(theme, tr)
        self.view.case_chosen.connect(self.case_wanted)
        self.side = Side(theme, tr)
        self._when = Words(style="body", ink="text2")
        self._back = Button(tr("Back") + "  Esc", theme, icon_name="back")
        self._back.setAccessibleName(tr("Back"))
        self._back.clicked.connect(self.left)
        self.side.wanted.connect(self._wanted)
        self.side.print_wanted.connect(self._print)
        self._lay_out()
        waiting = desk.shifts.open_sheet() if taking else None
        self.sheet = waiting or desk.shifts.sheet()
        self._taking = waiting is not None
        if waiting is not None:
            self._ask_to_take(waiting)
        else:
            self._ask_to_end()
        self._show(self.sheet)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here, for the status line."""
        tr = self._tr
        deed = ("F9", self.side.button.text())
        deeds = (deed,) if not self.side.button.isHidden() else ()
        return (*deeds, ("Ctrl+P", tr("save as PDF")), ("Esc", tr("back")))

    def take_focus(self) -> None:
        """Stand where the next key belongs."""
        known = self.side.name.text()
        if self.side.button.isHidden():
            self.side.paper.setFocus()
        else:
            (self.side.note if known else self.side.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F9 and not control:
            self.side.press()
        elif event.key() == Qt.Key.Key_P and control:
            self._print()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(320 if self.width() < WIDE else RECORD)

    def _ask_to_end(self) -> None:
        tr, staff = self._tr, self._desk.staff
        there = staff.present
        self.side.ask(tr("Hand over"), "", tr("Who hands over?"), tr("Hand over"))
        known = there.name if there else self._desk.shop.cashier
        self.side.offer(self._names(), known)

    def _ask_to_take(self, sheet: ShiftSheet) -> None:
        tr, there = self._tr, self._desk.staff.present
        time = told_moment(sheet.made_at, self._desk.follow_up.now(), tr.lang)
        told = tr("{name} handed over at {time}.", name=sheet.by, time=time)
        self.side.ask(tr("Take over"), told, tr("Who takes over?"), tr("I take over"))
        others = tuple(name for name in self._names() if name != sheet.by)
        self.side.offer(others, there.name if there and there.name != sheet.by else "")

    def _names(self) -> tuple[str, ...]:
        return tuple(person.name for person in self._desk.staff.people.active)

    def _wanted(self, name: str, note: str) -> None:
        shifts = self._desk.shifts
        try:
            if self._taking:
                self.sheet = shifts.take_over(self.sheet.id, name, note)
            else:
                self.sheet = shifts.end_shift(name, note)
        except PosDeskError as error:
            self.side.refuse(error)
            return
        self._tell_done()
        self._show(self.sheet)
        self.keys_changed.emit(self.keys)
        self.changed.emit()

    def _tell_done(self) -> None:
        tr, sheet = self._tr, self.sheet
        if self._taking:
            self.side.tell(tr("{name} has taken over", name=sheet.taken_by), sheet.taken_note)
        else:
            self.side.tell(
                tr("{name} has handed over", name=sheet.by),
                tr("The next one sees the sheet at the counter and takes over there."),
            )

    def _show(self, sheet: ShiftSheet) -> None:
        made = list_day(sheet.made_at, self._desk.follow_up.now(), self._tr.lang)
        self._when.say(made)
        calendar, now = self._desk.follow_up.calendar, self._desk.follow_up.now()
        self.view.show_sheet(sheet, Reading(sheet, calendar, now, self._tr))

    def _print(self) -> None:
        self._paper.shift_sheet(self.sheet, self.side.notice)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(self._tr("Hand-over sheet"), "step"))
        head.addWidget(self._when, 1)
        head.addWidget(self._back)
        right = QVBoxLayout()
        right.addWidget(self.side)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.view, 1)
        row.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)
