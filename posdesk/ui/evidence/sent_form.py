"""The line in which one says that a bundle went out: to whom, and by which way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from posdesk.domain.bundle.request import kind_of, recipient_of
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.evidence import Bundle
from posdesk.services.opened_bundle import OpenedBundle
from posdesk.services.sending import Sending
from posdesk.ui.evidence.making import Making
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Job, Tasks
from posdesk.ui.theme import Theme


class SentForm(Card):
    """Hidden until a bundle was written; ``sent`` tells that it is kept as sent."""

    sent = Signal()

    def __init__(self, sending: Sending, theme: Theme, tr: Translator, tasks: Tasks) -> None:
        super().__init__("well", padding=16)
        self._sending, self._tr, self._tasks = sending, tr, tasks
        self._bundle: Bundle | None = None
        self._job: Job | None = None
        self.to = QLineEdit()
        self.to.setAccessibleName(tr("Sent to whom"))
        self.to.setPlaceholderText(tr("To whom"))
        self.way = Choice(theme)
        self.way.setEditable(False)
        self.way.setAccessibleName(tr("By which way"))
        for words in (
            tr("By mail"),
            tr("On their portal"),
            tr("By hand"),
            tr("By post"),
            tr("In a chat"),
        ):
            self.way.addItem(words)
        self.mark = Button(tr("Mark as sent"), theme)
        self.mark.clicked.connect(self.keep)
        self.to.returnPressed.connect(self.keep)
        self.trouble = Trouble(theme)
        self.said = Words(style="strong", ink="go", wrap=True)
        self._lay_out()
        self.hide()

    def show_bundle(self, bundle: Bundle, making: Making) -> None:
        """Ask about ``bundle``, which was just written."""
        self.forget()
        self._bundle = bundle
        case = making.cases[0]
        kind = making.order.kind or kind_of(case)
        to = making.order.to or making.preset.to or recipient_of(case, kind)
        self.to.setText(self._tr.text(to))
        self.trouble.clear()
        self.said.hide()
        self._open_for_words(is_open=True)
        self.show()

    def forget(self) -> None:
        """Ask no more; what is being read of a bundle is given up."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._bundle = None, None
        self.hide()

    def keep(self) -> None:
        """Keep that it went out, with its exact bytes, which a worker reads and looks at."""
        if self._bundle is None or self._job is not None:
            return
        to, way = self.to.text().strip(), self.way.currentText()
        try:
            opening = [self._sending.opening(part.path) for part in self._bundle.parts]
        except PosDeskError as error:
            self._failed(error)
            return
        self._open_for_words(is_open=False)
        self._job = self._tasks.run(
            self,
            lambda _: [read() for read in opening],
            lambda opened: self._mark(opened, to, way),
            self._failed,
        )

    def _mark(self, opened: Sequence[OpenedBundle], to: str, way: str) -> None:
        self._job = None
        try:
            for bundle in opened:
                self._sending.mark(bundle, to, way)
        except PosDeskError as error:
            self._failed(error)
            return
        self.trouble.clear()
        self.said.say(self._tr("Kept as sent: {to}, {way}", to=to, way=way))
        self.said.show()
        self.sent.emit()

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self.trouble.say(self._tr.error(error))
        self._open_for_words(is_open=True)

    def _open_for_words(self, *, is_open: bool) -> None:
        for part in (self.to, self.way, self.mark):
            part.setEnabled(is_open)

    def _lay_out(self) -> None:
        tr = self._tr
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.to, 1)
        row.addWidget(self.way)
        row.addWidget(self.mark)
        about = tr("Sent it? Then a later bundle can say what is new since.")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Words(about, "strong", wrap=True))
        column.addLayout(row)
        column.addWidget(self.trouble)
        column.addWidget(self.said)
        self.body.addLayout(column)
