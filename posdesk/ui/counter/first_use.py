"""What an empty home page says: how it goes, in three steps."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, Theme


class FirstUse(QWidget):
    """Three cards side by side: say it, answer, hand it to the bank."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 8)
        column.setSpacing(GAP)
        column.addWidget(Words(tr("No case yet today. This is how it goes:"), "h3"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for icon, title, words in (
            ("speech", tr("1  Say it"), tr("Type what the customer says, or a number and Enter.")),
            ("check", tr("2  Answer"), tr("One step at a time, with the number keys.")),
            ("export", tr("3  Prove it"), tr("One key makes the PDF for the bank.")),
        ):
            row.addWidget(_card(theme, icon, title, words), 1)
        column.addLayout(row)


def _card(theme: Theme, icon: str, title: str, words: str) -> Card:
    card = Card("sunken", padding=GAP)
    picture = QLabel()
    picture.setPixmap(pixmap(icon, theme.colour("accent"), 32, 2.0))
    card.body.addWidget(picture)
    card.body.addWidget(Words(title, "h2"))
    card.body.addWidget(Words(words, "body", "text2", wrap=True))
    card.body.addStretch(1)
    return card
