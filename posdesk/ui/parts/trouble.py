"""The line under a field that says why nothing was stored, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea

from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

Offer = tuple[str, Callable[[], None]]
"""The words of a button and what it does."""


class Trouble(QFrame):
    """One sentence in place, hidden until there is one; its offers are buttons of one press.

    ``wide`` puts the buttons beside the sentence, where there is a whole page of room.
    """

    def __init__(self, theme: Theme, *, wide: bool = False) -> None:
        super().__init__()
        self.setProperty("part", "trouble")
        self._theme = theme
        self._words = Words(style="small", ink="wait", wrap=True)
        self._buttons: list[Button] = []
        self._key = QShortcut(self)
        self._key.activated.connect(self.press_key)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row = QBoxLayout(way)
        self._row.setSpacing(6)
        whole = QBoxLayout(way, self)
        whole.setContentsMargins(10, 7, 10, 8)
        whole.setSpacing(6)
        whole.addWidget(self._words, 1)
        whole.addLayout(self._row)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def offers(self) -> tuple[Button, ...]:
        """The buttons offered."""
        return tuple(self._buttons)

    def say(self, sentence: str, offers: Sequence[Offer] = (), *, key: str = "") -> None:
        """Say why nothing was stored; the first of ``offers`` is one press of Enter away.

        ``key`` takes the first offer from anywhere in the window, until something else is said.
        """
        self._drop_offers()
        self._words.say(sentence)
        self.setAccessibleName(sentence)
        for words, take in offers:
            button = Button(words, self._theme, "plain")
            button.clicked.connect(take)
            self._buttons.append(button)
            self._row.addWidget(button)
        if key and offers:
            self._take_key(key)
        self.show()
        QTimer.singleShot(0, self, self._come_into_view)

    def clear(self) -> None:
        """Say nothing any more, and let go of what the offers held."""
        self._drop_offers()
        self._words.say("")
        self.hide()

    def _take_key(self, key: str) -> None:
        """Let ``key`` mean the first offer here and nowhere else: what was said last has it."""
        for other in self.window().findChildren(Trouble):
            other._key.setKey(QKeySequence())
        self._key.setKey(QKeySequence(key))

    def press_key(self) -> None:
        """Take the first offer as its key would; nothing where no offer has a key."""
        if self._buttons and not self._key.key().isEmpty():
            self._buttons[0].click()

    def _come_into_view(self) -> None:
        """Scroll to the sentence: it may have appeared below what is seen of the card."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, 8)

    def _drop_offers(self) -> None:
        self._key.setKey(QKeySequence())
        for button in self._buttons:
            button.hide()
            button.clicked.disconnect()
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()
