"""What the customer was promised, and by when: a quick time or one's own, told in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.day_words import day_words, quick_times, read_day_words
from posdesk.domain.event import Promised
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.i18n import Translator
from posdesk.ui.counter.record.goods_row import LABEL
from posdesk.ui.icons import icon
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.guarded_line import GuardedLine, Rules
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

KeepPromise = Callable[[str, str], Case]
"""Stores what was promised and by when, as ISO text."""


class PromiseRow(QWidget):
    """A button that says what was promised; pressed, it offers the times."""

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        keep: KeepPromise,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._tr, self._keep, self._now, self._theme = tr, keep, now, theme
        self.button = Button("", theme)
        self.button.setIcon(icon("calendar", theme.colour("text2")))
        self.button.setIconSize(QSize(18, 18))
        self.button.setStyleSheet("text-align: left; padding: 0 10px;")
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._unfold)
        self._times = [Button("", theme, "plain") for _ in range(3)]
        self._offered: tuple[str, ...] = ()
        for place, button in enumerate(self._times):
            button.clicked.connect(lambda _=False, p=place: self._choose(p))
        self.trouble = Trouble(theme)
        self.line = GuardedLine(tr, self.trouble, self._read, Rules())
        self.line.setAccessibleName(tr("Another time"))
        self.line.setPlaceholderText(tr("Another time, like 17:30 or tomorrow 9:00"))
        self.line.stored.connect(lambda: self.button.setChecked(False))
        self._choices = self._lay_out()
        self._unfold(False)

    def show_promise(self, promise: Promised | None) -> None:
        """Show what was promised last."""
        tr = self._tr
        if promise is None:
            words = tr("Promise a call back")
        else:
            when = day_words(promise.by, self._now(), tr.lang)
            words = f"{when}　{promise.what}" if tr.lang == "zh_CN" else f"{when}, {promise.what}"
        self.button.say(words)
        self.button.setToolTip(words)

    def fold(self) -> None:
        """Put the choices away."""
        self.button.setChecked(False)
        self.trouble.clear()

    def _lay_out(self) -> QWidget:
        label = Words(self._tr("Promised"), "small", "text2")
        label.setFixedWidth(LABEL)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(label)
        head.addWidget(self.button, 1)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for button in self._times:
            button.setStyleSheet("padding: 0 6px;")
            column.addWidget(button)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(head)
        outer.addWidget(choices)
        return choices

    def _unfold(self, open_: bool) -> None:
        if open_:
            now = self._now()
            self._offered = quick_times(now)
            for button, when in zip(self._times, self._offered, strict=False):
                button.say(day_words(when, now, self._tr.lang))
            for place, button in enumerate(self._times):
                button.setVisible(place < len(self._offered))
            self.line.begin("")
        self._choices.setVisible(open_)

    def _choose(self, place: int) -> None:
        self._keep(self._tr("call back"), self._offered[place])
        self.button.setChecked(False)
        self.button.setFocus()

    def _read(self, text: str, _sure: bool) -> None:
        if text.strip():
            refuse_sensitive(self._tr("Another time"), text)
            self._keep(self._tr("call back"), read_day_words(text, self._now()))
