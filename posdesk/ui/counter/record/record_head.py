"""The head of the record: which case, and when it was stored last."""

from __future__ import annotations

from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from posdesk.domain.case import Case
from posdesk.domain.moment import clock_time
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class RecordHead(QWidget):
    """One line: the record, the case's number, saved at."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._number = Words(style="body", ink="text2")
        self._saved = Words(style="small", ink="go")
        self._tick = QLabel()
        ink = QColor(theme.tones["go"].soft_text)
        self._tick.setPixmap(pixmap("check", ink, 16, self.devicePixelRatioF()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._title = Words(tr("Record"), "h3")
        row.addWidget(self._title)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        self.show_case(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the title where the number and the time would be cut off."""
        parts = (self._title, self._number, self._tick, self._saved)
        self._title.setVisible(sum(p.sizeHint().width() + 6 for p in parts) <= self.width())
        super().resizeEvent(event)

    @property
    def saved(self) -> str:
        """What it says of the last storing."""
        return self._saved.text()

    def show_case(self, case: Case | None) -> None:
        """Show the number of ``case`` and when its last event was stored."""
        self._number.say(self._tr("Case {number}", number=case.number) if case else "")
        self._tick.setVisible(case is not None)
        at = clock_time(case.last.at) if case else ""
        self._saved.say(self._tr("Saved {time}", time=at) if case else "")
