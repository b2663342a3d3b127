"""The status line: that everything is saved, and the keys that work here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout

from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.words import Words, key_cap
from posdesk.ui.theme import STATUS, Theme

MOST = 6


class StatusLine(QFrame):
    """Pairs of key caps and words are built once and filled as the page says."""

    def __init__(self, theme: Theme, tr: Translator, said: str = "") -> None:
        super().__init__()
        self.setProperty("part", "status")
        self.setFixedHeight(STATUS)
        tick = QLabel()
        tick.setPixmap(pixmap("check", theme.colour("text2"), 16, 2.0))
        self._row = row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it drops what has no room
        row.setContentsMargins(18, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(tick)
        row.addWidget(Words(said or tr("Every answer is saved"), "small", "go"))
        self._state = Words(style="small", ink="text2")
        row.addSpacing(10)
        row.addWidget(self._state)
        self._warning = Words(style="small", ink="wait")
        self._warning.hide()
        row.addSpacing(10)
        row.addWidget(self._warning)
        self._news = Words(style="small", ink="text2")
        self._news.hide()
        row.addSpacing(10)
        row.addWidget(self._news)
        row.addStretch(1)
        self._pairs = [(key_cap(""), Words(style="small", ink="text2")) for _ in range(MOST)]
        for cap, words in self._pairs:
            row.addWidget(cap)
            row.addWidget(words)
            row.addSpacing(8)
        self._manual = (key_cap("F1"), Words(tr("manual"), "small", "text2"))
        for part in self._manual:
            row.addWidget(part)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys shown, and what they do."""
        pairs = ((cap.text(), words.text()) for cap, words in self._pairs)
        return tuple((key, words) for key, words in pairs if words)

    @property
    def warning(self) -> str:
        """What is warned of on every page, empty where there is nothing."""
        return self._warning.text()

    @property
    def news(self) -> str:
        """The news that are shown, empty where there are none or no room for them."""
        return "" if self._news.isHidden() else self._news.text()

    def warn(self, words: str) -> None:
        """Warn quietly on every page until other words, or none, are given."""
        self._warning.say(words)
        self._warning.setVisible(bool(words))
        self._fit()

    def tell_news(self, words: str) -> None:
        """Tell quietly of something that nobody has to see to, where there is room for it."""
        self._news.say(words)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, STATUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_keys(self, keys: Sequence[tuple[str, str]], state: str = "") -> None:
        """Show what the keys do now, and at the left ``state``, what a page has to say there."""
        self._state.say(state)
        for place, (cap, words) in enumerate(self._pairs):
            shown = place < len(keys)
            if shown and cap.text() != keys[place][0]:
                cap.setText(keys[place][0])
            words.say(keys[place][1] if shown else "")
            if not shown:
                cap.hide()
                words.hide()
        taken = any(key == "F1" for key, _ in keys)
        self._manual[0].setText("Shift+F1" if taken else "F1")
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for: keys from the first on, the manual's, then the news.

        The rail leads to the manual anyway, Settings tell the news.
        """
        self._news.hide()
        for part in self._manual:
            part.hide()
        filled = [pair for pair in self._pairs if pair[1].text()]
        for cap, words in filled:
            cap.show()
            words.show()
        while filled and not self._has_room:
            for part in filled.pop():
                part.hide()
        for parts in (self._manual, (self._news,) if self._news.text() else ()):
            for part in parts:
                part.show()
            fits = self._has_room
            for part in parts:
                part.setVisible(fits)

    @property
    def _has_room(self) -> bool:
        self._row.invalidate()
        return self._row.sizeHint().width() <= self.width()
