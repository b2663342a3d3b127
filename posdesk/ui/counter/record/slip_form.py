"""The facts of the slip in rows, the most wanted always in sight, the rest behind a fold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.transaction import Slip
from posdesk.i18n import Translator
from posdesk.ui.counter.record.slip_line import FieldBox, KeepField
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.guarded_line import GuardedLine
from posdesk.ui.parts.trouble import Trouble
from posdesk.ui.theme import Theme

_ROWS = (
    ("amount", "at"),
    ("card", "issuer"),
    ("terminal_id", "batch", "trace"),
    ("rrn",),
)
_MORE = (
    ("merchant_id",),
    ("auth_code", "operator"),
    ("order_no", "channel"),
    ("clearing_date", "refund_no"),
    ("kind", "original_trace"),
    ("merchant_name",),
)


class SlipForm(QWidget):
    """All fields of the slip; each is stored on leaving it and says what is wrong with it.

    ``more`` holds those that are wanted seldom, folded, for a place of its own on the card.
    """

    file_pasted = Signal()

    def __init__(self, theme: Theme, tr: Translator, keep: KeepField) -> None:
        super().__init__()
        self._theme, self._tr, self._keep = theme, tr, keep
        self._boxes: dict[str, FieldBox] = {}
        self._troubles: list[Trouble] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._holders = [(names, self._add_row(column, names)) for names in _ROWS]
        self._fold = Button(tr("More fields"), theme, "link", icon_name="chevron-down")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self.more = QWidget()
        below = QVBoxLayout(self.more)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded = [self._add_row(below, names) for names in _MORE]
        self._unfold(False)

    @property
    def lines(self) -> dict[str, GuardedLine]:
        """The lines by the names of their fields."""
        return {name: box.line for name, box in self._boxes.items()}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The lines that say what is wrong, one under each row."""
        return tuple(self._troubles)

    def show_slip(self, slip: Slip, invited: str = "") -> None:
        """Show ``slip``; the field that is asked for elsewhere has no place here meanwhile."""
        for name, box in self._boxes.items():
            box.line.show_slip(slip)
            box.setVisible(name != invited)
        for names, holder in self._holders:
            holder.setVisible(names != (invited,))

    def clear(self) -> None:
        """Let go of what was wrong: another case is shown."""
        for trouble in self._troubles:
            trouble.clear()

    def go_to(self, name: str) -> None:
        """Put the cursor into the field ``name``."""
        if any(name in names for names in _MORE):
            self._fold.setChecked(True)
        self._boxes[name].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, column: QVBoxLayout, names: tuple[str, ...]) -> QWidget:
        holder = QWidget()
        below = QVBoxLayout(holder)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        trouble = Trouble(self._theme)
        self._troubles.append(trouble)
        for name in names:
            style = "amount" if name == "amount" else "strong"
            box = FieldBox(name, self._tr, trouble, self._keep, style=style)
            box.line.file_pasted.connect(self.file_pasted)
            self._boxes[name] = box
            row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        below.addLayout(row)
        below.addWidget(trouble)
        column.addWidget(holder)
        return holder

    def _unfold(self, open_: bool) -> None:
        for holder in self._folded:
            holder.setVisible(open_)
        self._fold.say(self._tr("Fewer fields") if open_ else self._tr("More fields"))
