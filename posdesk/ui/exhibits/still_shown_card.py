"""A line that tells of sent bundles still showing what was covered, and lets their copies go."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.bundle.still_shown import still_shown
from posdesk.domain.case import Case, Sent
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.sending import Sending
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class StillShownCard(Card):
    """Hidden where nothing covered is shown anywhere; asked again in place, for it is for good."""

    forgotten = Signal()

    def __init__(self, sending: Sending, theme: Theme, tr: Translator) -> None:
        super().__init__("trouble", padding=12)
        self._sending, self._tr = sending, tr
        self._held: tuple[Sent, ...] = ()
        self._said = Words(style="body", ink="wait", wrap=True)
        self.let_go = Button("", theme)
        self.let_go.clicked.connect(self._ask)
        self._question = QWidget()
        self.keep = Button(tr("Keep it"), theme)
        self.keep.clicked.connect(self._leave)
        self.sure = Button(tr("Let it go"), theme, "danger")
        self.sure.clicked.connect(self._forget)
        self.trouble = Trouble(theme)
        self._lay_out()
        self.hide()

    @property
    def words(self) -> str:
        """What the line says, empty while it is hidden."""
        return "" if self.isHidden() else self._said.text()

    def show_cases(self, cases: Iterable[Case], exhibit: str = "") -> None:
        """Tell of the copies that show what was covered in ``cases``, or in one ``exhibit``."""
        found = {
            sent.event.bundle: sent
            for case in cases
            for one in case.exhibits
            if one.boxes and exhibit in ("", one.id)
            for sent in still_shown(case, one)
        }
        held = tuple(found.values())
        if held != self._held:
            self._held = held
            self._question.hide()
            self.trouble.clear()
        if held:
            self._tell(held)
        self.setVisible(bool(held))

    def _tell(self, held: tuple[Sent, ...]) -> None:
        tr, last = self._tr, held[-1]
        if len(held) == 1:
            self._said.say(
                tr(
                    "The bundle sent to {to} on {day} still shows what was covered; its copy is"
                    " kept here.",
                    to=last.event.to,
                    day=last.at[:10],
                )
            )
            self.let_go.say(tr("Let the copy go …"))
        else:
            self._said.say(
                tr(
                    "{count} bundles that were sent still show what was covered; their copies are"
                    " kept here.",
                    count=len(held),
                )
            )
            self.let_go.say(tr("Let {count} copies go …", count=len(held)))
        self.let_go.setVisible(self._question.isHidden())

    def _ask(self) -> None:
        self.let_go.hide()
        self._question.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._question.hide()
        self.trouble.clear()
        self.let_go.show()
        self.let_go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        try:
            self._sending.forget(self._held)
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
            return
        self._held = ()
        self._question.hide()
        self.hide()
        self.forgotten.emit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._said, 1)
        top.addWidget(self.let_go)
        self.body.addLayout(top)
        lost = self._tr(
            "The exact bytes that were sent are gone then, for every case they name; that they"
            " were sent, and their digest, stay."
        )
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Words(lost, "small", "wait", wrap=True), 1)
        row.addWidget(self.keep)
        row.addWidget(self.sure)
        self._question.hide()
        self.body.addWidget(self._question)
        self.body.addWidget(self.trouble)
