"""Who works here, what each may do, their PINs, and when a manager is signed out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posdesk.domain.errors import NotAllowed, PosDeskError
from posdesk.domain.people import Job, Person
from posdesk.domain.provision import LOCK_MINUTES_KEY, NO_PINS, PinFor
from posdesk.i18n import Translator
from posdesk.services.deed import Deed
from posdesk.services.desk import Desk
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import rule
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.manager_wanted import manager_offer
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.setting_field import SettingField, SettingLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.people.code_card import CodeCard
from posdesk.ui.people.deeds import run_deed
from posdesk.ui.settings.person_row import PersonRow
from posdesk.ui.settings.section import Section, invitation
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

Made = TypeVar("Made")


class PeopleSection(Section):
    """A line for each person and an empty one below; the staff refuses what only a manager may."""

    people_changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("People"),
            tr("Everybody may do everything until a manager has a PIN."),
        )
        self._staff, self._book, self._tasks = desk.staff, desk.shop_book, tasks
        self._theme, self._tr, self._policy = theme, tr, desk.policy
        self._held: Lock | None = None
        self._pins = QVBoxLayout()
        self.rows: list[PersonRow] = []
        self._first = invitation(
            tr("Add whoever works here, then give the manager a PIN: their jobs are theirs alone.")
        )
        self.notice = Notice(theme, tr)
        self.code = CodeCard(theme, tr)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.trouble = Trouble(theme)
        self.adder = SettingLine(tr, self.trouble, "", self._add)
        self.adder.setAccessibleName(tr("Name of somebody else who works here"))
        self.adder.setPlaceholderText(tr("Another name, then Enter"))
        self.adder.setMaximumWidth(360)
        self.minutes = SettingField(
            theme,
            tr,
            tr("Sign a manager out after"),
            tr("Minutes in which nobody does anything; a cashier stays."),
            str(self._minutes),
            self._keep_minutes,
        )
        self.recovery = Button(tr("New recovery code"), theme)
        self.recovery.clicked.connect(self._renew_code)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the people as they are stored now."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(person) for person in self._staff.people.active]
        for row in self.rows:
            self._list.addWidget(row)
        self.show_present()
        self._first.setVisible(not self._staff.people.is_guarded)
        self.recovery.setVisible(self._staff.people.is_guarded)
        if not self.minutes.line.is_changed:
            self.minutes.line.begin(str(self._minutes))

    def locked(self, lock: Lock) -> bool:
        is_locked = lock.is_locked(LOCK_MINUTES_KEY)
        if is_locked:
            self.minutes.hold(lock)
        if self._policy.pin != NO_PINS:
            self._held = lock
            self._pins.addWidget(lock.sign(self._pin_words()))
            self.refresh()
        return is_locked

    def _pin_words(self) -> str:
        """Return what the installer's file says of PINs."""
        tr, pin = self._tr, self._policy.pin
        who = {
            PinFor.NOBODY: tr("A PIN has {least} digits at least.", least=pin.least_digits),
            PinFor.MANAGERS: tr(
                "A manager needs a PIN of {least} digits at least.", least=pin.least_digits
            ),
            PinFor.EVERYONE: tr(
                "Everybody needs a PIN of {least} digits at least.", least=pin.least_digits
            ),
        }[pin.required]
        return tr("Set by the installer: {what}", what=who)

    def show_present(self) -> None:
        """Ask for old PINs where whoever is there now is no manager."""
        for row in self.rows:
            row.form.ask_old(not self._staff.may(Job.PEOPLE) and bool(row.person.pin))

    def _row(self, person: Person) -> PersonRow:
        row = PersonRow(person, partial(self._rename, person.id), self._theme, self._tr)
        row.role_chosen.connect(partial(self._choose_role, person.id))
        row.pin_given.connect(partial(self._set_pin, row))
        row.pin_taken.connect(partial(self._try, lambda: self._staff.take_pin(person.id)))
        row.removed.connect(partial(self._try, lambda: self._staff.leave(person.id)))
        if self._held is not None and self._policy.needs_pin(person.role):
            self._held.hold(row.form.take)
        return row

    def _add(self, name: str) -> str:
        if name.strip():
            self._staff.add(name)
            self._told()
        return ""

    def _rename(self, who: str, name: str) -> str:
        kept = self._staff.rename(who, name).name
        self.people_changed.emit()
        return kept

    def _choose_role(self, who: str, role: str) -> None:
        self._do(lambda: self._staff.changing_role(who, role), self._failed)

    def _set_pin(self, row: PersonRow, pin: str, old: str) -> None:
        who = row.person.id

        def failed(error: PosDeskError) -> None:
            offers = [manager_offer(self._tr, row)] if isinstance(error, NotAllowed) else []
            row.form.trouble.say(self._tr.error(error), offers)

        self._do(lambda: self._staff.setting_pin(who, pin, old=old or None), failed)

    def _renew_code(self) -> None:
        self._do(self._staff.beginning_recovery, self._failed)

    def _keep_minutes(self, text: str) -> str:
        return str(self._book.save_lock_minutes(text))

    @property
    def _minutes(self) -> int:
        return self._book.library.settings.lock_minutes

    def _do(
        self, begin: Callable[[], Deed[Made, str]], failed: Callable[[PosDeskError], None]
    ) -> None:
        def done(code: str) -> None:
            self._told()
            if code:
                self.code.show_code(code)
                self.ensureWidgetVisible(self.code)

        run_deed(self._tasks, self, begin, done, failed)

    def _failed(self, error: PosDeskError) -> None:
        self.refresh()
        self.notice.show_error(error)

    def _try(self, keep: Callable[[], object]) -> None:
        try:
            keep()
        except PosDeskError as error:
            self._failed(error)
            return
        self._told()

    def _told(self) -> None:
        self.notice.hide()
        self.people_changed.emit()
        QTimer.singleShot(0, self, self.refresh)  # the row that told of it must be left first

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.recovery, 0, Qt.AlignmentFlag.AlignLeft)
        below.addStretch(1)
        self.body.addWidget(self._first)
        self.body.addLayout(self._pins)
        self.body.addWidget(self.code)
        self.body.addWidget(self.notice)
        self.body.addLayout(self._list)
        self.body.addWidget(self.adder)
        self.body.addWidget(self.trouble)
        self.body.addWidget(rule())
        self.add_fields(self.minutes)
        self.body.addLayout(below)
