"""The terminals of the shop, one line each, and which of them belongs to this till."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.domain.provision import TERMINALS
from posdesk.domain.shop import TERMINAL_FIELDS, ShopTerminal
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.setting_field import SettingLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section, invitation
from posdesk.ui.settings.taking_off import TakingOff
from posdesk.ui.theme import TARGET, Theme

_WIDTHS = {"id": 6, "model": 7, "place": 7, "acquirer": 7}
_HERE = 116
_HERE_KEY = "shop.terminal_id"


class TerminalsSection(Section):
    """A line for each terminal and an empty one below; what is taken off can be put back."""

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Terminals"), tr("Every terminal of the shop; the one of this till fills the cases.")
        )
        self._book, self._theme, self._tr = book, theme, tr
        self._lock: Lock | None = None
        self.rows: list[TerminalRow] = []
        self._first = invitation(
            tr("No terminal yet. Its 8-character number stands on every slip: type it below.")
        )
        self._off = TakingOff(theme, tr, self.refresh, self)
        self.notice = self._off.notice
        self._heads = self._head_row()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.trouble = Trouble(theme)
        self.adder = SettingLine(tr, self.trouble, "", self._add)
        self.adder.setAccessibleName(tr("Number of another terminal"))
        self.adder.setMaximumWidth(360)
        self.adder.setPlaceholderText(tr("Another terminal: its 8-character number"))
        self.body.addWidget(self._first)
        self.body.addWidget(self._heads)
        self.body.addLayout(self._list)
        self.body.addWidget(self.adder)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.notice)
        self.refresh()

    def refresh(self) -> None:
        """Show the terminals as they are stored now."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        here = self._book.shop.terminal_id
        self.rows = []
        for terminal in self._book.terminals:
            row = TerminalRow(self._book, terminal, terminal.id == here, self._theme, self._tr)
            row.chosen.connect(partial(self._choose, terminal.id))
            row.removed.connect(partial(self._remove, terminal))
            row.renamed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
            if self._lock is not None:
                row.hold(self._lock)
            self.rows.append(row)
            self._list.addWidget(row)
        self._first.setVisible(not self.rows)
        self._heads.setVisible(bool(self.rows))

    def locked(self, lock: Lock) -> bool:
        self._lock = lock
        is_locked = lock.is_locked(TERMINALS)
        if is_locked:
            self.adder.hide()
        self.refresh()
        return is_locked or lock.is_locked(_HERE_KEY)

    def _add(self, text: str) -> str:
        if text.strip():
            terminal = self._book.save_terminal(text, "id", text)
            if not self._book.shop.terminal_id:
                self._book.save_shop("terminal_id", terminal.id)
            self.refresh()
            self.rows[-1].lines["model"].setFocus(Qt.FocusReason.OtherFocusReason)
        return ""

    def _choose(self, number: str) -> None:
        self._off.attempt(lambda: self._book.save_shop("terminal_id", number))

    def _remove(self, terminal: ShopTerminal) -> None:
        here = self._book.shop.terminal_id == terminal.id
        if self._off.attempt(lambda: self._book.remove_terminal(terminal.id)):
            self._off.offer(
                self._tr("Terminal {number} is taken off.", number=terminal.id),
                lambda: self._book.restore_terminal(terminal, here=here),
            )

    def _head_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, width in _WIDTHS.items():
            words = self._tr.text(TERMINAL_FIELDS[name].label)
            row.addWidget(_by_share(Words(words, "small", "text2")), width)
        row.addSpacing(_HERE + TARGET + 8)
        return holder


class TerminalRow(QWidget):
    """One terminal: four lines, whether it is the one here, and a cross to take it off."""

    chosen = Signal()
    removed = Signal()
    renamed = Signal()

    def __init__(
        self, book: ShopBook, terminal: ShopTerminal, here: bool, theme: Theme, tr: Translator
    ) -> None:
        super().__init__()
        self._book, self._number = book, terminal.id
        self.trouble = Trouble(theme)
        self.lines: dict[str, SettingLine] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, width in _WIDTHS.items():
            line = SettingLine(tr, self.trouble, getattr(terminal, name), partial(self._keep, name))
            label = tr.text(TERMINAL_FIELDS[name].label)
            line.setAccessibleName(f"{label} {terminal.id}")
            self.lines[name] = line
            row.addWidget(_by_share(line), width)
        self.lines["id"].stored.connect(self.renamed)
        self.here = Button(tr("This till"), theme, "choice", icon_name="check" if here else "")
        self.here.setChecked(here)
        self.here.setAccessibleName(tr("Terminal {number} of this till", number=terminal.id))
        self.here.setFixedWidth(_HERE)
        self.here.clicked.connect(self.chosen)
        words = tr("Take terminal {number} off the list", number=terminal.id)
        self.cross = Button(words, theme, "icon", icon_name="close")
        self.cross.clicked.connect(self.removed)
        row.addWidget(self.here)
        row.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.trouble)

    def hold(self, lock: Lock) -> None:
        """Show what of this terminal is the installer's."""
        here = lock.is_locked(_HERE_KEY)
        if lock.is_locked(TERMINALS):
            lock.hold(*self.lines.values(), self.cross)
        elif here and self.here.isChecked():
            lock.hold(self.lines["id"], self.cross)
        if here:
            lock.hold(self.here)

    def _keep(self, name: str, text: str) -> str:
        terminal = self._book.save_terminal(self._number, name, text)
        return str(getattr(terminal, name))


def _by_share(part: QWidget) -> QWidget:
    """Let ``part`` be as wide as its share of the row, whatever stands in it."""
    part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return part
