"""A panel below the next step: a title, labelled fields; Enter keeps what they say, Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.choices import Choices
from posdesk.ui.cases.panels.form_line import FormLine
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words, key_cap

_LABEL = 76
"""Width of the names before the fields."""
_CUT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Panel(QWidget):
    """Says ``kept`` with the case before and after, or ``left`` where nothing was kept.

    A kind of panel adds its fields when it is made, fills them in ``fill`` and stores in ``store``.
    """

    kept = Signal(object, object)
    left = Signal()

    def __init__(self, around: Around, title: str, keep: str = "", explained: str = "") -> None:
        super().__init__()
        self.around = around
        self.case: Case | None = None
        self.trouble = Trouble(around.theme)
        self._first: QWidget | None = None
        self._labels: dict[QWidget, Words] = {}
        self.title = Words(title, "h3", wrap=True)
        self.setAccessibleName(title)
        self.keep = Button(keep or self.around.tr("Record it"), around.theme)
        self.keep.clicked.connect(self.try_to_keep)
        self._leave = Button(self.around.tr("Leave"), around.theme, "link")
        self._leave.clicked.connect(self.left)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.setSpacing(6)
        self.column.addWidget(self.title)
        if explained:
            self.column.addWidget(Words(explained, "small", "text2", wrap=True))
        self.setProperty("part", "page")
        self._fields = QGridLayout()
        self._fields.setSpacing(6)
        self._fields.setColumnMinimumWidth(0, _LABEL)
        self._fields.setColumnStretch(1, 1)
        self.column.addLayout(self._fields)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._buttons())
        self.column.addStretch(1)

    def open(self, case: Case) -> None:
        """Begin with ``case``: the fields are as the case has them."""
        self.case = case
        self.trouble.clear()
        self.fill(case)
        if self._first is not None:
            self._first.setFocus()

    def fill(self, case: Case) -> None:
        """Put into the fields what is known of ``case``."""

    def store(self, case: Case) -> Case:
        """Store what the fields say of ``case``; raises ``PosDeskError``."""
        raise NotImplementedError

    def try_to_keep(self) -> None:
        """Store what the fields say, or say why it cannot be."""
        if self.case is None:
            return
        before = self.case
        try:
            after = self.store(before)
        except PosDeskError as error:
            self.trouble.say(self.around.tr.error(error))
            return
        self.kept.emit(before, after)

    def add_line(self, label: str, hint: str = "") -> FormLine:
        """Add a line with its label above and return it."""
        line = FormLine(self.around.tr, self.trouble, label, hint)
        line.entered.connect(self._entered)
        line.left.connect(self.left)
        self.add(label, line)
        return line

    def add_choices(self, label: str, options: Sequence[tuple[str, str]]) -> Choices:
        """Add buttons of which one is chosen (value and words of each) and return them."""
        choices = Choices(self.around.theme, label, options)
        self.add(label, choices)
        return choices

    def add(self, label: str, field: QWidget) -> None:
        """Add a field; the first one that is added has the focus when the panel opens."""
        row = self._fields.rowCount()
        if isinstance(field, QComboBox):  # its longest line must not widen the panel
            field.setSizeAdjustPolicy(_CUT)
        if label:
            named = Words(label, "small", "text2", wrap=True)
            self._labels[field] = named
            self._fields.addWidget(named, row, 0)
            self._fields.addWidget(field, row, 1)
        else:
            self._fields.addWidget(field, row, 0, 1, 2)
        self._first = self._first or field

    def show_field(self, field: QWidget, *, shown: bool) -> None:
        """Show a field with its name, or neither."""
        field.setVisible(shown)
        if field in self._labels:
            self._labels[field].setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        """Go on to the next line that is empty, and keep where none is."""
        sender = self.sender()
        lines = self.findChildren(FormLine)
        behind = lines[lines.index(sender) + 1 :] if sender in lines else []
        empty = next((line for line in behind if line.isVisible() and not line.words), None)
        if empty is not None and not self.may_be_empty(empty):
            empty.setFocus()
        else:
            self.try_to_keep()

    def may_be_empty(self, line: FormLine) -> bool:
        """Return whether Enter keeps while ``line`` is still empty."""
        return False

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self._leave)
        row.addWidget(key_cap("Esc"))
        row.addStretch(1)
        return row
