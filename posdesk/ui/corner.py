"""The corner at the top right: which till, who, when; and a menu of people, language and theme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from posdesk.domain.moment import BEIJING, weekday
from posdesk.domain.people import ROLE_WORDS, Role
from posdesk.domain.provision import LANGUAGE_KEY, THEME_KEY
from posdesk.domain.shop import Shop
from posdesk.i18n import Translator
from posdesk.services.staff import Staff
from posdesk.ui.icons import icon
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Corner(QWidget):
    """Till and cashier over date and time, and the person's button."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    folder_wanted = Signal()
    person_chosen = Signal(str)
    sign_out_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        shop: Shop,
        staff: Staff,
        clock: Callable[[], datetime],
        is_locked: Callable[[str], bool] = lambda _key: False,
    ) -> None:
        super().__init__()
        self._tr, self._clock, self._shop, self._staff = tr, clock, shop, staff
        self._is_locked = is_locked
        self._when = Words(style="small", ink="text2")
        self.who = Words(style="strong")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for words in (self.who, self._when):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(words)
        self.button = Button(
            tr("People, language, theme, data folder"), theme, "icon", icon_name="person"
        )
        self.button.setProperty("framed", True)
        self.menu = self._menu(theme)
        self._people: list[QAction] = []
        self.button.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(lines)
        row.addWidget(self.button)
        timer = QTimer(self, interval=5_000)
        timer.timeout.connect(self.tick)
        timer.start()
        self.show_people()
        self.tick()

    def show_people(self) -> None:
        """Show who is there, and in the menu who can be."""
        there, tr = self._staff.present, self._tr
        name = there.name if there else self._shop.cashier
        if there and there.role is Role.MANAGER:
            name = f"{name} · {tr.text(ROLE_WORDS[there.role])}"
        till = tr("Till {till}", till=self._shop.till) if self._shop.till else ""
        self.who.say(tr(", ").join(word for word in (till, name) if word) or tr("This counter"))
        self.who.set_ink("accent" if there else "text")
        self._list_people()

    def tick(self) -> None:
        """Show the present minute."""
        now = self._clock().astimezone(BEIJING)
        day = weekday(now, self._tr.lang)
        if self._tr.lang == "zh_CN":
            self._when.say(f"{now.month}月{now.day}日 {day} {now:%H:%M}")
        else:
            self._when.say(f"{day} {now.day} {_MONTHS[now.month - 1]}, {now:%H:%M}")

    def _menu(self, theme: Theme) -> QMenu:
        tr, menu = self._tr, QMenu(self)
        languages = (("zh_CN", "中文"), ("en", "English"))
        themes = (
            ("light", tr("Light")),
            ("dark", tr("Dark")),
            ("high-contrast", tr("High contrast")),
        )
        for key, choices, chosen, taken in (
            (LANGUAGE_KEY, languages, tr.lang, self._language_taken),
            (THEME_KEY, themes, theme.name, self._theme_taken),
        ):
            held = self._is_locked(key)
            if held:
                why = QAction(icon("lock", theme.colour("text2")), tr("Set by the installer"), menu)
                why.setEnabled(False)
                menu.addAction(why)
            group = QActionGroup(menu)
            for name, words in choices:
                action = QAction(words, group, checkable=True, checked=name == chosen)
                action.setData(name)
                action.setEnabled(not held)
                menu.addAction(action)
            group.triggered.connect(taken)
            menu.addSeparator()
        folder = QAction(tr("Open the data folder"), menu)
        folder.triggered.connect(self.folder_wanted)
        menu.addAction(folder)
        return menu

    def _list_people(self) -> None:
        for action in self._people:
            self.menu.removeAction(action)
            action.deleteLater()
        there, people = self._staff.present, self._staff.people.active
        first = self.menu.actions()[0]
        self._people = []
        for person in people:
            words = f"{person.name}  {self._tr.text(ROLE_WORDS[person.role])}"
            here = there is not None and there.id == person.id
            action = QAction(words, self.menu, checkable=True, checked=here)
            action.triggered.connect(partial(self._person_taken, person.id))
            self._people.append(action)
        if there is not None:
            action = QAction(self._tr("Sign out"), self.menu)
            action.triggered.connect(self.sign_out_wanted)
            self._people.append(action)
        if people:
            line = QAction(self.menu)
            line.setSeparator(True)
            self._people.append(line)
        self.menu.insertActions(first, self._people)

    def _person_taken(self, person: str, _on: bool = False) -> None:
        self.person_chosen.emit(person)

    def _language_taken(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _theme_taken(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _open_menu(self) -> None:
        self.show_people()
        below = QPoint(self.button.width() - self.menu.sizeHint().width(), self.button.height() + 4)
        self.menu.popup(self.button.mapToGlobal(below))
