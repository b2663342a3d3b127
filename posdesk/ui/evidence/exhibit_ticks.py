"""Which exhibits go into a bundle: a box to tick for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.i18n import Translator
from posdesk.ui.parts.tick import Tick
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class ExhibitTicks(QWidget):
    """``changed`` carries the ids of those that stay at home."""

    changed = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.ticks: dict[str, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._empty = Words(tr("No exhibits yet: the next step says what to add."), ink="text2")
        self._column.addWidget(self._empty)

    def show_cases(self, cases: Sequence[Case], left_out: frozenset[str]) -> None:
        """Show the exhibits of ``cases``, all ticked but those ``left_out``."""
        held = {exhibit.id: (case, exhibit) for case in cases for exhibit in case.exhibits}
        for gone in self.ticks.keys() - held.keys():
            self.ticks.pop(gone).deleteLater()
        for at, (key, (case, exhibit)) in enumerate(held.items(), start=1):
            kind = self._tr.text(EXHIBIT_KINDS[exhibit.kind])
            words = f"{kind}  {exhibit.name}"
            if len(cases) > 1:
                words = f"{case.number}  {words}"
            tick = self.ticks.get(key)
            if tick is None:
                tick = Tick(words, self._theme)
                tick.clicked.connect(self._tell)
                self.ticks[key] = tick
                self._column.insertWidget(at, tick)
            tick.say(words)
            tick.setChecked(key not in left_out)
        self._empty.setVisible(not held)

    def _tell(self) -> None:
        self.changed.emit(
            frozenset(key for key, tick in self.ticks.items() if not tick.isChecked())
        )
