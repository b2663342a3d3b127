"""The frame of the window: the rail beside the page, lines above both, the status line below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.page_room import PageRoom
from posdesk.ui.pages import Pages
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.rail import Rail
from posdesk.ui.status_line import StatusLine


def framed(*above: QWidget, rail: Rail, pages: Pages, status: StatusLine) -> QWidget:
    """Return all of it in one widget; the lines ``above`` are as wide as the window."""
    whole = QWidget()
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(PageRoom(pages), 1)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for line in above:
        column.addWidget(line)
    column.addLayout(row, 1)
    column.addWidget(status)
    return whole


def practice_strip(tr: Translator) -> Card:
    """Return the line that says all the time that nothing here is real."""
    strip = Card("invitation", padding=8)
    words = Words(tr("Practice: nothing here is real, and it is gone with this window."), "h3")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    strip.body.addWidget(words)
    return strip
