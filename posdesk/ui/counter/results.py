"""What fits the words typed, in groups with running numbers: symptoms, codes, open cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from posdesk.domain.code_advice import CodeAdvice
from posdesk.domain.codes import Consequence
from posdesk.i18n import Translator
from posdesk.services.finder import Found, Hit
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.case_rows import case_line
from posdesk.ui.counter.rows import Face, ResultRow
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

MOST_FLOWS, MOST = 4, 9

Result = Hit | CodeAdvice | CaseRow
Marks = Callable[[str], tuple[tuple[int, int], ...]]
"""The stretches of a text that were typed."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Results of one kind, with the name of the kind."""

    name: str
    results: tuple[Result, ...]


class Results(Card):
    """Rows of everything found; the first is chosen, Enter or a number takes one."""

    taken = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(padding=8)
        self._tr = tr
        self.shown: tuple[Result, ...] = ()
        self._chosen = 0
        self._heads = [Words(style="caption", ink="text2") for _ in range(3)]
        self.rows = [ResultRow(theme, tr("Enter")) for _ in range(MOST)]
        for head in self._heads:
            head.setContentsMargins(14, 4, 0, 2)
        for row in self.rows:
            row.clicked.connect(self._clicked)
        self.body.setSpacing(0)
        self.hide()

    def show_found(self, found: Found, marks: Marks) -> None:
        """Show what was found; a code that was typed itself stands before the symptoms."""
        groups = self._groups(found)
        self.shown = tuple(result for group in groups for result in group.results)
        self._place(groups)
        for number, (row, result) in enumerate(zip(self.rows, self.shown, strict=False), start=1):
            row.show_face(self._face(result, marks), number)
        self._choose(0)
        self.setVisible(bool(self.shown))

    def step(self, by: int) -> None:
        """Choose the result above or below."""
        if self.shown:
            self._choose((self._chosen + by) % len(self.shown))

    @property
    def chosen(self) -> Result | None:
        """The result that Enter takes."""
        return self.shown[self._chosen] if self.shown else None

    def _groups(self, found: Found) -> list[_Group]:
        tr = self._tr
        flows = _Group(tr("Symptoms"), found.flows[:MOST_FLOWS])
        codes = _Group(tr("Response codes"), found.codes)
        cases = _Group(tr("Open cases"), found.cases)
        groups = [codes, flows, cases] if found.named_a_code else [flows, codes, cases]
        return [group for group in groups if group.results]

    def _place(self, groups: list[_Group]) -> None:
        """Put heads and rows in their order; those not needed are hidden."""
        for widget in (*self._heads, *self.rows):
            self.body.removeWidget(widget)
        rows = iter(self.rows)
        for head, group in zip(self._heads, groups, strict=False):
            head.say(group.name)
            self.body.addWidget(head)
            for _ in group.results:
                self.body.addWidget(next(rows))
        for place, head in enumerate(self._heads):
            head.setVisible(place < len(groups))
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self.shown))

    def _face(self, result: Result, marks: Marks) -> Face:
        if isinstance(result, Hit):
            return self._flow_face(result, marks)
        if isinstance(result, CodeAdvice):
            return self._code_face(result, marks)
        line = case_line(result, self._tr)
        return Face(
            lead=line.number,
            title=line.title,
            marks=marks(line.title),
            note=line.below,
            amount=line.amount,
            tag=(line.tone, line.icon, line.state),
        )

    def _flow_face(self, hit: Hit, marks: Marks) -> Face:
        title, note = self._tr.text(hit.flow.title), self._tr.text(hit.symptom)
        if note == title:
            note = self._tr.text(hit.flow.subtitle)
        return Face(title=title, marks=marks(title), note=note)

    def _code_face(self, advice: CodeAdvice, marks: Marks) -> Face:
        tr, meaning = self._tr, self._tr.text(advice.meaning)
        tag = {
            Consequence.UNCERTAIN: ("stop", "stop", tr("Do not charge again")),
            Consequence.APPROVED: ("paid", "paid", tr("Approved")),
            Consequence.DECLINED: ("idle", "idle", tr("Declined")),
        }[advice.consequence]
        below = tr.text(advice.action)
        return Face(advice.code, meaning, marks(meaning), below=below, tag=tag)

    def _choose(self, place: int) -> None:
        self._chosen = place
        for at, row in enumerate(self.rows):
            row.set_chosen(at == place)

    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ResultRow):
            self.taken.emit(self.shown[self.rows.index(row)])
