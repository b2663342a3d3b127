"""The page to drop a bundle on: whether it is whole, unchanged, ours, and who signed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posdesk.domain.bundle.verification import Verification
from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.verifying import Verifier
from posdesk.ui.evidence.finding_card import FindingCard
from posdesk.ui.evidence.taking_page import TakingPage
from posdesk.ui.exhibits.drop_tile import DropTile
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Job, Tasks
from posdesk.ui.theme import GAP, Theme

_WIDEST = 860


class CheckPage(TakingPage):
    """Looks at one file after the other; nothing of them is kept."""

    def __init__(
        self,
        verifier: Verifier,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
    ) -> None:
        super().__init__()
        self._verifier, self._tr, self._tasks, self._questions = verifier, tr, tasks, questions
        self._file: Path | None = None
        self._job: Job | None = None
        self.back = Button(tr("Back"), theme, "icon", icon_name="chevron-left")
        self.back.setProperty("framed", True)
        self.back.clicked.connect(self.left)
        self.tile = DropTile(theme, tr)
        self.tile.setAccessibleName(tr("Choose a bundle to check"))
        self.tile.setAccessibleDescription(tr("Or drop it here"))
        self.tile.say(tr("Drop a bundle here"), tr("or Enter to choose the file"))
        self.tile.setFixedHeight(120)
        self.tile.clicked.connect(self._choose)
        self.trouble = Trouble(theme)
        self.finding = FindingCard(theme, tr)
        self.told = QLineEdit()
        self.told.setAccessibleName(tr("Fingerprint told on the telephone"))
        self.told.setPlaceholderText(tr("Fingerprint told on the telephone, Enter compares"))
        self.told.returnPressed.connect(self._compare)
        self.compare = Button(tr("Compare"), theme)
        self.compare.clicked.connect(self._compare)
        self.landing = self.tile
        self._lay_out()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here, for the status line."""
        tr = self._tr
        return (
            (tr("Enter"), tr("choose a file")),
            ("Ctrl+V", tr("paste")),
            ("Tab", tr("next field")),
            ("Esc", tr("back")),
        )

    @property
    def found(self) -> Verification | None:
        """What was found of the file that was looked at last."""
        return self.finding.found

    def take_focus(self) -> None:
        """Stand where a file is chosen."""
        self.tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_at(self, file: Path, told: str = "") -> None:
        """Look at ``file`` in the worker; ``told`` is the one fingerprint that is good then."""
        if self._job is not None:
            self._job.cancel()
        self._file = file
        self.trouble.clear()
        self.tile.show_busy(self._tr("Checking {name} …", name=file.name))
        try:
            look = self._verifier.looking(file, told)
        except PosDeskError as error:
            self._failed(error)
            return
        self._job = self._tasks.run(self, lambda _: look(), self._found, self._failed)

    def wants(self, mime: QMimeData) -> bool:
        return _file_of(mime) is not None

    def take_dropped(self, mime: QMimeData) -> bool:
        file = _file_of(mime)
        if file is not None:
            self.told.clear()
            self.look_at(file)
        return file is not None

    def _choose(self) -> None:
        file = self._questions.bundle_file()
        if file is not None:
            self.told.clear()
            self.look_at(file)

    def _compare(self) -> None:
        if self._file is not None:
            self.look_at(self._file, self.told.text())

    def _found(self, found: Verification) -> None:
        self._job = None
        self.tile.show_busy("")
        self.finding.show_found(self._file.name if self._file else "", found)
        self._phone.setVisible(bool(found.fingerprint))

    def _failed(self, error: PosDeskError) -> None:
        self._job = None
        self.tile.show_busy("")
        self.trouble.say(self._tr.error(error))

    def _lay_out(self) -> None:
        tr = self._tr
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.back)
        head.addWidget(Words(tr("Check a bundle"), "h2"), 1)
        self._phone = QWidget()
        row = QHBoxLayout(self._phone)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.compare)
        self._phone.hide()
        about = tr("A bank asks whether a PDF is ours? Look here. Nothing of it is kept.")
        inside = QWidget()
        inside.setProperty("part", "page")
        inside.setMaximumWidth(_WIDEST)
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 8, 0)
        below.setSpacing(12)
        for part in (
            *(Words(about, "body", "text2", wrap=True), self.tile, self.trouble),
            *(self.finding, self._phone),
        ):
            below.addWidget(part)
        below.addStretch(1)
        area = Scrolling()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 12, GAP, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(area, 1)


def _file_of(mime: QMimeData) -> Path | None:
    """Return the first file that ``mime`` brings."""
    urls = mime.urls()
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
