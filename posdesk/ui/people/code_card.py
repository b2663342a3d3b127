"""A recovery code, shown once: large, with what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from posdesk.i18n import Translator
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class CodeCard(Card):
    """Hidden until there is a code; ``noted`` when the person has it on paper."""

    noted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("invitation", padding=16)
        self._code = Words(style="amount", ink="text")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = Button(tr("I have it on paper"), theme, "primary")
        self.button.clicked.connect(self._put_away)
        self.body.addWidget(Words(tr("Recovery code, shown only now"), "h3", "wait"))
        self.body.addWidget(self._code)
        advice = tr("Copy it onto paper and lock it away, not at the counter.")
        what_for = tr("Whoever forgets the manager's PIN gets back in with it, once.")
        self.body.addWidget(Words(advice, "body", "wait", wrap=True))
        self.body.addWidget(Words(what_for, "small", "wait", wrap=True))
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def code(self) -> str:
        """The code on screen, empty where there is none."""
        return "" if self.isHidden() else self._code.text()

    def show_code(self, code: str) -> None:
        """Show a code; in two lines, so that it fits anywhere."""
        groups = code.split("-")
        self._code.say("-".join(groups[:2]) + "-\n" + "-".join(groups[2:]))
        self._code.setAccessibleName(code)
        self.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self._code.say("")
        self._code.setAccessibleName("")
        self.hide()
        self.noted.emit()
