"""The red count on the rail: how many cases are due today or overdue."""

from __future__ import annotations

from PySide6.QtCore import QObject

from posdesk.i18n import Translator
from posdesk.ui.cases.watch import CaseWatch
from posdesk.ui.rail import RailButton


class BadgeCount(QObject):
    """Shows the count on the button, and goes with it."""

    def __init__(self, watch: CaseWatch, button: RailButton, tr: Translator) -> None:
        super().__init__(button)
        self._watch, self._button, self._tr = watch, button, tr
        watch.renewed.connect(self._count)
        self._count()

    def _count(self) -> None:
        count = self._watch.cases.urgent()
        if count != self._button.badge:
            said = self._tr("{count} due today or overdue", count=count)
            self._button.show_badge(count, said)
