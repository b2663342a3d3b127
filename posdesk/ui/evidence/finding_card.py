"""What a look at a bundle found: one word in colour with an icon, why, whose, what."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.bundle.verification import FoundExhibit, Soundness, Verification
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.seal import grouped
from posdesk.i18n import Translator
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.copy_line import CopyLine
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

_TONES = {
    Soundness.INTACT: ("go", "done"),
    Soundness.CHANGED: ("stop", "rule"),
    Soundness.UNSIGNED: ("wait", "trouble"),
    Soundness.UNKNOWN_SIGNER: ("wait", "trouble"),
    Soundness.FOREIGN: ("stop", "rule"),
}
_ICONS = {
    Soundness.INTACT: "go",
    Soundness.CHANGED: "stop",
    Soundness.UNSIGNED: "warning",
    Soundness.UNKNOWN_SIGNER: "question",
    Soundness.FOREIGN: "stop",
}
_MOST = 60


class FindingCard(Card):
    """Hidden until something was looked at."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("card", padding=16)
        self._theme, self._tr = theme, tr
        self.found: Verification | None = None
        self._icon = QLabel()
        self.said = Words(style="h2", wrap=True)
        self._file = Words(style="small", ink="text2", wrap=True)
        self.reasons = Words(style="body", wrap=True)
        self._signer = Words(style="body", wrap=True)
        self.fingerprint = CopyLine(tr("Fingerprint of the certificate"), theme, tr)
        self.sum = CopyLine(tr("SHA-256 of the file"), theme, tr)
        self.exhibits = QWidget()
        self._lay_out()
        self.hide()

    def show_found(self, file: str, found: Verification) -> None:
        """Show what was found of ``file``."""
        tr, self.found = self._tr, found
        tone, part = _TONES[found.state]
        self.setProperty("part", part)
        self.style().unpolish(self)
        self.style().polish(self)
        ink = QColor(self._theme.tones[tone].soft_text)
        self._icon.setPixmap(pixmap(_ICONS[found.state], ink, 28, self.devicePixelRatioF()))
        self.said.say(self._state_words(found.state))
        self.said.set_ink(tone)
        self._file.say(file)
        self._say(self.reasons, "\n".join(tr.text(reason) for reason in found.reasons))
        self._say(self._signer, "\n".join(self._signed(found)))
        self.fingerprint.show_value(found.fingerprint, grouped(found.fingerprint))
        self.sum.show_value(found.sha256, grouped(found.sha256))
        self._list(found)
        self.setAccessibleName(f"{file}: {self.said.text()}")
        self.show()

    def _state_words(self, state: Soundness) -> str:
        tr = self._tr
        return {
            Soundness.INTACT: tr("Whole, and unchanged since it was signed"),
            Soundness.CHANGED: tr("Changed since it was signed: do not rely on it"),
            Soundness.UNSIGNED: tr("Not signed: nothing proves that it is unchanged"),
            Soundness.UNKNOWN_SIGNER: tr("Unchanged, but who signed it is not known here"),
            Soundness.FOREIGN: tr("Not a bundle of PosDesk"),
        }[state]

    def _signed(self, found: Verification) -> Iterator[str]:
        tr = self._tr
        if found.signed_by:
            yield tr("Signed by {name}", name=found.signed_by)
        if found.signed_at:
            at = found.signed_at[:16].replace("T", " ")
            stamped = tr("{at}, proven by a time stamp", at=at)
            yield stamped if found.stamped else tr("{at}, by the signer's own clock", at=at)
        if found.cases:
            yield tr("Cases: {numbers}", numbers=tr(", ").join(found.cases))

    def _list(self, found: Verification) -> None:
        column = self._column
        while (item := column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        tr = self._tr
        if found.exhibits:
            title = tr("{count} exhibits are listed in it", count=len(found.exhibits))
            column.addWidget(Words(title, "strong"))
        for exhibit in found.exhibits[:_MOST]:
            ink = "stop" if exhibit.sound is False else "text"
            words = self._exhibit_words(exhibit, several=len(found.cases) > 1)
            column.addWidget(Words(words, "small", ink, wrap=True))
        self.exhibits.setVisible(bool(found.exhibits))

    def _exhibit_words(self, exhibit: FoundExhibit, *, several: bool) -> str:
        tr = self._tr
        kind = EXHIBIT_KINDS.get(exhibit.kind)
        state = tr("listed by its digest")
        if exhibit.sound is True:
            state = tr("lies in the file, unchanged")
        elif exhibit.sound is False:
            state = tr("lies in the file, but is another")
        number = f"{exhibit.case}  {exhibit.number}" if several else str(exhibit.number)
        said = (tr.text(kind) if kind is not None else exhibit.kind, exhibit.name, state)
        told = tr(", ").join(said)
        return f"{number}  {told}  {exhibit.sha256[:16]}…"

    @staticmethod
    def _say(line: Words, words: str) -> None:
        line.say(words)
        line.setVisible(bool(words))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.said)
        said.addWidget(self._file)
        top.addLayout(said, 1)
        self._column = QVBoxLayout(self.exhibits)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self.body.addLayout(top)
        for part in (self.reasons, self._signer, self.fingerprint, self.sum, self.exhibits):
            self.body.addWidget(part)
