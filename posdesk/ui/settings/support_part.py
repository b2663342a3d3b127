"""The support file from the window: made on the worker, then told what is in it and where it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posdesk import paths
from posdesk.i18n import Translator
from posdesk.services.doctor.patient import Seat
from posdesk.services.support import PARTS, Support
from posdesk.services.taking_out import TakenOut
from posdesk.ui.file_work import FileWork
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class SupportPart(QWidget):
    """``button`` stands where the section puts it; below lies what came of it."""

    def __init__(
        self, support: Support, tasks: Tasks, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__()
        self._support, self._questions, self._tr = support, questions, tr
        self.button = Button(tr("Support file…"), theme, icon_name="export")
        self.button.clicked.connect(self._make)
        self.notice = Notice(theme, tr)
        self.contents = _contents(tr)
        self.contents.hide()
        self._work = FileWork(tasks, tr, self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.contents)
        self.notice.closed.connect(self.hide)
        self.hide()

    def _make(self) -> None:
        if self._work.is_busy:
            return
        target = self._questions.file_to_save(paths.documents_folder() / self._support.name)
        if target is None:
            return
        self.contents.hide()
        self.show()
        screen = self.screen()
        size, scale = screen.size(), round(screen.devicePixelRatio() * 100)
        make = partial(
            self._support.make, target, seat=Seat(size.width(), size.height(), scale, None)
        )
        self._work.start(make, self._tr("Making {name} …", name=target.name), self._made)

    def _made(self, made: TakenOut) -> str:
        self.contents.show()
        return self._tr(
            "Made: {file}. Nobody is named in it; read it before you send it.", file=made.path
        )


def _contents(tr: Translator) -> Card:
    """Return what is in the file, part by part."""
    card = Card("sunken", padding=14)
    card.body.addWidget(Words(tr("What is in it"), "strong"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for row, part in enumerate(PARTS):
        grid.addWidget(Words(part.name, "body", "text2"), row, 0)
        grid.addWidget(Words(tr.text(part.text), "body", wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    not_in_it = tr(
        "Not in it: cases, notes, amounts, cards, telephones, names, the shop's name, passwords."
    )
    card.body.addWidget(Words(not_in_it, "body", "text2", wrap=True))
    return card
