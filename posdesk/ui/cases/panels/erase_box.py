"""Erasing cases for good, in place: what would go, why, and one red button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.errors import NotAllowed, PosDeskError
from posdesk.domain.size_words import size_words
from posdesk.domain.text import N_
from posdesk.i18n import Translator
from posdesk.services.forgetting import Forgetting, Gone
from posdesk.services.going import Look
from posdesk.services.holders import Held
from posdesk.ui.cases.erased_words import held_words
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.manager_wanted import manager_offer
from posdesk.ui.parts.tick import Tick
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.people.deeds import run_deed
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

_NAMED = 6
"""Case numbers that are named; the rest is counted."""

STAYS = N_("What was printed or exported stays, and so does the number. It cannot be undone.")


class EraseBox(QWidget):
    """``erased`` has what went, ``left`` says that nothing did."""

    erased = Signal(object)
    left = Signal()

    def __init__(self, forgetting: Forgetting, tasks: Tasks, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._forgetting, self._tasks, self._tr = forgetting, tasks, tr
        self._asked: tuple[str, ...] = ()
        self.setProperty("part", "page")
        self.title = Words(style="h3", wrap=True)
        self.what = Words(style="body", wrap=True)
        self.linked = Words(style="small", ink="text2", wrap=True)
        self.blocked = Words(style="small", ink="stop", wrap=True)
        self.even_open = Tick(tr("Erase it all the same"), theme)
        self.held = Words(style="small", ink="text2", wrap=True)
        self.drop = Tick(tr("Delete those backups too, after a new one"), theme)
        self.trouble = Trouble(theme)
        self.why = FormLine(tr, self.trouble, tr("Why"), tr("Like: the customer asked for it"))
        self.button = Button("", theme, "danger")
        self.leave = Button(tr("Leave"), theme, "link")
        self.even_open.toggled.connect(self._allow)
        self.why.textChanged.connect(self._allow)
        self.why.left.connect(self.left)
        self.button.clicked.connect(self._erase)
        self.leave.clicked.connect(self.left)
        self._look: Look | None = None
        self._lay_out()

    def open(self, references: Sequence[str], why: str = "") -> None:
        """Show what would go with these cases (ids); ``why`` is proposed as the reason."""
        self._asked, self._look = tuple(references), None
        self.trouble.clear()
        self.why.clear_line()
        self.why.setText(why)
        for toggle in (self.even_open, self.drop):
            toggle.setChecked(False)
        try:
            self._look = self._forgetting.preview(self._asked)
        except PosDeskError as error:
            self._refuse(error)
        self._show(self._look)
        self.why.setFocus()

    def _show(self, look: Look | None) -> None:
        tr = self._tr
        for part in (self.what, self.linked, self.blocked, self.even_open, self.held, self.drop):
            part.hide()
        self._allow()
        if look is None:
            self.title.say(tr("Erase for good"))
            return
        count = len(look.cases)
        one = look.numbers[0] if count == 1 else ""
        self.title.say(
            tr("Erase {number} for good", number=one)
            if one
            else tr("Erase {count} cases for good", count=count)
        )
        self.button.say(
            tr("Erase this case for good")
            if one
            else tr("Erase these {count} cases for good", count=count)
        )
        self._say(self.what, self._going(look))
        if look.links:
            said = tr("These stay and name its number: {cases}", cases=self._some(look.links))
            self._say(self.linked, said)
        if look.blocked:
            said = tr(
                "Still open, or the money is not clear: {cases}. What proves it would be lost.",
                cases=self._some(look.blocked),
            )
            self._say(self.blocked, said)
            self.even_open.show()
        self._say(self.held, tr("Looking into the backups…"))
        touched = look.touched

        def found(held: Held) -> None:
            if self._look is look:
                self._show_held(held)

        self._tasks.run(
            self, lambda _report: self._forgetting.held(touched), found, self._not_found, long=True
        )

    def _going(self, look: Look) -> str:
        tr = self._tr
        if not look.exhibits:
            return tr("{events} entries go; there are no exhibits.", events=look.events)
        return tr(
            "{events} entries and {exhibits} exhibits ({size}) go.",
            events=look.events,
            exhibits=look.exhibits,
            size=size_words(look.size),
        )

    def _show_held(self, held: Held) -> None:
        self._say(self.held, held_words(held, self._tr))
        self.drop.setVisible(bool(held.still_in))

    def _not_found(self, error: PosDeskError) -> None:
        self._say(self.held, self._tr.error(error))

    def _allow(self) -> None:
        """Let the button be pressed once a reason is given and nothing speaks against it."""
        look = self._look
        fits = look is not None and (not look.blocked or self.even_open.isChecked())
        self.button.setEnabled(fits and bool(self.why.words))

    def _erase(self) -> None:
        self.trouble.clear()
        begun = run_deed(
            self._tasks,
            self,
            lambda: self._forgetting.erasing(
                self._asked,
                self.why.words,
                even_open=self.even_open.isChecked(),
                drop_backups=self.drop.isChecked(),
            ),
            self._done,
            self._refuse,
            long=True,
        )
        if begun:
            self._work(on=True)

    def _done(self, gone: Gone) -> None:
        self._work(on=False)
        self._look = None
        self.why.clear_line()
        self.erased.emit(gone)

    def _refuse(self, error: PosDeskError) -> None:
        self._work(on=False)
        offers = [manager_offer(self._tr, self)] if isinstance(error, NotAllowed) else []
        self.trouble.say(self._tr.error(error), offers)

    def _work(self, *, on: bool) -> None:
        for part in (self.why, self.leave, self.even_open, self.drop):
            part.setEnabled(not on)
        if on:
            self.button.setEnabled(False)
        else:
            self._allow()

    def _some(self, numbers: Sequence[str]) -> str:
        tr = self._tr
        named = tr(", ").join(numbers[:_NAMED])
        rest = len(numbers) - _NAMED
        return tr("{cases} and {count} more", cases=named, count=rest) if rest > 0 else named

    @staticmethod
    def _say(words: Words, said: str) -> None:
        words.say(said)
        words.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        for part in (self.title, self.what, self.linked):
            column.addWidget(part)
        for words, agreed in ((self.blocked, self.even_open), (self.held, self.drop)):
            column.addWidget(words)
            column.addWidget(agreed, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Words(self._tr("Why"), "small", "text2"))
        column.addWidget(self.why)
        column.addWidget(Words(self._tr(STAYS), "small", "text2", wrap=True))
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
