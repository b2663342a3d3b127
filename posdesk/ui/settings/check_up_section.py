"""The check-up: what is wrong with this computer, the program or the data, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator
from posdesk.services.check_up import Check, CheckUp, Report, Severity, as_text
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card, Part
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section
from posdesk.ui.settings.support_part import SupportPart
from posdesk.ui.settings.updates_part import UpdatesPart
from posdesk.ui.tasks import Job, Tasks
from posdesk.ui.theme import Theme


class CheckUpSection(Section):
    """A quick look when it is opened; the button goes through everything.

    ``support`` makes a file of what is found, ``updates`` tells of newer versions.
    """

    def __init__(
        self,
        check_up: CheckUp,
        tasks: Tasks,
        theme: Theme,
        tr: Translator,
        support: SupportPart | None = None,
        updates: UpdatesPart | None = None,
    ) -> None:
        super().__init__(
            tr("Check-up"),
            tr("What is wrong with this computer, the program or the data. Nothing is changed."),
        )
        self._check_up, self._tasks, self._theme, self._tr = check_up, tasks, theme, tr
        self._job: Job | None = None
        self.report: Report | None = None
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self._stop)
        self.whole = Button(tr("Check everything"), theme, icon_name="search")
        self.whole.clicked.connect(lambda: self._look(quick=False))
        self.copy = Button(tr("Copy as text"), theme, icon_name="file")
        self.copy.clicked.connect(self._copy)
        self.copy.setEnabled(False)
        self.headline = Words(style="h3", wrap=True)
        self.told: list[Card] = []
        self._found, self._worth = QVBoxLayout(), QVBoxLayout()
        self._worth_knowing = Words(tr("Also worth knowing"), "h3")
        self.support, self.updates = support, updates
        self._lay_out()

    def refresh(self) -> None:
        """Look quickly, once; what was found stays until it is looked again."""
        if self.updates is not None:
            self.updates.refresh()
        if self.report is None and self._job is None:
            self._look(quick=True)

    def _look(self, *, quick: bool) -> None:
        if self._job is not None:
            return
        screen, printers = self.screen(), None
        if not quick:
            from PySide6.QtPrintSupport import QPrinterInfo

            printers = len(QPrinterInfo.availablePrinterNames())
        size, scale = screen.size(), round(screen.devicePixelRatio() * 100)
        look = self._check_up.look

        def work(report: Callable[[int, int], None]) -> Report:
            return look(
                report,
                quick=quick,
                width=size.width(),
                height=size.height(),
                scale=scale,
                printers=printers,
            )

        self.whole.setEnabled(False)
        self._progressed(0, 1)
        self._job = self._tasks.run(
            self, work, self._show, self._failed, self._progressed, long=not quick
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._ended()

    def _progressed(self, done: int, total: int) -> None:
        self.notice.show_progress(self._tr("Looking…"), done, total)

    def _failed(self, error: PosDeskError) -> None:
        self._ended()
        self.notice.show_error(error)

    def _ended(self) -> None:
        self._job = None
        self.notice.hide()
        self.whole.setEnabled(True)

    def _show(self, report: Report) -> None:
        self._ended()
        self.report = report
        self.copy.setEnabled(True)
        tr, count = self._tr, len(report.worst_first)
        if count:
            said = tr("To see to: {count}", count=count)
        elif report.quick:
            said = tr("Nothing is wrong at a quick look.")
        else:
            said = tr("Nothing is wrong.")
        self.headline.say(said)
        self.headline.set_ink("wait" if count else "go")
        for card in self.told:
            card.hide()
            card.deleteLater()
        self.told = [*self._cards(report.worst_first, self._found)]
        self.told += self._cards(report.notes, self._worth)
        self._worth_knowing.setVisible(bool(report.notes))

    def _cards(self, checks: Sequence[Check], column: QVBoxLayout) -> list[Card]:
        cards = [_finding(check, self._theme, self._tr) for check in checks]
        for card in cards:
            column.addWidget(card)
        return cards

    def _copy(self) -> None:
        if self.report is None:
            return
        QGuiApplication.clipboard().setText(as_text(self.report, self._tr.lang))
        self.notice.show_done(self._tr("Copied: paste it into a message to whoever helps you."))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.whole)
        row.addWidget(self.copy)
        if self.support is not None:
            row.addWidget(self.support.button)
        row.addStretch(1)
        self._worth_knowing.hide()
        for column in (self._found, self._worth):
            column.setSpacing(8)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        if self.support is not None:
            self.body.addWidget(self.support)
        self.body.addWidget(self.headline)
        self.body.addLayout(self._found)
        self.body.addWidget(self._worth_knowing)
        self.body.addLayout(self._worth)
        if self.updates is not None:
            self.body.addWidget(self.updates)


def _finding(check: Check, theme: Theme, tr: Translator) -> Card:
    """Return one finding: its sign, what is so, and what to do."""
    parts: dict[Severity, tuple[Part, str, str]] = {
        Severity.ERROR: ("rule", "stop", "stop"),
        Severity.WARNING: ("trouble", "warning", "wait"),
        Severity.NOTE: ("sunken", "idle", "idle"),
    }
    part, icon, tone = parts[check.severity]
    card = Card(part, padding=14)
    sign = QLabel()
    colour = QColor(theme.tones[tone].soft_text)
    sign.setPixmap(pixmap(icon, colour, 20, card.devicePixelRatioF()))
    said = QVBoxLayout()
    said.setSpacing(4)
    plain = check.severity is Severity.NOTE
    style, ink = ("body", "text") if plain else ("strong", tone)
    said.addWidget(Words(tr.text(check.text), style, ink, wrap=True))
    todo = tr.text(check.what_to_do)
    if todo:
        said.addWidget(Words(todo, "body", "text2" if plain else tone, wrap=True))
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(sign, 0)
    row.addLayout(said, 1)
    card.body.addWidget(whole)
    card.setAccessibleName(tr.text(check.said))
    return card
