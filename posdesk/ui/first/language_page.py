"""The first question: the language, in both languages, changed at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.first.aside import Aside
from posdesk.ui.first.question import Question
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.lock import LockSign
from posdesk.ui.theme import Theme, font

_LANGUAGES = (("zh_CN", "中文"), ("en", "English"))
_STEP = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1, Qt.Key.Key_1: 0, Qt.Key.Key_2: 1}


class _Large(Button):
    def sizeHint(self) -> QSize:
        return QSize(216, 88)


class LanguagePage(Question):
    """Two large buttons; the one whose language is spoken here goes on."""

    language_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, *, is_locked: bool = False) -> None:
        super().__init__(
            theme, tr, "用哪种语言？  Which language?", tr("Changes at once. Six questions in all.")
        )
        self.buttons: dict[str, Button] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        for number, (lang, words) in enumerate(_LANGUAGES, start=1):
            button = _Large(f"{number}  {words}", theme, "choice")
            button.setFont(font("amount"))
            button.setChecked(lang == tr.lang)
            button.clicked.connect(lambda _on=False, chosen=lang: self.choose(chosen))
            group.addButton(button)
            button.setEnabled(not is_locked or lang == tr.lang)
            row.addWidget(button)
            self.buttons[lang] = button
        row.addStretch(1)
        self.body.addLayout(row)
        if is_locked:
            self.body.addWidget(LockSign(theme, tr))
        self.skip.hide()
        self.later.hide()

    def choose(self, lang: str) -> None:
        """Speak ``lang``; where it is spoken already, go on."""
        if not self.buttons[lang].isEnabled():
            return
        if lang == self._tr.lang:
            self.go_on()
        else:
            self.language_chosen.emit(lang)

    def make_picture(self) -> QWidget:
        tr = self._tr
        return Aside(
            self.theme,
            tr("What is asked"),
            (
                ("globe", tr("Language"), ""),
                ("receipt", tr("Shop"), tr("as on the slip")),
                ("terminal", tr("Terminal"), tr("8 characters on the slip")),
                ("phone", tr("Acquirer"), tr("whom to call about money")),
                ("person", tr("Cashiers"), tr("who works at this till")),
                ("lock", tr("Manager"), tr("and a PIN, if wanted")),
            ),
            tr("Two minutes. Each can be skipped."),
        )

    def take_focus(self) -> None:
        self.buttons[self._tr.lang].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = _STEP.get(Qt.Key(event.key()))
        if place is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        lang = _LANGUAGES[place][0]
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self.choose(lang)
        else:
            self.buttons[lang].setFocus(Qt.FocusReason.TabFocusReason)
