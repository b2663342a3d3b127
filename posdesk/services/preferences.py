"""What one likes to see: the language and the theme of the window, kept beside the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from posdesk.domain.text import Lang
from posdesk.i18n import choose_language
from posdesk.intake.settings_file import Settings, write_settings

THEMES = ("light", "dark", "high-contrast")


class Preferences:
    """The settings of this data folder, changed one at a time."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self.settings = settings

    @property
    def language(self) -> Lang:
        """The language chosen, else the system's."""
        return choose_language(self.settings.language or None)

    @property
    def theme(self) -> str:
        """The theme chosen, else the light one."""
        return self.settings.theme if self.settings.theme in THEMES else THEMES[0]

    def choose_language(self, lang: Lang) -> None:
        """Keep the language."""
        self._keep(replace(self.settings, language=lang))

    def choose_theme(self, theme: str) -> None:
        """Keep the theme."""
        self._keep(replace(self.settings, theme=theme))

    def _keep(self, settings: Settings) -> None:
        write_settings(self._folder, settings)
        self.settings = settings
