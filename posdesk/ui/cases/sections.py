"""The middle of the detail: what happened, the evidence, the slip, or the panel of a deed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.case import Case
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.facts import CaseFacts
from posdesk.ui.cases.story import LAST, Story
from posdesk.ui.cases.told import told
from posdesk.ui.parts.button import Button
from posdesk.ui.theme import metrics

STORY, EVIDENCE, FACTS, PANEL = range(4)


class Sections(QWidget):
    """Three tabs and a place for a panel; ``menu`` holds everything else that can be done."""

    tab_chosen = Signal(int)
    panel_open = Signal(bool)

    def __init__(self, around: Around, evidence: QWidget) -> None:
        super().__init__()
        self._around, tr, theme = around, around.tr, around.theme
        self._case: Case | None = None
        self.story = Story(theme, tr.lang)
        self.story.setAccessibleName(tr("What happened"))
        self.facts = CaseFacts(around)
        self.menu = QMenu(self)
        self.more = Button(tr("More"), theme, "link", icon_name="chevron-down")
        self.more.setAccessibleName(tr("More to do"))
        self.more.setMenu(self.menu)
        self.whole = Button("", theme, "link", icon_name="")
        self.whole.setCheckable(True)
        self.whole.toggled.connect(self._tell)
        self._scrolls = (
            _scrolling(self._with_whole()),
            _scrolling(evidence),
            _scrolling(self.facts),
            _scrolling(QWidget()),
        )
        self._pages = QStackedWidget()
        names = (tr("Events"), tr("Evidence"), tr("Details"), tr("What is to be done"))
        for area, name in zip(self._scrolls, names, strict=True):
            area.setAccessibleName(name)
            self._pages.addWidget(area)
        self._group = QButtonGroup(self)
        self.tabs = tuple(self._tab(place) for place in (STORY, EVIDENCE, FACTS))
        bar = self._scrolls[STORY].verticalScrollBar()
        bar.rangeChanged.connect(self._grown)
        self._lay_out()
        self.choose(STORY)

    @property
    def place(self) -> int:
        """Which page is seen: ``STORY``, ``EVIDENCE``, ``FACTS`` or ``PANEL``."""
        return self._pages.currentIndex()

    def show_case(self, case: Case) -> None:
        """Show another case, or the same anew."""
        tr = self._around.tr
        if self._case is None or self._case.id != case.id:
            self.whole.setChecked(False)
        self._case = case
        self._tell()
        self.facts.show_case(case)
        count = len(case.exhibits)
        words = tr("Evidence {n}", n=count) if count else tr("Evidence")
        self.tabs[EVIDENCE].say(words)
        _make_room(self.tabs[EVIDENCE], words)

    def choose(self, place: int) -> None:
        """Show a tab."""
        self.tabs[place].setChecked(True)
        self._pages.setCurrentIndex(place)
        self.whole.setVisible(place == STORY and self.story.count > LAST)

    def show_panel(self, panel: QWidget) -> None:
        """Show ``panel`` in the place of the tabs' pages."""
        area = self._scrolls[PANEL]
        if area.widget() is not panel:
            area.takeWidget()
            area.setWidget(panel)
        panel.show()
        area.verticalScrollBar().setValue(0)
        self._pages.setCurrentIndex(PANEL)
        self.bar.hide()
        self.panel_open.emit(True)

    def leave_panel(self) -> None:
        """Show the tab again that was chosen last."""
        self.bar.show()
        self.choose(self._group.checkedId())
        self.panel_open.emit(False)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the row to the tabs where there is little room."""
        self.more.setText("" if narrow else self._around.tr("More"))
        if narrow:
            self._told.insertWidget(0, self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._row.removeWidget(self.whole)
            self._row.insertWidget(self._row.indexOf(self.more), self.whole)

    def _tell(self) -> None:
        case, around = self._case, self._around
        if case is None:
            return
        lines = told(case, around.tr, around.desk.staff.people.names)
        whole = self.whole.isChecked()
        self.story.show_story(lines, around.clock(), whole=whole)
        self.whole.setVisible(len(lines) > LAST and self.place in (STORY, PANEL))
        words = around.tr("The last only") if whole else around.tr("All {n}", n=len(lines))
        self.whole.say(words)
        QTimer.singleShot(0, self, self._to_the_end)

    def _grown(self) -> None:
        """Keep the newest in sight where something else takes or leaves room."""
        if not self.story.all_shown:
            self._to_the_end()

    def _to_the_end(self) -> None:
        """Show the newest lines: they are at the end."""
        bar = self._scrolls[STORY].verticalScrollBar()
        bar.setValue(bar.maximum())

    def _tab(self, place: int) -> Button:
        tr = self._around.tr
        words = {STORY: tr("Events"), EVIDENCE: tr("Evidence"), FACTS: tr("Details")}[place]
        tab = Button(words, self._around.theme, "choice")
        tab.setStyleSheet("padding: 0 6px;")
        _make_room(tab, words)
        tab.clicked.connect(lambda: self._take_tab(place))
        self._group.addButton(tab, place)
        return tab

    def _take_tab(self, place: int) -> None:
        self.choose(place)
        self.tab_chosen.emit(place)

    def _with_whole(self) -> QWidget:
        """Return the story with a place above it for what shows all of it."""
        inside = QWidget()
        self._told = QVBoxLayout(inside)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(0)
        self._told.addWidget(self.story, 1)
        return inside

    def _lay_out(self) -> None:
        self.bar = QWidget()
        self._row = row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for tab in self.tabs:
            row.addWidget(tab)
        row.addStretch(1)
        for link in (self.whole, self.more):
            link.setStyleSheet("padding: 0 2px;")
            row.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)


def _make_room(tab: Button, words: str) -> None:
    """Let ``tab`` be as wide as its words are while it is chosen."""
    tab.setMinimumWidth(metrics("strong").horizontalAdvance(words) + 18)


def _scrolling(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    inside.setProperty("part", "page")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(48)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setWidget(inside)
    return area
