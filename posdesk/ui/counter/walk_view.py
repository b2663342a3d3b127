"""The walk on screen: banner, step, map and record, with today's cases below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from posdesk.domain.verdict import strictest
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.troubleshoot import Session
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.banner import Banner
from posdesk.ui.counter.flow_map import FlowMap
from posdesk.ui.counter.record_card import RecordCard
from posdesk.ui.counter.step_card import StepCard
from posdesk.ui.counter.today_strip import TodayStrip
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import GAP, MAP, RECORD, WIDE, Theme

HIGH: Final = 640
"""Height of the view from which the strip has its heading."""
LOW: Final = 480
"""Height of the view below which the answers have the strip's room."""
NARROW_RECORD: Final = 320
SMALL, SMALL_RECORD = 840, 256
"""On a small screen the step, in its longest language, has what the record can spare."""


class WalkView(QWidget):
    """Puts the four parts where the window has room for them; they do not know each other."""

    def __init__(
        self, desk: Desk, theme: Theme, tr: Translator, tasks: Tasks, questions: Questions
    ) -> None:
        super().__init__()
        self.banner = Banner(theme, tr)
        self.step = StepCard(theme, tr, desk.troubleshoot.codes, desk.contacts)
        self.map = FlowMap(theme, tr)
        self.record = RecordCard(desk.log, desk.exhibits, theme, tr, tasks, questions)
        self.strip = TodayStrip(theme, tr, desk.shop.till)
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(12)
        self._grid.setRowStretch(1, 1)
        self.step.head.map_wanted.connect(self._show_map)
        self.map.step_chosen.connect(self._show_step)
        self._arrange(wide=True)

    def show_session(self, session: Session) -> None:
        """Show the moment that ``session`` is: first what the cashier waits for."""
        walk = session.walk
        attempts = (walk.facts, *walk.others)
        if strictest(session.case.facts) != walk.verdict:
            attempts = (*attempts, *session.case.facts)
        self.banner.show_facts(attempts)
        self.step.show_session(session)
        self._show_step()

    def show_surroundings(self, session: Session, today: Sequence[CaseRow]) -> None:
        """Show what may follow a moment later: the record, the map and today's cases."""
        node = session.walk.node
        self.record.show_case(session.case)
        self.record.exhibits.expect(node.picture or node.id)
        self.map.show_walk(session.walk)
        self.strip.show_cases(today, session.case.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.strip.set_compact(self.height() < HIGH)
        self.strip.setVisible(self.height() >= LOW)
        self._arrange(wide=self.width() >= WIDE)
        if not self._wide:
            self.record.setFixedWidth(NARROW_RECORD if self.width() >= SMALL else SMALL_RECORD)
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        """Give the map a column of its own, or hide it behind a link at the step."""
        if wide == self._wide:
            return
        self._wide = wide
        grid = self._grid
        for widget in (self.banner, self.step, self.map, self.record, self.strip):
            grid.removeWidget(widget)
        grid.addWidget(self.banner, 0, 0, 1, 2 if wide else 3)
        grid.addWidget(self.step, 1, 0, 1, 1 if wide else 2)
        grid.addWidget(self.map, 1, 1 if wide else 0, 1, 1 if wide else 2)
        grid.addWidget(self.record, 0 if wide else 1, 2, 2 if wide else 1, 1)
        grid.addWidget(self.strip, 2, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.record.setFixedWidth(RECORD if wide else NARROW_RECORD)
        self.map.setMinimumWidth(MAP if wide else 0)
        self.step.head.map.setVisible(not wide)
        self.map.setVisible(wide)
        self.step.show()

    def _show_map(self) -> None:
        self.step.hide()
        self.map.show()
        self.map.canvas.setFocus()

    def _show_step(self) -> None:
        """Bring the step back where the map has taken its place."""
        if not self._wide and self.step.isHidden():
            self.map.hide()
            self.step.show()
            self.step.setFocus()
