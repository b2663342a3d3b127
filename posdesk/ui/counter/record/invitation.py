"""The one fact that is wanted most: what it is, where it stands, and room to type it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posdesk.domain.transaction import SLIP_FIELDS, Slip, SlipField, missing_fields
from posdesk.i18n import Translator
from posdesk.ui.counter.record.slip_line import KeepField, SlipLine
from posdesk.ui.counter.record.slip_picture import SlipPicture
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.guarded_line import GuardedLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme, font


class Invitation(QFrame):
    """Amber and dashed while something is missing, one quiet green line when nothing is."""

    file_pasted = Signal()

    def __init__(self, theme: Theme, tr: Translator, keep: KeepField) -> None:
        super().__init__()
        self._theme, self._tr, self._keep = theme, tr, keep
        self._field: SlipField | None = None
        self.line: GuardedLine | None = None
        self.trouble = Trouble(theme)
        self._icon = QLabel()
        self._title = Words(style="h3", ink="wait")
        self._hint = Words(style="small", ink="wait", wrap=True)
        self._picture = SlipPicture(theme)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self._column, 1)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 7, 8, 8)
        outer.setSpacing(6)
        outer.addLayout(row)
        outer.addWidget(self.trouble)

    @property
    def wanted(self) -> str:
        """The name of the field asked for, empty where nothing is missing."""
        return self._field.name if self._field else ""

    def show_slip(self, slip: Slip) -> None:
        """Ask for what is wanted most in ``slip``."""
        missing = missing_fields(slip)
        field = missing[0] if missing else None
        if field is not self._field or self.line is None:
            self._field = field
            self._ask(field)
        if isinstance(self.line, SlipLine):
            self.line.show_slip(slip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, field: SlipField | None) -> None:
        self.trouble.clear()
        had_focus = self.line is not None and self.line.hasFocus()
        self._drop_line()
        tone, icon = ("wait", "warning") if field else ("go", "go")
        ink = QColor(self._theme.tones[tone].soft_text)
        self._icon.setPixmap(pixmap(icon, ink, 20, self.devicePixelRatioF()))
        self._title.set_ink(tone)
        self._set_part("invitation" if field else "done")
        self._hint.setVisible(field is not None)
        self._picture.setVisible(field is not None)
        if field is None:
            self._title.say(self._tr("All that the bank will ask for is here"))
            return
        self._title.say(self._tr("{field} is missing", field=field.label))
        self._hint.say(self._tr.text(field.hint))
        self._picture.point_at(field.name)
        self._add_line(field)
        if had_focus and self.line is not None:
            self.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_line(self, field: SlipField) -> None:
        line = SlipLine(SLIP_FIELDS[field.name], self._tr, self.trouble, self._keep)
        line.setProperty("part", "")
        line.setFont(font("body"))
        line.setStyleSheet("min-height: 28px; max-height: 28px;")
        line.setPlaceholderText(self._tr("Type it here"))
        line.file_pasted.connect(self.file_pasted)
        self._column.addWidget(line)
        self.line = line

    def _drop_line(self) -> None:
        line, self.line = self.line, None
        if line is not None:
            line.blockSignals(True)
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()

    def _set_part(self, part: str) -> None:
        if self.property("part") != part:
            self.setProperty("part", part)
            self.style().unpolish(self)
            self.style().polish(self)
