"""The corner at the top right: which till, who, when; and a small menu for language and theme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from posdesk.domain.moment import BEIJING, weekday
from posdesk.domain.shop import Shop
from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Corner(QWidget):
    """Till and cashier over date and time, and the person's button."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    folder_wanted = Signal()

    def __init__(
        self, theme: Theme, tr: Translator, shop: Shop, clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._tr, self._clock = tr, clock
        self._when = Words(style="small", ink="text2")
        who = [tr("Till {till}", till=shop.till) if shop.till else "", shop.cashier]
        named = tr(", ").join(word for word in who if word) or tr("This counter")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for words in (Words(named, "strong"), self._when):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(words)
        self.button = Button(tr("Language, theme, data folder"), theme, "icon", icon_name="person")
        self.button.setProperty("framed", True)
        self.menu = self._menu(theme)
        self.button.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(lines)
        row.addWidget(self.button)
        timer = QTimer(self, interval=5_000)
        timer.timeout.connect(self.tick)
        timer.start()
        self.tick()

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
        for choices, chosen, taken in (
            (languages, tr.lang, self._language_taken),
            (themes, theme.name, self._theme_taken),
        ):
            group = QActionGroup(menu)
            for name, words in choices:
                action = QAction(words, group, checkable=True, checked=name == chosen)
                action.setData(name)
                menu.addAction(action)
            group.triggered.connect(taken)
            menu.addSeparator()
        folder = QAction(tr("Open the data folder"), menu)
        folder.triggered.connect(self.folder_wanted)
        menu.addAction(folder)
        return menu

    def _language_taken(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _theme_taken(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _open_menu(self) -> None:
        below = QPoint(self.button.width() - self.menu.sizeHint().width(), self.button.height() + 4)
        self.menu.popup(self.button.mapToGlobal(below))
