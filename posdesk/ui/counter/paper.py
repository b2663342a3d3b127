"""What goes on paper from the counter: the customer's slip and the map of the flow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from posdesk import paths
from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.walk import Walk
from posdesk.i18n import Translator
from posdesk.services.printouts import Printout, Printouts
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions


class Paper:
    """Writes a PDF to print where the person wants it, and says in place what became of it."""

    def __init__(self, printouts: Printouts, questions: Questions, tr: Translator) -> None:
        self._printouts, self._questions, self._tr = printouts, questions, tr

    def customer_slip(self, case: Case, width: str, notice: Notice) -> None:
        """Write the slip that the customer takes along; ``width`` is a4, 80mm or 58mm."""
        lang = self._tr.lang
        self._write(
            f"{case.number}-{width}.pdf",
            lambda target: self._printouts.customer_slip(case.id, target, width, lang),
            notice,
        )

    def map(self, walk: Walk, notice: Notice) -> None:
        """Write the map of the flow on one page, with the way taken."""
        flow, lang = walk.at.flow, self._tr.lang
        self._write(
            f"{flow}.pdf",
            lambda target: self._printouts.map(flow, target, lang, walk),
            notice,
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
            notice.show_done(self._tr("Ready to print: {name}", name=made.path.name))
