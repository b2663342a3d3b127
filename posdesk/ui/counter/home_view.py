"""The home page: what fits the words typed, the flows as tiles, today's cases, unfinished walks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.flow import Flow, FlowBook
from posdesk.i18n import Translator
from posdesk.services.finder import Hit
from posdesk.storage.queries import CaseRow, UnfinishedWalk
from posdesk.ui.counter.rows import FlowTile, HitRow
from posdesk.ui.counter.today_card import TodayCard
from posdesk.ui.counter.unfinished_card import UnfinishedCard
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP, RECORD, Theme

COLUMNS = 4
MOST_HITS = 7


class HomeView(QWidget):
    """Offers ways to begin and to go on; it decides nothing."""

    flow_chosen = Signal(str)
    case_chosen = Signal(str)

    def __init__(self, theme: Theme, tr: Translator, book: FlowBook) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.flows: tuple[Flow, ...] = tuple(book.flows.values())[:9]
        self.hits: tuple[Hit, ...] = ()
        self._chosen = 0
        self.tiles = [self._tile(n, flow) for n, flow in enumerate(self.flows, start=1)]
        self._hit_rows = [HitRow(theme, n) for n in range(1, MOST_HITS + 1)]
        for row in self._hit_rows:
            row.clicked.connect(self._hit_clicked)
        self.unfinished = UnfinishedCard(theme, tr, book)
        self.today = TodayCard(theme, tr)
        self.unfinished.case_chosen.connect(self.case_chosen)
        self.today.case_chosen.connect(self.case_chosen)
        self._lay_out()
        self.show_hits(())

    def show_work(self, today: Sequence[CaseRow], unfinished: Sequence[UnfinishedWalk]) -> None:
        """Show today's cases and the walks to go on with."""
        self.today.show_cases(today)
        self.unfinished.show_walks(unfinished)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what fits the words typed; the first is chosen."""
        self.hits = hits[:MOST_HITS]
        enter = self._tr("Enter")
        for row, hit in zip(self._hit_rows, self.hits, strict=False):
            title, symptom = self._tr.text(hit.flow.title), self._tr.text(hit.symptom)
            row.show_hit(title, symptom, enter)
        for place, row in enumerate(self._hit_rows):
            row.setVisible(place < len(self.hits))
        self._results.setVisible(bool(self.hits))
        self._choose(0)

    def step(self, by: int) -> None:
        """Choose the result above or below."""
        if self.hits:
            self._choose((self._chosen + by) % len(self.hits))

    @property
    def chosen(self) -> Hit | None:
        """The result that Enter takes."""
        return self.hits[self._chosen] if self.hits else None

    def arm(self, number: int | None) -> None:
        """Mark the tile of that number as the one that Enter opens."""
        for place, tile in enumerate(self.tiles, start=1):
            tile.set_armed(place == number)

    def _choose(self, place: int) -> None:
        self._chosen = place
        for at, row in enumerate(self._hit_rows):
            row.set_chosen(at == place)

    def _tile(self, number: int, flow: Flow) -> FlowTile:
        tr = self._tr
        tile = FlowTile(self._theme, number, flow.icon, tr.text(flow.title), tr.text(flow.subtitle))
        tile.setProperty("flow", flow.id)
        tile.clicked.connect(self._tile_clicked)
        return tile

    def _tile_clicked(self) -> None:
        self.flow_chosen.emit(str(self.sender().property("flow")))

    def _hit_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, HitRow):
            self.flow_chosen.emit(self.hits[self._hit_rows.index(row)].flow.id)

    def _lay_out(self) -> None:
        self._results = Card(padding=8)
        self._results.body.setSpacing(0)
        for row in self._hit_rows:
            self._results.body.addWidget(row)
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate(self.tiles):
            tiles.addWidget(tile, place // COLUMNS, place % COLUMNS)
        for column in range(min(COLUMNS, max(2, len(self.tiles)))):
            tiles.setColumnStretch(column, 1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._results)
        left.addLayout(tiles)
        left.addWidget(self.today, 1)
        left.addWidget(_rule_line(self._theme, self._tr))
        right = QVBoxLayout()
        right.addWidget(self.unfinished)
        right.addStretch(1)
        right.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget()
        self._right.setLayout(right)
        self._right.setFixedWidth(RECORD)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(left, 1)
        whole.addWidget(self._right)

    def set_narrow(self, narrow: bool) -> None:
        """Give the right column less room."""
        self._right.setFixedWidth(320 if narrow else RECORD)


def _rule_line(theme: Theme, tr: Translator) -> Card:
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
    row.addWidget(Words(tr("SMS, screenshots and voice calls do not count"), "small", "stop"))
    card.body.addLayout(row)
    return card
