"""What sections share whose rows go with one press: what went can be put back with another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.ui.parts.notice import Notice
from posdesk.ui.theme import Theme


class TakingOff(QObject):
    """Tells in ``notice`` what came of each press; ``refresh`` shows what is stored then."""

    def __init__(
        self, theme: Theme, tr: Translator, refresh: Callable[[], None], section: QObject
    ) -> None:
        super().__init__(section)
        self._tr, self._refresh = tr, refresh
        self._undo: Callable[[], object] = lambda: None
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self._take_back)

    def attempt(self, keep: Callable[[], object]) -> bool:
        """Store something; return whether it was."""
        try:
            keep()
        except PosDeskError as error:
            self.notice.show_error(error)
            return False
        self._refresh()
        return True

    def offer(self, words: str, undo: Callable[[], object]) -> None:
        """Tell what was taken off, with the button that puts it back."""
        self._undo = undo
        self.notice.show_done(words, self._tr("Put back"))

    def _take_back(self) -> None:
        if self.attempt(self._undo):
            self.notice.hide()
