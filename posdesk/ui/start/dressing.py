"""The look and the language of what is shown while no data are open: those chosen last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from posdesk import paths
from posdesk.domain.text import Lang
from posdesk.i18n import Translator
from posdesk.services.preferences import Preferences
from posdesk.ui.style import dress
from posdesk.ui.theme import Theme


def dress_for(app: QApplication, folder: Path, lang: Lang | None) -> tuple[Theme, Translator]:
    """Dress the application as the settings in ``folder`` say; ``lang`` goes before theirs."""
    chosen = Preferences.read(folder)
    speaks = lang or chosen.language
    theme = Theme.load(paths.resources() / "themes", chosen.theme)
    dress(app, theme, speaks)
    return theme, Translator(speaks, paths.resources() / "i18n")
