"""The third question: the number of the terminal at this till, and of others where there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.provision import TERMINALS
from posdesk.domain.shop import TERMINAL_FIELDS
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.first.line_field import LineField
from posdesk.ui.first.question import Question
from posdesk.ui.first.shop_page import show_on
from posdesk.ui.first.slip_drawing import SlipDrawing
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class TerminalsPage(Question):
    """One line; what else there is stands below it. The first terminal is the one of this till."""

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            theme,
            tr,
            tr("What is the terminal's number?"),
            tr("8 characters, on any slip.\nEvery case takes it over; nobody types it again."),
        )
        self._book, self._number = book, book.shop.terminal_id
        spec = TERMINAL_FIELDS["id"]
        self.number = self.add_line(
            LineField(
                theme,
                tr,
                tr.text(spec.label),
                self._number,
                self._keep_number,
                printed="terminal_id",
                hint=tr.text(spec.hint),
            )
        )
        if book.is_locked(TERMINALS) or book.is_locked("shop.terminal_id"):
            self.number.hold()
        self.more = Button(tr("Another terminal"), theme, "link", icon_name="plus")
        self.more.setProperty("flush", True)
        self.more.clicked.connect(self._begin_another)
        self.others = Words(style="body", ink="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.more)
        row.addWidget(self.others, 1)
        self.body.addLayout(row)
        self.number.line.textChanged.connect(self._show_more)
        self._show_others()

    def make_picture(self) -> QWidget:
        slip = SlipDrawing(self.theme, self._tr, ("terminal_id",))
        show_on(slip, "terminal_id", self.number)
        return slip

    def _keep_number(self, text: str) -> str:
        book, before = self._book, self._number
        if not text.strip():
            if before:
                book.remove_terminal(before)
            self._number = ""
            return ""
        listed = {terminal.id for terminal in book.terminals}
        kept = book.save_terminal(before if before in listed else text, "id", text).id
        if not book.shop.terminal_id:
            book.save_shop("terminal_id", kept)
        self._number = kept
        self._show_others()
        return kept

    def _begin_another(self) -> None:
        line = self.number.line
        if line.commit():
            self._number = ""
            line.begin("")
            self._show_others()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_others(self) -> None:
        ids = [terminal.id for terminal in self._book.terminals if terminal.id != self._number]
        self.others.say(
            self._tr("Kept: {numbers}", numbers=self._tr(", ").join(ids)) if ids else ""
        )
        self._show_more()

    def _show_more(self) -> None:
        """Offer another one once this one is right."""
        self.more.setVisible(self.number.is_right and not self._book.is_locked(TERMINALS))
