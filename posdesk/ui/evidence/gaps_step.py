"""The step in which what is missing is got: what it is, how to get it, and where to drop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal

from posdesk.domain.bundle.slots import Slot, SlotState
from posdesk.domain.case import Case
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.i18n import Translator
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.work import Work
from posdesk.ui.exhibits.drop_tile import DropTile
from posdesk.ui.exhibits.intake import Intake
from posdesk.ui.exhibits.sources import Source, of_paths
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

TILE = 148
_KINDS = {"customer": "app", "written": "note", "notice": "app"}
"""The kind of exhibit that fills a slot most often, where the slot has another name."""


class GapsStep(Work):
    """Shows one piece that is wanted; files go to its case, as what it wants."""

    kept = Signal()

    def __init__(
        self,
        making: Making,
        keeper: ExhibitKeeper,
        theme: Theme,
        tr: Translator,
        tasks: Tasks,
        questions: Questions,
        read: Callable[[str], Case],
    ) -> None:
        super().__init__(theme, tr("Gaps"), tr("Choose a piece at the left, then add its file."))
        self._making, self._tr, self._questions = making, tr, questions
        self._case: Case = making.cases[0]
        self.slot: Slot | None = None
        self._name = Words(style="h2", wrap=True)
        self._state = Words(style="strong")
        self._why = Words(style="body", wrap=True)
        self.tile = DropTile(theme, tr)
        self.tile.setFixedHeight(TILE)
        self.tile.clicked.connect(self._choose_files)
        self.intake = Intake(keeper, theme, tr, tasks, read)
        self.intake.kept.connect(lambda _case: self.kept.emit())
        self.intake.busy.connect(
            lambda busy: self.tile.show_busy(tr("Taking in …") if busy else "")
        )
        self._anyway = Card("sunken", padding=12)
        self._anyway.body.addWidget(
            Words(tr("You can export anyway: the cover says what is missing."), "body", wrap=True)
        )
        spoken = Card("well", padding=16)
        spoken.body.addWidget(self._name)
        spoken.body.addWidget(self._state)
        spoken.body.addWidget(self._why)
        self.body.addWidget(spoken)
        self.body.addWidget(self.tile)
        self.body.addWidget(self.intake)
        self.body.addWidget(self._anyway)
        self.body.addStretch(1)
        self.add_next(tr("Next: cover"))

    def refresh(self) -> None:
        """Speak of the same piece as it is now, else of the first that is missing."""
        cases = self._making.cases
        found = [(case, slot) for case in cases for slot in self._making.slots(case)]
        same = self.slot.name if self.slot is not None else ""
        missing = [(c, s) for c, s in found if s.state is SlotState.MISSING]
        again = [(c, s) for c, s in found if c.id == self._case.id and s.name == same]
        case, slot = next(iter([*again, *missing]), (cases[0], None))
        self._speak_of(case, slot)
        self._anyway.setVisible(bool(missing))

    def show_slot(self, number: str, slot: Slot) -> None:
        """Speak of ``slot`` of the case with that number."""
        case = next(case for case in self._making.cases if case.number == number)
        self._speak_of(case, slot)

    def take(self, mime: QMimeData | None, *, texts: bool) -> bool:
        """Take in what was dropped or pasted anywhere on the page."""
        return self.intake.take_mime(mime, self._kind, texts=texts)

    def take_sources(self, found: Sequence[Source]) -> None:
        """Take in what was looked at already."""
        self.intake.take(found, self._kind)

    @property
    def spoken_of(self) -> tuple[str, str]:
        """The number of the case and the name of the piece that are spoken of."""
        return self._case.number, self.slot.name if self.slot is not None else ""

    def take_focus(self) -> None:
        """Stand where files are added."""
        self.tile.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _kind(self) -> str:
        """The kind of exhibit that is wanted, empty where its file's name must tell."""
        if self.slot is None or self.slot.state is not SlotState.MISSING:
            return ""
        name = self.slot.name
        return name if name in EXHIBIT_KINDS else _KINDS.get(name, "")

    def _speak_of(self, case: Case, slot: Slot | None) -> None:
        tr, self._case, self.slot = self._tr, case, slot
        self.intake.show_case(case.id)
        if slot is None:
            self._name.say(tr("Nothing is missing"))
            self._state.say("")
            self._why.say(tr("More can be added here all the same."))
            return
        name = tr.text(slot.words)
        several = len(self._making.cases) > 1
        self._name.say(f"{case.number}  {name}" if several else name)
        words, ink = {
            SlotState.THERE: (tr("There"), "go"),
            SlotState.MISSING: (tr("Missing"), "wait"),
            SlotState.NOT_APPLICABLE: (tr("Not applicable"), "idle"),
        }[slot.state]
        if slot.state is SlotState.MISSING and not slot.required:
            words = tr("Missing, helps but nobody asks for it")
        self._state.say(words)
        self._state.set_ink(ink)
        self._why.say(tr.text(slot.why) if slot.why is not None else "")
        self._why.setVisible(slot.why is not None)

    def _choose_files(self) -> None:
        self.intake.take(of_paths(self._questions.files_to_open()), self._kind)
