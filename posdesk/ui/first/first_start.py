"""The first start inside the window: one question a page, and the counter one key away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import LANGUAGE_KEY
from posdesk.i18n import Translator
from posdesk.services.first_start import QUESTIONS, FirstStart
from posdesk.ui.first.acquirer_page import AcquirerPage
from posdesk.ui.first.cashiers_page import CashiersPage
from posdesk.ui.first.done_page import DonePage
from posdesk.ui.first.head import Head
from posdesk.ui.first.language_page import LanguagePage
from posdesk.ui.first.manager_page import ManagerPage
from posdesk.ui.first.question import Question, stays_here
from posdesk.ui.first.shop_page import ShopPage
from posdesk.ui.first.terminals_page import TerminalsPage
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.status_line import StatusLine
from posdesk.ui.theme import GAP, Theme

_WIDEST, _PICTURE = 560, 400
_WIDE, _HIGH = 1000, 600
"""Width and height from which on there is a picture beside the question."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FirstStartPage(QWidget):
    """The frame of the questions; ``place`` is the number of the one on screen, from 0.

    A page is made anew whenever one comes to it, so that it shows what is stored.
    """

    left = Signal()
    language_chosen = Signal(str)
    practice_wanted = Signal()

    def __init__(
        self,
        first: FirstStart,
        theme: Theme,
        tr: Translator,
        *,
        place: int = 0,
        may_practise: bool = True,
    ) -> None:
        super().__init__()
        self._first, self._theme, self._tr = first, theme, tr
        self._may_practise = may_practise
        self.place = place
        self.page: Question | None = None
        self._picture: QWidget | None = None
        self.questions = first.questions()
        self.head = Head(theme, tr, len(self.questions))
        self.head.left.connect(self.left)
        self.back = Button(tr("Question before"), theme, "link", icon_name="chevron-left")
        self.back.setProperty("flush", True)
        self.back.clicked.connect(self.go_back)
        self.status = StatusLine(theme, tr, _changed_where(first, tr))
        self._lay_out()
        self.show_place(place)

    def show_place(self, place: int) -> None:
        """Show the question ``place``; the one after the last is the end."""
        self.place = place
        page = self._make(place)
        picture = page.make_picture()
        for old in (self._area.takeWidget(), self._picture):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._area.setWidget(page)
        self._stays.setVisible(place < len(self.questions))
        self._right.addWidget(picture)
        self.page, self._picture = page, picture
        page.answered.connect(self.go_on)
        page.skipped.connect(self.go_on)
        self.head.show_place(place)
        self.back.setVisible(place > 0)
        self.status.show_keys(self._keys())
        page.show()
        self.take_focus()

    def _show_question(self, question: str) -> None:
        """Show a question by its name; one that was not to be asked comes to the others."""
        if question not in self.questions:
            self.questions = QUESTIONS
        self.show_place(self.questions.index(question))

    def go_on(self) -> None:
        """Go to the next question; from the end to the counter."""
        if self.place < len(self.questions):
            self.show_place(self.place + 1)
        else:
            self.left.emit()

    def go_back(self) -> None:
        """Go to the question before; what stands in this one is kept where it is fit."""
        if self.place > 0 and self.page is not None:
            self.page.keep_lines()
            self.show_place(self.place - 1)

    def finish(self) -> str:
        """Keep what stands in the lines and that this is over; return what to say about it."""
        put_off = self.place < len(self.questions)
        if self.page is not None:
            self.page.keep_lines()
        try:
            self._first.finish()
        except PosDeskError as error:
            return self._tr.error(error)
        return self._tr("Settings asks the first questions again.") if put_off else ""

    def take_focus(self) -> None:
        """Put the focus where the page begins."""
        if self.page is not None:
            self.page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Left and alt:
            self.go_back()
        elif key in _ENTER and not isinstance(self.focusWidget(), QLineEdit):
            self._enter(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the question has the picture's room."""
        self._beside.setVisible(self.width() >= _WIDE and self.height() >= _HIGH)
        super().resizeEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Go on; a key held down does not run through the questions."""
        if self.page is not None and not event.isAutoRepeat():
            self.page.go_on()

    def _make(self, place: int) -> Question:
        first, theme, tr = self._first, self._theme, self._tr
        if place >= len(self.questions):
            done = DonePage(first, theme, tr, may_practise=self._may_practise)
            done.practice_wanted.connect(self.practice_wanted)
            done.question_wanted.connect(
                self._show_question,
                Qt.ConnectionType.QueuedConnection,
            )
            return done
        made: dict[str, Callable[[], Question]] = {
            "language": self._make_language,
            "shop": partial(ShopPage, first.book, theme, tr),
            "terminals": partial(TerminalsPage, first.book, theme, tr),
            "acquirer": partial(AcquirerPage, first.book, theme, tr),
            "cashiers": partial(CashiersPage, first, theme, tr),
            "manager": partial(ManagerPage, first, theme, tr),
        }
        return made[self.questions[place]]()

    def _make_language(self) -> LanguagePage:
        held = self._first.book.is_locked(LANGUAGE_KEY)
        page = LanguagePage(self._theme, self._tr, is_locked=held)
        page.language_chosen.connect(self.language_chosen)
        return page

    def _keys(self) -> tuple[tuple[str, str], ...]:
        tr = self._tr
        done = self.place >= len(self.questions)
        keys = [(tr("Enter"), tr("start") if done else tr("go on"))]
        if self.place < len(self.questions) and self.questions[self.place] == "language":
            keys.insert(0, ("1 2", tr("language")))
        elif self.place > 0:
            keys.append(("Alt+←", tr("question before")))
        return (*keys, ("Esc", tr("later, to the counter")))

    def _lay_out(self) -> None:
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        holder = QWidget()
        holder.setFixedHeight(40)
        holder.setLayout(back)
        back.setContentsMargins(0, 0, 0, 0)
        left = QWidget()
        left.setFixedWidth(_WIDEST)
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 4, 0, 12)
        self._left.setSpacing(8)
        self._left.addWidget(holder)
        self._area = Scrolling()
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.addWidget(self._area, 1)
        self._stays = stays_here(self._theme, self._tr)
        self._left.addWidget(self._stays)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, GAP, 0, GAP)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addStretch(3)
        sides.addWidget(left)
        sides.addStretch(2)
        self._beside = QWidget()
        self._beside.setFixedWidth(_PICTURE)
        self._beside.setLayout(self._right)
        sides.addWidget(self._beside)
        sides.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(sides, 1)
        column.addWidget(self.status)


def _changed_where(first: FirstStart, tr: Translator) -> str:
    """Return what can be changed later, which is not what the installer's file locks."""
    if first.has_locked:
        return tr("Settings changes all of it but what the installer set")
    return tr("All of it can be changed in Settings")
