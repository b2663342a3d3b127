"""What every page has: a question, one line of why, its fields, and two ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.first.line_field import BigLine, LineField
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.key_button import HEIGHT, KeyButton
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, Theme, font


class Question(QWidget):
    """One page. Enter in a line goes to the next one, in the last it goes on.

    What stands in a line is stored on leaving it; ``keep`` stores what is left and returns whether
    all of it was fit.
    """

    answered = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, tr: Translator, title: str, why: str) -> None:
        super().__init__()
        self.theme, self._tr = theme, tr
        self.setProperty("part", "page")
        self.title = Words(title, "title", wrap=True)
        self.lines: list[BigLine] = []
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.go = KeyButton(tr("Go on"), tr("Enter"), theme)
        self.skip = Button(tr("Not known now, skip"), theme)
        self.skip.setFont(font("input"))
        self.skip.setFixedHeight(HEIGHT)
        self.later = Words(tr("Skipping is fine; Settings has it all."), "small", "text2")
        self.go.clicked.connect(self.go_on)
        self.skip.clicked.connect(self.skipped)
        self._lay_out(why)

    def keep(self) -> bool:
        """Store all that stands on the page."""
        return self.keep_lines()

    def keep_lines(self) -> bool:
        """Store what stands in the lines; the first that is not fit takes the focus."""
        for line in self.lines:
            if not line.commit():
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def go_on(self) -> None:
        """Leave the page, if what stands on it is fit."""
        if self.keep():
            self.answered.emit()

    def make_picture(self) -> QWidget:
        """Return what stands beside the question."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where one types first."""
        first = next((line for line in self.lines if line.isEnabled()), None)
        (first or self.go).setFocus(Qt.FocusReason.OtherFocusReason)
        if first is not None:
            first.selectAll()

    def add_line(self, field: LineField, into: QBoxLayout | None = None) -> LineField:
        """Put a line on the page, or ``into`` a row of it, after those that are there."""
        (into or self.body).addWidget(field)
        self.lines.append(field.line)
        field.line.entered.connect(lambda: self._next(field.line))
        return field

    def _next(self, line: BigLine) -> None:
        after = [one for one in self.lines[self.lines.index(line) + 1 :] if one.isEnabled()]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def _lay_out(self, why: str) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.go)
        ways.addWidget(self.skip)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(Words(why, "answer", "text2", wrap=True))
        column.addSpacing(16)
        column.addLayout(self.body)
        column.addSpacing(16)
        column.addLayout(ways)
        column.addSpacing(8)
        column.addWidget(self.later)
        column.addStretch(1)


def stays_here(theme: Theme, tr: Translator) -> Card:
    """Return the line that says where all this is kept, and what may never be typed."""
    card = Card(padding=12)
    lock = QLabel()
    lock.setPixmap(pixmap("lock", theme.colour("accent"), 24, 2.0))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Words(tr("Kept on this computer only"), "h3"))
    never = tr("Nothing goes online. Never type a password, a full card number or a CVV.")
    lines.addWidget(Words(never, "small", "text2", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(lines, 1)
    card.body.addLayout(row)
    return card
