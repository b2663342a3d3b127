"""What every part of the detail needs around it: the services, the look, the words, the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.day_words import day_words
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Around:
    """The desk with its services, the theme, the language and the clock."""

    desk: Desk
    theme: Theme
    tr: Translator
    clock: Callable[[], datetime]

    def day_words(self, moment: str) -> str:
        """Return stored ISO ``moment`` as people say it now."""
        return day_words(moment, self.clock(), self.tr.lang)
