"""What was made: where it lies, the digits to give to the recipient, and that it was sent."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.seal import grouped
from posdesk.i18n import Translator
from posdesk.services.evidence import Bundle
from posdesk.ui.evidence.limits import megabytes
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.copy_line import CopyLine
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class WrittenCard(Card):
    """``check_wanted`` asks to have what was written checked, as its recipient would."""

    check_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("done", padding=16)
        self._theme, self._tr = theme, tr
        self._bundle: Bundle | None = None
        self._said = Words(style="h3", ink="go", wrap=True)
        self._where = Words(style="small", wrap=True)
        self.open = Button(tr("Open folder"), theme)
        self.open.clicked.connect(self._open)
        self.check = Button(tr("Check it"), theme, "link")
        self.check.clicked.connect(self.check_wanted)
        self._sums = QWidget()
        self.sums: list[CopyLine] = []
        self.fingerprint = CopyLine(tr("Fingerprint of the certificate"), theme, tr)
        self._lay_out()
        self.hide()

    @property
    def bundle(self) -> Bundle | None:
        """What was made."""
        return self._bundle

    def show_bundle(self, bundle: Bundle) -> None:
        """Show what was made."""
        tr, self._bundle = self._tr, bundle
        name = tr(", ").join(part.path.name for part in bundle.parts)
        size = megabytes(bundle.size)
        self._said.say(
            tr("Made: {name}, {pages} pages, {size} MB", name=name, pages=bundle.pages, size=size)
        )
        warnings = [tr.text(words) for words in bundle.warnings]
        self._where.say(" ".join([str(bundle.path.parent), *warnings]))
        for line in self.sums:
            line.hide()
            line.deleteLater()
        self.sums = []
        for part in bundle.parts:
            title = "SHA-256" if len(bundle.parts) == 1 else f"SHA-256  {part.path.name}"
            line = CopyLine(title, self._theme, tr)
            line.show_value(part.sha256, grouped(part.sha256))
            self.sums.append(line)
            self._column.addWidget(line)
        self.fingerprint.show_value(bundle.fingerprint, grouped(bundle.fingerprint))
        self.show()

    def _open(self) -> None:
        if self._bundle is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._bundle.path.parent)))

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._said)
        said.addWidget(self._where)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(said, 1)
        for button in (self.check, self.open):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self._sums)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.body.addLayout(top)
        self.body.addWidget(self._sums)
        self.body.addWidget(self.fingerprint)
