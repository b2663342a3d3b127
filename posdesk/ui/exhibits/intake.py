"""Many files at once into a case: one line of progress, and each refused file with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError, Refused
from posdesk.domain.sensitive import keep_six_and_four
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.exhibits.intake_queue import Coming, IntakeQueue
from posdesk.ui.exhibits.refused_file import RefusedFile
from posdesk.ui.exhibits.sources import Source, guess_kind, sources
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class Intake(QWidget):
    """Takes sources for a case; ``kept`` carries the case after each file that was stored."""

    kept = Signal(object)
    busy = Signal(bool)

    def __init__(
        self,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        read: Callable[[str], Case],
    ) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._case = ""
        self.refused: list[RefusedFile] = []
        self.queue = IntakeQueue(self, keeper, tasks, read)
        self._name = Words(style="small", ink="text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(72)
        self.cancel = Button(tr("Cancel"), theme)
        self.cancel.clicked.connect(self.queue.cancel)
        self._line = QWidget()
        self.said = Words(style="small", ink="go", wrap=True)
        self._known: list[str] = []
        self._lay_out()
        self.queue.under_way.connect(self._show_progress)
        self.queue.kept.connect(self.kept)
        self.queue.known.connect(self._known.append)
        self.queue.refused.connect(self._list)
        self.queue.ended.connect(self._ended)

    @property
    def progress(self) -> str:
        """The line of progress, empty while nothing is on its way."""
        return "" if self._line.isHidden() else self._name.text()

    def show_case(self, case_id: str) -> None:
        """Let go of what was said about another case; its files go on coming in."""
        if case_id != self._case:
            self._case = case_id
            self._clear()

    def take(self, found: Iterable[Source], kind: str) -> bool:
        """Take in files, pictures and texts; return whether there were any.

        ``kind`` is what they are; where it is empty their names are asked.
        """
        coming = [Coming(self._case, s, kind or guess_kind(s.name.casefold())) for s in found]
        if not coming:
            return False
        if not self.queue.is_busy:
            self._clear()
        self.queue.add(coming)
        self.busy.emit(True)
        return True

    def take_mime(self, mime: QMimeData | None, kind: str, *, texts: bool = False) -> bool:
        """Take in what was dropped or pasted."""
        return self.take(sources(mime, self._tr, texts=texts), kind)

    def _show_progress(self, name: str) -> None:
        count = self.queue.count
        place = self._tr("{n} / {all}", n=count.done + 1, all=count.total)
        name = keep_six_and_four(name)
        shown = self._name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 150)
        self._name.say(f"{place}  {shown}")
        self._name.setAccessibleName(f"{place}  {name}")
        self._bar.setRange(0, count.total)
        self._bar.setValue(count.done)
        self._line.show()

    def _list(self, coming: Coming, error: PosDeskError) -> None:
        offers = []
        if isinstance(error, Refused):
            offers = [
                (self._tr("Cover it and keep"), lambda: self._again(coming, covered=True)),
                (self._tr("It is not a card number"), lambda: self._again(coming, covered=False)),
            ]
        name = coming.source.name
        line = RefusedFile(self._theme, self._tr, name, self._tr.error(error), offers)
        line.closed.connect(lambda: self._drop(line))
        self.refused.append(line)
        self._column.addWidget(line)

    def _again(self, coming: Coming, *, covered: bool) -> None:
        """Take a refused file in after all: covered, or because a person knows better."""
        for line in [line for line in self.refused if line.name == coming.source.name]:
            self._drop(line)
        source = coming.source
        if covered:
            source = replace(source, name=keep_six_and_four(source.name))
        sure = replace(coming, source=source, not_a_card=not covered, cover_found=covered)
        self.queue.add([sure])
        self.busy.emit(True)

    def _ended(self, cancelled: bool) -> None:
        tr, count = self._tr, self.queue.count
        self._line.hide()
        said = []
        if cancelled:
            left = count.total - count.done
            said.append(tr("Cancelled: {n} kept, {left} not added.", n=count.kept, left=left))
        if self._known:
            names = tr(", ").join(self._known[:3])
            said.append(tr("{names}: there already.", names=names))
            self._known.clear()
        if said:
            self.said.say(" ".join(said))
        self.said.setVisible(bool(said))
        self.busy.emit(False)

    def _drop(self, line: RefusedFile) -> None:
        self.refused.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _clear(self) -> None:
        for line in tuple(self.refused):
            self._drop(line)
        self.said.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._line)
        self._column.addWidget(self.said)
        self._line.hide()
        self.said.hide()
