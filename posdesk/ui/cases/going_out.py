"""What leaves the cases page: evidence of what is chosen, lists, and cases in machine form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import Job
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.taking_out import Form
from posdesk.ui.cases.case_table import CaseTable
from posdesk.ui.cases.list_export import ListExport
from posdesk.ui.cases.looking import Looking
from posdesk.ui.parts.notice import Notice
from posdesk.ui.questions import Questions
from posdesk.ui.tasks import Tasks


class GoingOut(QObject):
    """``evidence_wanted`` carries the ids of cases; why nothing can go out is told in place."""

    evidence_wanted = Signal(tuple)
    check_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        questions: Questions,
        tr: Translator,
        notice: Notice,
        table: CaseTable,
        looking: Looking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tr, self._notice = desk, tr, notice
        self._table, self._looking = table, looking
        self._list_export = ListExport(desk.taking_out, tasks, questions, tr, notice)

    def fill(self, menu: QMenu) -> None:
        """Offer everything in ``menu``."""
        tr = self._tr
        menu.addAction(tr("Chosen cases as PDF\tCtrl+E"), self.export_chosen)
        menu.addAction(tr("Chosen cases as JSON"), self._take_chosen)
        menu.addAction(tr("Check a bundle …"), self.check_wanted.emit)
        menu.addSeparator()
        menu.addAction(tr("This list for Excel (XLSX)"), partial(self._take_list, Form.XLSX))
        menu.addAction(tr("This list as CSV"), partial(self._take_list, Form.CSV))

    def export_chosen(self) -> None:
        """Go to the evidence of the cases that are chosen."""
        self._with_chosen(lambda chosen: self.export(tuple(chosen)))

    def export(self, cases: tuple[str, ...]) -> None:
        """Go to the evidence of ``cases``, where whoever is there may export."""
        try:
            self._desk.staff.require(Job.EXPORT)
        except PosDeskError as error:
            self._notice.show_error(error)
            return
        self._notice.hide()
        self.evidence_wanted.emit(cases)

    def _take_chosen(self) -> None:
        names = self._table.names
        self._with_chosen(lambda chosen: self._list_export.take_cases(chosen, names))

    def _with_chosen(self, act: Callable[[Sequence[str]], None]) -> None:
        chosen = self._table.selected
        if chosen:
            act(chosen)
        else:
            self._notice.show_hint(self._tr("Choose a case first; Shift and Ctrl choose several."))

    def _take_list(self, form: Form) -> None:
        self._list_export.take_list(form, self._looking.place.asked, self._table.cases.rows)
