"""The backups there are, the newest few at first: when, where, how large, how many cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posdesk.domain.day_words import day_words
from posdesk.domain.moment import iso
from posdesk.domain.size_words import size_words
from posdesk.i18n import Translator
from posdesk.services.backup_check import CheckedBackup
from posdesk.services.backup_list import ListedBackup, Overview, Where
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

FEW = 4


class BackupRows(QWidget):
    """One line a backup; ``more`` unfolds the older ones."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._overview: Overview | None = None
        self._bad: tuple[CheckedBackup, ...] = ()
        self._all = False
        self._table = QWidget()
        self.more = Button("", theme, "link")
        self.more.setProperty("flush", True)
        self.more.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._table)
        self._column.addWidget(self.more)
        self.hide()

    @property
    def shown(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(words.text() for words in self._table.findChildren(Words))

    def show_overview(self, overview: Overview) -> None:
        """Show the backups that there are now."""
        self._overview = overview
        self._build()

    def show_checked(self, checked: tuple[CheckedBackup, ...]) -> None:
        """Mark the backups in which something was found."""
        self._bad = tuple(one for one in checked if one.trouble is not None)
        self._build()

    def _unfold(self) -> None:
        self._all = not self._all
        self._build()

    def _build(self) -> None:
        if self._overview is None:
            return
        by_moment = groupby(self._overview.backups, attrgetter("made"))
        backups = [tuple(same) for _, same in by_moment]
        shown = backups if self._all else backups[:FEW]
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for place, same in enumerate(shown):
            for column, words in enumerate(self._cells(same, self._overview)):
                grid.addWidget(words, place, column)
        grid.setColumnStretch(3, 1)
        self._column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        rest = len(backups) - FEW
        tr = self._tr
        self.more.say(tr("Fewer") if self._all else tr("{count} more", count=rest))
        self.more.setVisible(rest > 0)
        self.setVisible(bool(backups))

    def _cells(self, same: Sequence[ListedBackup], overview: Overview) -> tuple[Words, ...]:
        """Return the cells of one backup, which may lie in both places."""
        tr, one = self._tr, same[0]
        names = {Where.HERE: tr("this computer"), Where.SECOND: tr("second place")}
        places = {backup.where for backup in same}
        where = tr("{one} and {other}", one=names[Where.HERE], other=names[Where.SECOND])
        if len(places) == 1:
            where = names[one.where]
        bad = next((b for b in self._bad for same_one in same if b.path == same_one.path), None)
        if bad is not None and one.about is not None:
            count = bad.lacking
            words = tr("exhibits missing: {count}", count=count) if count else tr("damaged")
            said = Words(words, "small", "stop")
            why = tr.error(bad.trouble) if bad.trouble is not None else ""
            said.setToolTip(why)
            said.setAccessibleDescription(why)
        elif one.about is not None:
            said = Words(tr("cases: {count}", count=one.about.cases), "small", "text2")
        else:
            why = tr.error(one.trouble) if one.trouble is not None else ""
            said = Words(tr("cannot be read"), "small", "wait")
            said.setToolTip(why)
            said.setAccessibleDescription(why)
        return (
            Words(day_words(iso(one.made), overview.at, tr.lang), "small"),
            Words(where, "small", "text2"),
            Words(size_words(one.size), "small", "text2"),
            said,
        )
