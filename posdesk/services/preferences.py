"""What one likes to see: the language and the theme of the window, kept beside the data."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from posdesk.domain.provision import LANGUAGE_KEY, THEME_KEY, THEMES
from posdesk.domain.text import Lang
from posdesk.i18n import choose_language
from posdesk.intake.settings_file import Settings, change_settings, read_settings
from posdesk.services.library import Library
from posdesk.services.policy import FREE, Policy

__all__ = ["THEMES", "Preferences"]


class Preferences:
    """The settings of this data folder, changed one at a time."""

    def __init__(self, folder: Path, settings: Settings, policy: Policy = FREE) -> None:
        self._folder, self._policy = folder, policy
        self.settings = settings

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return them without opening anything else, as while the data are in trouble."""
        return cls(folder, read_settings(folder))

    @property
    def language(self) -> Lang:
        """The language chosen, else the system's."""
        return choose_language(self.settings.language or None)

    @property
    def theme(self) -> str:
        """The theme chosen, else the light one."""
        return self.settings.theme if self.settings.theme in THEMES else THEMES[0]

    @property
    def is_introduced(self) -> bool:
        """Whether the first start was gone through, or put off."""
        return bool(self.settings.first_start)

    @property
    def notices(self) -> bool:
        """Whether the desktop tells what is due."""
        return self.settings.notices != "off"

    def renew(self, library: Library) -> None:
        """Go by other settings from now on."""
        self.settings = library.settings

    def choose_language(self, lang: Lang) -> None:
        """Keep the language; raises ``NotAllowed`` where it is locked."""
        self._policy.require_free(LANGUAGE_KEY)
        self._keep("language", lang)

    def choose_theme(self, theme: str) -> None:
        """Keep the theme; raises ``NotAllowed`` where it is locked."""
        self._policy.require_free(THEME_KEY)
        self._keep("theme", theme)

    def choose_notices(self, *, on: bool) -> None:
        """Keep whether the desktop tells what is due."""
        self._keep("notices", "" if on else "off")

    def keep_introduced(self) -> None:
        """Keep that the first start is over."""
        self._keep("first_start", "done")

    def _keep(self, name: str, value: str) -> None:
        def change(tables: dict[str, Any]) -> None:
            tables["window"] = {**tables.get("window", {}), name: value}

        self.settings = change_settings(self._folder, change)
