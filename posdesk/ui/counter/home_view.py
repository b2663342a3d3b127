"""The home page: what fits the words typed, the flows as tiles, today's cases, unfinished walks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.flow import Flow, FlowBook
from posdesk.i18n import Translator
from posdesk.services.due_list import Listed
from posdesk.services.finder import Found
from posdesk.storage.queries import CaseRow, UnfinishedWalk
from posdesk.ui.counter.due_strip import DueStrip
from posdesk.ui.counter.results import Marks, Results
from posdesk.ui.counter.rows import FlowTile
from posdesk.ui.counter.shift_invitation import ShiftInvitation
from posdesk.ui.counter.today_card import TodayCard
from posdesk.ui.counter.unfinished_card import UnfinishedCard
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.floor import Floor
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, RECORD, Theme

COLUMNS = 4
MOST = 8
"""Tiles: two rows of the commonest troubles; the others are found by typing."""
FEW = 4
"""Results beside which there is room for today's cases."""


class HomeView(QWidget):
    """Offers ways to begin and to go on; it decides nothing."""

    flow_chosen = Signal(str)
    case_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, book: FlowBook) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.flows: tuple[Flow, ...] = tuple(book.flows.values())[:MOST]
        self.tiles = [self._tile(n, flow) for n, flow in enumerate(self.flows, start=1)]
        for tile in self.tiles:
            tile.peers = self.tiles
        self.results = Results(theme, tr)
        self.unfinished = UnfinishedCard(theme, tr, book)
        self.today = TodayCard(theme, tr)
        self.due = DueStrip(theme, tr)
        self.handed_over = ShiftInvitation(theme, tr)
        self.unfinished.case_chosen.connect(self.case_chosen)
        self.today.case_chosen.connect(self.case_chosen)
        self._rows: Sequence[CaseRow] = ()
        self._lay_out()

    def show_work(self, today: Sequence[CaseRow], unfinished: Sequence[UnfinishedWalk]) -> None:
        """Show today's cases and the walks to go on with."""
        self._rows = today
        self.unfinished.show_walks(unfinished)

    def show_due(self, due: Sequence[Listed], now: datetime) -> None:
        """Show what is due before today's cases."""
        self.today.show_cases(self._rows, due, now)

    def show_found(self, found: Found, marks: Marks) -> None:
        """Show what fits the words typed in the place of the tiles."""
        self.results.show_found(found, marks)
        count = len(self.results.shown)
        self._tiles.setVisible(not count)
        self.today.setVisible(count <= FEW)
        self._room.setVisible(count > FEW)

    def arm(self, number: int | None) -> None:
        """Mark the tile of that number as the one that Enter opens."""
        for place, tile in enumerate(self.tiles, start=1):
            tile.set_armed(place == number)

    def _tile(self, number: int, flow: Flow) -> FlowTile:
        tr = self._tr
        tile = FlowTile(self._theme, number, flow.icon, tr.text(flow.title), tr.text(flow.subtitle))
        tile.setProperty("flow", flow.id)
        tile.clicked.connect(self._tile_clicked)
        return tile

    def _tile_clicked(self) -> None:
        self.flow_chosen.emit(str(self.sender().property("flow")))

    def _lay_out(self) -> None:
        tr = self._tr
        self._tiles, self._room = QWidget(), QWidget()
        self._room.hide()
        tiles = QGridLayout(self._tiles)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(12)
        self._grid = tiles
        self._place_tiles(COLUMNS)
        ways = QWidget()
        beginning = QVBoxLayout(ways)
        beginning.setContentsMargins(0, 0, 0, 0)
        beginning.setSpacing(GAP)
        beginning.addWidget(self.results)
        beginning.addWidget(self._tiles)
        beginning.addWidget(self.today, 1)
        beginning.addWidget(self._room, 1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(_scrolled(ways), 1)
        self._why = Words(tr("SMS, screenshots and voice calls do not count"), "small", "stop")
        left.addWidget(_rule_line(self._theme, tr, self._why))  # in sight in the least of rooms
        right = QWidget()
        going_on = QVBoxLayout(right)
        going_on.setContentsMargins(0, 0, 0, 0)
        going_on.setSpacing(GAP)
        going_on.addWidget(self.due)
        going_on.addWidget(self.handed_over)
        going_on.addWidget(self.unfinished)
        going_on.addStretch(1)
        self._right = _scrolled(right)
        self._right.setFixedWidth(RECORD)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(left, 1)
        whole.addWidget(self._right)

    def set_narrow(self, narrow: bool) -> None:
        """Give the right column less room."""
        self._right.setFixedWidth(320 if narrow else RECORD)
        self._why.setVisible(not narrow)
        self._place_tiles(COLUMNS - 1 if narrow else COLUMNS)

    def _place_tiles(self, columns: int) -> None:
        """Put the tiles in rows of ``columns``."""
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(COLUMNS):
            stretches = column < min(columns, max(2, len(self.tiles)))
            self._grid.setColumnStretch(column, 1 if stretches else 0)


def _scrolled(part: QWidget) -> Scrolling:
    """Return a place as wide as it is given, in which ``part`` scrolls on a small screen."""
    area = Scrolling()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(Floor(part))
    return area


def _rule_line(theme: Theme, tr: Translator, why: Words) -> Card:
    """Return the one rule that holds before anything is known."""
    card = Card("rule", padding=0)
    icon = QLabel()
    icon.setPixmap(pixmap("stop", QColor(theme.tones["stop"].soft_text), 20, 2.0))
    row = QHBoxLayout()
    row.setContentsMargins(14, 9, 14, 9)
    row.setSpacing(10)
    row.addWidget(icon)
    row.addWidget(
        Words(tr("No second charge until the terminal's result is seen."), "h3", "stop", wrap=True),
        1,
    )
    row.addWidget(why)
    card.body.addLayout(row)
    return card
