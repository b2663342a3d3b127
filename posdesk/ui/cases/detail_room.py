"""What one case leaves away where the window is small, so that what to do now stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.ui.cases.call_box import CallBox
from posdesk.ui.cases.head import CaseHead
from posdesk.ui.cases.now_card import NowCard
from posdesk.ui.cases.sections import PANEL, Sections

_LOW, _NARROW = 540, 360
"""Pixels below which something is left away."""


class DetailRoom:
    """Gives each part its room: what comes later goes first, and air."""

    def __init__(
        self,
        head: CaseHead,
        now: NowCard,
        sections: Sections,
        call: CallBox,
        line: QWidget,
        inside: QVBoxLayout,
    ) -> None:
        """``line`` parts the head from the middle; ``inside`` has the margins around all."""
        self._head, self._now, self._sections = head, now, sections
        self._call, self._line, self._inside = call, line, inside
        self._narrow: bool | None = None

    def make(self, size: QSize, *, panel_open: bool) -> None:
        """Give a panel the room of the call line and of what comes later."""
        self._call.setHidden(panel_open)
        if not panel_open:
            self._now.show()
        self.fit(size)

    def fit(self, size: QSize) -> None:
        """Leave away what comes later, and air, where the window is small."""
        low, narrow = size.height() < _LOW, size.width() < _NARROW
        self._now.show_after(not low and self._sections.place != PANEL)
        self._line.setHidden(low)
        self._head.set_low(low)
        self._call.set_low(low)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._sections.set_narrow(narrow)
            self._now.set_narrow(narrow)
        side = 14 if narrow else 20
        self._inside.setContentsMargins(side, 12, side, 14)
