"""The covers drawn so far as a list, and what is still to be decided before they can be kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.exhibits.draft import Draft
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, rule
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class CoverList(Card):
    """One row for each box; the one primary button says why it cannot be pressed yet."""

    chosen = Signal(int)
    save_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(padding=0)
        self._theme, self._tr = theme, tr
        self._told: list[str] = []
        self._rows: list[Button] = []
        self.save = Button("", theme, "primary")
        self.save.clicked.connect(self.save_wanted)
        self._empty = Words(
            tr("Drag over what nobody may see, or press N."), "body", "text2", wrap=True
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._lay_out()
        self.setFixedWidth(272)
        self.show_draft(Draft())

    @property
    def told(self) -> tuple[str, ...]:
        """The words of the rows."""
        return tuple(self._told)

    def show_draft(self, draft: Draft) -> None:
        """Show the boxes of ``draft``; rows stay where nothing but a place has changed."""
        told = [self._row_words(draft, place) for place in range(len(draft.marks))]
        if told != self._told:
            self._rebuild(told)
        for place, row in enumerate(self._rows):
            row.setChecked(place == draft.chosen)
        self._empty.setVisible(not told)
        self._tell_button(draft)

    def _row_words(self, draft: Draft, place: int) -> str:
        tr, mark = self._tr, draft.marks[place]
        if mark.proposed:
            return tr("?  Page {page}, proposed", page=mark.box.page)
        return tr("{n}  Page {page}", n=draft.number(place), page=mark.box.page)

    def _rebuild(self, told: list[str]) -> None:
        for row in self._rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._told, self._rows = told, []
        for place, words in enumerate(told):
            row = Button(words, self._theme, "choice")
            row.setStyleSheet("text-align: left;")
            row.clicked.connect(lambda _=False, p=place: self.chosen.emit(p))
            self._rows.append(row)
            self._column.insertWidget(place, row)

    def _tell_button(self, draft: Draft) -> None:
        tr = self._tr
        words = tr("Cover for good")
        if not draft.marks:
            words = tr("Draw a box first")
        elif draft.proposals:
            words = tr("First decide {n} proposals", n=draft.proposals)
        self.save.say(words)
        self.save.setEnabled(bool(draft.boxes) and not draft.proposals)

    def _lay_out(self) -> None:
        tr = self._tr
        inside = QWidget()
        inside.setProperty("part", "page")
        inside.setLayout(self._column)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        head = Words(tr("Covers"), "h3")
        head.setContentsMargins(16, 12, 16, 8)
        icon = QLabel()
        icon.setPixmap(pixmap("warning", self._theme.colour("text2"), 20, 2.0))
        warned = QHBoxLayout()
        warned.setSpacing(10)
        warned.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(
            Words(
                tr("What is below is deleted for good. This cannot be undone."),
                "small",
                "text2",
                wrap=True,
            ),
            1,
        )
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 16)
        foot.setSpacing(12)
        foot.addLayout(warned)
        foot.addWidget(self.save)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self.body.addWidget(rule())
        self.body.addWidget(area, 1)
        self.body.addWidget(rule())
        self.body.addLayout(foot)
