"""What goes on paper from the counter: the customer's slip, the map, the hand-over sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from posdesk import paths
from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import date_and_time
from posdesk.domain.walk import Walk
from posdesk.i18n import Translator
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks

if TYPE_CHECKING:  # whoever made them has read them
    from posdesk.domain.lesson import Card
    from posdesk.domain.shift_sheet import ShiftSheet
    from posdesk.services.printouts import Printout, Printouts


class Paper(QObject):
    """Writes a PDF to print where the person wants it, and says in place what became of it."""

    def __init__(
        self, printouts: Printouts, tasks: Tasks, questions: Questions, tr: Translator
    ) -> None:
        super().__init__()
        self._printouts, self._tasks = printouts, tasks
        self._questions, self._tr = questions, tr

    def customer_slip(self, case: Case, width: str, notice: Notice) -> None:
        """Write the slip that the customer takes along; ``width`` is a4, 80mm or 58mm."""
        lang = self._tr.lang
        self._write(
            f"{case.number}-{width}.pdf",
            lambda target: self._printouts.customer_slip(case.id, target, width, lang),
            notice,
        )

    def cards(self) -> tuple[Card, ...]:
        """Return the cards that can be printed."""
        return self._printouts.cards()

    def counter_card(self, notice: Notice) -> None:
        """Write the page that lies laminated at the counter."""
        lang = self._tr.lang
        self._write(
            self._tr("counter card") + ".pdf",
            lambda target: self._printouts.counter_card(target, lang),
            notice,
        )

    def tip_card(self, card_id: str, notice: Notice) -> None:
        """Write a card to hand out or to pin up, on half an A4 page."""
        lang = self._tr.lang
        self._write(
            f"{card_id}.pdf",
            lambda target: self._printouts.tip_card(card_id, target, "a4", lang),
            notice,
        )

    def shift_sheet(self, sheet: ShiftSheet, notice: Notice) -> None:
        """Write a hand-over sheet."""
        lang = self._tr.lang
        when = date_and_time(sheet.made_at)[:-3].replace(" ", "-").replace(":", "")
        self._write(
            self._tr("hand-over") + f"-{when}.pdf",
            lambda target: self._printouts.shift_sheet(sheet, target, lang),
            notice,
        )

    def map(self, walk: Walk, notice: Notice) -> None:
        """Write the map of the flow on one page, with the way taken, on the worker."""
        flow, lang, printouts = walk.at.flow, self._tr.lang, self._printouts
        target = self._questions.path_to_save(paths.documents_folder() / f"{flow}.pdf")
        if target is None:
            return
        notice.show_progress(self._tr("Making {name} …", name=target.name), 0, 0)
        self._tasks.run(
            self,
            lambda _report: printouts.map(flow, target, lang, walk),
            lambda made: notice.show_done(self._ready(made)),
            notice.show_error,
        )

    def _write(self, name: str, write: Callable[[Path], Printout], notice: Notice) -> None:
        target = self._questions.path_to_save(paths.documents_folder() / name)
        if target is None:
            return
        try:
            made = write(target)
        except PosDeskError as error:
            notice.show_error(error)
        else:
            notice.show_done(self._ready(made))

    def _ready(self, made: Printout) -> str:
        return self._tr("Ready to print: {name}", name=made.path.name)
