"""The language and the look of the window, and where the shop's data lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import LANGUAGE_KEY, THEME_KEY
from posdesk.i18n import Translator
from posdesk.services.preferences import Preferences
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section
from posdesk.ui.theme import Theme


class LookSection(Section):
    """A choice is taken at once; the window is built anew and stays where it was."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    folder_wanted = Signal()

    def __init__(
        self, folder: Path, preferences: Preferences, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(tr("Language and look"), tr("Changes at once, and for the next start."))
        self._preferences, self._tr = preferences, tr
        self._heads: dict[str, QHBoxLayout] = {}
        self.languages = self._choices(
            theme,
            tr("Language"),
            {"zh_CN": "中文", "en": "English"},
            tr.lang,
            self.language_chosen.emit,
            LANGUAGE_KEY,
        )
        looks = {
            "light": tr("Light"),
            "dark": tr("Dark"),
            "high-contrast": tr("High contrast"),
        }
        self.themes = self._choices(
            theme, tr("Light or dark"), looks, theme.name, self.theme_chosen.emit, THEME_KEY
        )
        self.notices = self._choices(
            theme,
            tr("Desktop notices of what is due"),
            {"on": tr("On"), "off": tr("Off")},
            "on" if preferences.notices else "off",
            self._choose_notices,
        )
        self.trouble = Trouble(theme)
        self.body.addWidget(self.trouble)
        where = Words(str(folder), "body", "text2", wrap=True)
        open_ = Button(tr("Open the data folder"), theme, icon_name="file")
        open_.clicked.connect(self.folder_wanted)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(Words(tr("Where the data lie"), "strong"))
        lines.addWidget(where)
        row = QHBoxLayout()
        row.addWidget(open_)
        row.addStretch(1)
        lines.addSpacing(4)
        lines.addLayout(row)
        self.body.addLayout(lines)

    def refresh(self) -> None:
        """Show what is stored now: the window itself shows it."""

    def locked(self, lock: Lock) -> bool:
        held = [(LANGUAGE_KEY, self.languages), (THEME_KEY, self.themes)]
        held = [(key, buttons) for key, buttons in held if lock.is_locked(key)]
        for key, buttons in held:
            lock.hold(*buttons.values())
            self._heads[key].insertWidget(1, lock.sign())
        return bool(held)

    def _choose_notices(self, chosen: str) -> None:
        try:
            self._preferences.choose_notices(on=chosen == "on")
        except PosDeskError as error:
            self.trouble.say(self._tr.error(error))
        else:
            self.trouble.clear()

    def _choices(
        self,
        theme: Theme,
        label: str,
        choices: dict[str, str],
        chosen: str,
        take: Callable[[str], object],
        key: str = "",
    ) -> dict[str, Button]:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        buttons: dict[str, Button] = {}
        for name, words in choices.items():
            button = Button(words, theme, "choice")
            button.setMinimumWidth(112)
            button.setChecked(name == chosen)
            button.clicked.connect(lambda _on=False, n=name: take(n))
            group.addButton(button)
            row.addWidget(button)
            buttons[name] = button
        row.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        head = self._heads[key] = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(label, "strong"))
        head.addStretch(1)
        lines.addLayout(head)
        lines.addLayout(row)
        self.body.addLayout(lines)
        return buttons
