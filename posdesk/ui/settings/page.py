"""The Settings page: sections at the left, one of them open, everything kept in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.settings.calendar_section import CalendarSection
from posdesk.ui.settings.check_up_section import CheckUpSection
from posdesk.ui.settings.contacts_section import ContactsSection
from posdesk.ui.settings.flows_section import FlowsSection
from posdesk.ui.settings.keeping_section import KeepingSection
from posdesk.ui.settings.look_section import LookSection
from posdesk.ui.settings.nav import SettingsNav
from posdesk.ui.settings.people_section import PeopleSection
from posdesk.ui.settings.rates_section import RatesSection
from posdesk.ui.settings.recipients_section import RecipientsSection
from posdesk.ui.settings.seal_section import SealSection
from posdesk.ui.settings.shop_section import ShopSection
from posdesk.ui.settings.support_part import SupportPart
from posdesk.ui.settings.terminals_section import TerminalsSection
from posdesk.ui.settings.updates_part import UpdatesPart
from posdesk.ui.start.installed import installed_words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, Theme

FLOWS, KEEPING = 4, 8


class SettingsPage(QWidget):
    """Composes the sections; ``place`` is the number of the one that is open."""

    left = Signal()
    reload_wanted = Signal()
    folder_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    first_start_wanted = Signal()
    people_changed = Signal()
    between_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        tr: Translator,
        clock: Callable[[], datetime],
        tasks: Tasks,
        questions: Questions,
    ) -> None:
        super().__init__()
        self._book, self._tr, self._clock = desk.shop_book, tr, clock
        self.shop = ShopSection(desk.shop_book, theme, tr)
        self.terminals = TerminalsSection(desk.shop_book, theme, tr)
        self.contacts = ContactsSection(desk.shop_book, theme, tr)
        self.rates = RatesSection(desk.shop_book, desk.rates, theme, tr)
        self.flows = FlowsSection(desk.shop_book, theme, tr)
        self.look = LookSection(desk.folder, desk.preferences, theme, tr)
        self.people = PeopleSection(desk, tasks, theme, tr)
        self.calendar = CalendarSection(desk.calendars, questions, theme, tr)
        self.keeping = KeepingSection(desk, tasks, questions, theme, tr)
        self.recipients = RecipientsSection(desk.presets, theme, tr)
        self.seal = SealSection(desk.seals, desk.shop_book, questions, theme, tr)
        self.check_up = CheckUpSection(
            *(desk.check_up, tasks, theme, tr),
            SupportPart(desk.support, tasks, questions, theme, tr),
            UpdatesPart(desk.updates, desk.shop_book, theme, tr),
        )
        self.nav = SettingsNav(
            theme,
            (
                ("receipt", tr("Shop")),
                ("terminal", tr("Terminals")),
                ("phone", tr("Contacts")),
                ("paid", tr("Rates")),
                ("file", tr("Flows")),
                ("sun", tr("Language and look")),
                ("person", tr("People")),
                ("calendar", tr("Working days")),
                ("lock", tr("Data")),
                ("bank", tr("Recipients")),
                ("check", tr("Seal")),
                ("search", tr("Check-up")),
            ),
        )
        self._stack = QStackedWidget()
        for section in self.sections:
            self._stack.addWidget(section)
        self._show_locked(Lock(theme, tr, desk.policy.is_locked, installed_words(desk, tr)), desk)
        self._lay_out()
        self.nav.chosen.connect(self._open)
        self.shop.first_start_wanted.connect(self.first_start_wanted)
        self.flows.reload_wanted.connect(self.reload_wanted)
        self.flows.folder_wanted.connect(self.folder_wanted)
        self.look.folder_wanted.connect(self.folder_wanted)
        self.look.language_chosen.connect(self.language_chosen)
        self.look.theme_chosen.connect(self.theme_chosen)
        self.people.people_changed.connect(self.people_changed)
        self.keeping.between_wanted.connect(self.between_wanted)
        self.nav.choose(FLOWS if self._book.faults else 0)
        self._mark()

    @property
    def sections(
        self,
    ) -> tuple[
        ShopSection,
        TerminalsSection,
        ContactsSection,
        RatesSection,
        FlowsSection,
        LookSection,
        PeopleSection,
        CalendarSection,
        KeepingSection,
        RecipientsSection,
        SealSection,
        CheckUpSection,
    ]:
        """The sections from top to bottom."""
        return (
            self.shop,
            self.terminals,
            self.contacts,
            self.rates,
            self.flows,
            self.look,
            self.people,
            self.calendar,
            self.keeping,
            self.recipients,
            self.seal,
            self.check_up,
        )

    @property
    def place(self) -> int:
        """The number of the open section."""
        return self._stack.currentIndex()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        tr = self._tr
        return (
            ("↑↓", tr("other section")),
            ("Tab", tr("next field")),
            (tr("Enter"), tr("keep")),
            ("Esc", tr("to the counter")),
        )

    def refresh(self) -> None:
        """Show what is stored and read now."""
        self.sections[self.place].refresh()
        self._mark()

    def say_reading(self) -> None:
        """Say that the files are being read."""
        self.flows.say_reading()

    def say_read(self) -> None:
        """Show what was read."""
        self.refresh()
        self.flows.refresh()
        self.flows.say_read(f"{self._clock():%H:%M:%S}")

    def say_failed(self, error: PosDeskError) -> None:
        """Say why nothing could be read."""
        self.flows.say_failed(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.nav.buttons[self.place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.left.emit()
            return
        super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Put the focus on the open section's name; Tab goes into it."""
        self.nav.buttons[self.place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_locked(self, lock: Lock, desk: Desk) -> None:
        """Show what the installer's file set, where there is one."""
        if desk.policy.file is not None:
            for section in self.sections:
                section.show_locked(lock)

    def _open(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.refresh()

    def _mark(self) -> None:
        count = len(self._book.faults)
        why = self._tr("{count} to mend in the shop's own files", count=count) if count else ""
        self.nav.buttons[FLOWS].mark(why)

    def _lay_out(self) -> None:
        tr = self._tr
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(tr("Settings"), "step"))
        head.addWidget(Words(tr("Kept as soon as you leave a field."), "body", "text2"), 1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.nav)
        below.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 16, GAP, 8)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(below, 1)
