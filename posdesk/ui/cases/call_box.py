"""The line at the bottom: a call told in a line, what was understood as tags, kept by Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.domain.call_line import CallLine, Kind, Part, read_call_line
from posdesk.domain.case import Case
from posdesk.domain.day_words import list_day
from posdesk.domain.errors import PosDeskError
from posdesk.domain.life import PARTY_WORDS, WAYS, Party
from posdesk.services.follow_up import SaidInCall
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.call_tag import HIGH, CallTag
from posdesk.ui.cases.case_line import PARTY_ICONS
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words, key_cap

_ICONS: Final = {
    Kind.HOW: "phone",
    Kind.NAME: "person",
    Kind.TICKET: "file",
    Kind.WHEN: "calendar",
}
_ORDER: Final = (Kind.WHO, Kind.HOW, Kind.NAME, Kind.TICKET, Kind.WHEN)


class CallBox(QWidget):
    """``kept`` says the case after a call was kept."""

    kept = Signal(object)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around, tr = around, around.tr
        self._case: Case | None = None
        self._plain: set[str] = set()
        self._guess = Party.ACQUIRER
        self.tags: list[CallTag] = []
        self.trouble = Trouble(around.theme)
        hint = tr("Like: acquirer 8812 tomorrow 10:00")
        self.line = FormLine(tr, self.trouble, tr("Note a call"), hint)
        self.line.entered.connect(self._keep)
        self.line.left.connect(self._leave)
        self.line.textChanged.connect(self._read)
        self._enter = key_cap(tr("Enter"))
        self._row = QWidget()
        self._row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(4)
        self._row.setLayout(self._flow)
        self._caption = Words(tr("Note a call"), "small", "text2")
        self._caption.setFixedHeight(HIGH)
        self._flow.addWidget(self._caption)
        self._lay_out()

    @property
    def read(self) -> CallLine:
        """The line as it is understood now."""
        around = self._around
        calendar = around.desk.follow_up.calendar
        return read_call_line(self.line.text(), around.clock(), calendar, self._plain)

    def show_case(self, case: Case) -> None:
        """Take calls of ``case``; what was typed for another one is let go of."""
        if self._case is None or case.id != self._case.id:
            self._forget()
            self.trouble.clear()
        self._case = case
        self._guess = case.waiting_for or Party.ACQUIRER
        self._read()

    def _keep(self) -> None:
        case, read = self._case, self.read
        if case is None or not self.line.words:
            return
        said = SaidInCall(
            who=read.who or self._guess,
            how=read.how,
            name=read.name,
            ticket=read.ticket,
            said=read.said,
            promise_by=read.promise_by,
        )
        sure = ("name", "ticket", "said") if self.line.is_confirmed else ()
        try:
            after = self._around.desk.follow_up.log_call(case.id, said, sure)
        except PosDeskError as error:
            self.trouble.say(self._around.tr.error(error))
            return
        self._forget()
        self.kept.emit(after)

    def _leave(self) -> None:
        """Let go of what was typed, and with the next Esc of the line."""
        if self.line.words:
            self._forget()
            self.trouble.clear()
        else:
            self.line.clearFocus()
            parent = self.parentWidget()
            if parent is not None:
                parent.setFocus()

    def _forget(self) -> None:
        self._plain.clear()
        self.line.clear_line()

    def _read(self) -> None:
        """Show what is understood as tags."""
        for tag in self.tags:
            self._flow.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self.tags = []
        if self.line.words:
            read = self.read
            for kind in _ORDER:
                part = read.part(kind)
                if part is not None:
                    self._add_tag(part)
                elif kind is Kind.WHO:
                    self._add_guess()
        self._show_row()

    def set_low(self, low: bool) -> None:
        """Leave the name of the line to the line itself, where the window is low."""
        self._caption.setHidden(low)
        self._show_row()

    def _show_row(self) -> None:
        self._row.setHidden(self._caption.isHidden() and not self.tags)
        self._row.updateGeometry()

    def _add_tag(self, part: Part) -> None:
        icon, words = self._told(part)
        tip = self._around.tr("Press: keep “{words}” as it was typed", words=part.words)
        tag = CallTag(self._around.theme, icon, words, tip, guessed=False)
        tag.clicked.connect(lambda: self._drop(part))
        self._add(tag)

    def _add_guess(self) -> None:
        """Add whom the call was with although the line does not say; pressed, it is another."""
        tr = self._around.tr
        words = _upper(tr.text(PARTY_WORDS[self._guess]))
        tip = tr("The line does not say with whom; press for another")
        tag = CallTag(self._around.theme, PARTY_ICONS[self._guess], words, tip, guessed=True)
        tag.clicked.connect(self._guess_on)
        self._add(tag)

    def _add(self, tag: CallTag) -> None:
        self._flow.addWidget(tag)
        tag.show()
        self.tags.append(tag)

    def _guess_on(self) -> None:
        known = list(Party)
        self._guess = known[(known.index(self._guess) + 1) % len(known)]
        self._read()
        if self.tags:
            self.tags[0].setFocus()

    def _drop(self, part: Part) -> None:
        self._plain.add(part.words)
        self._read()
        self.line.setFocus()

    def _told(self, part: Part) -> tuple[str, str]:
        tr = self._around.tr
        if part.kind is Kind.WHO:
            party = Party(part.value)
            return PARTY_ICONS[party], _upper(tr.text(PARTY_WORDS[party]))
        words = {
            Kind.HOW: lambda: tr.text(WAYS[part.value]),
            Kind.NAME: lambda: part.value,
            Kind.TICKET: lambda: tr("Ticket {number}", number=part.value),
            Kind.WHEN: lambda: list_day(part.value, self._around.clock(), tr.lang),
        }
        return _ICONS[part.kind], words[part.kind]()

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(self._enter)
        self.line.setTextMargins(0, 0, 48, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.trouble)
        column.addWidget(self._row)
        column.addWidget(self.line)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
