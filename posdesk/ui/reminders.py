"""Reminds of what is due: a card on the counter's home, and a desktop notice where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from posdesk.i18n import Translator
from posdesk.services.preferences import Preferences
from posdesk.services.reminders import Reminders
from posdesk.ui.cases.watch import CaseWatch
from posdesk.ui.counter.due_strip import DueStrip
from posdesk.ui.tray import Notices

MOST_NOTICES = 3
"""Notices at one time; the card on the counter's home counts the others."""

MakeNotices = Callable[[], Notices]


class Reminding(QObject):
    """Follows the list of cases, which is read after the start, each minute and after changes."""

    answered = Signal()

    def __init__(
        self,
        reminders: Reminders,
        preferences: Preferences,
        watch: CaseWatch,
        make_notices: MakeNotices,
    ) -> None:
        super().__init__(watch)
        self._reminders, self._preferences = reminders, preferences
        self._make_notices = make_notices
        self._notices: Notices | None = None
        self._strip: DueStrip | None = None
        self._tr: Translator | None = None
        watch.renewed.connect(self.renew)

    @property
    def first(self) -> str:
        """The id of the most urgent case that is due, empty where none is."""
        first = self._reminders.due().first
        return first.case if first else ""

    def dress(self, strip: DueStrip, tr: Translator) -> None:
        """Speak by another card and in another language from now on."""
        self._strip, self._tr = strip, tr
        self._show(strip, tr)

    def renew(self) -> None:
        """Tell what is due by now."""
        if self._strip is not None and self._tr is not None:
            self._show(self._strip, self._tr)
            self._notify(self._tr)

    def stop(self) -> None:
        """Remind no more: the window is closed."""
        self._strip = None
        if self._notices is not None:
            self._notices.put_away()

    def _show(self, strip: DueStrip, tr: Translator) -> None:
        due = self._reminders.due()
        if due.first is None:
            strip.show_due("", "", "", late=False)
            return
        counted = [tr("{count} overdue", count=due.overdue)] if due.overdue else []
        if due.today:
            counted.append(tr("{count} due today", count=due.today))
        said = tr(
            "{counted}: {number} {what}",
            counted=tr(", ").join(counted),
            number=due.first.number,
            what=tr.text(due.first.what),
        )
        strip.show_due(said, due.first.number, due.first.case, late=due.overdue > 0)

    def _notify(self, tr: Translator) -> None:
        if not self._preferences.notices:
            return
        fresh = self._reminders.news()
        if not fresh:
            return
        if self._notices is None:
            self._notices = self._make_notices()
            self._notices.pressed.connect(self.answered)
        for one in fresh[:MOST_NOTICES]:
            self._notices.tell(one.number, tr.text(one.what))
