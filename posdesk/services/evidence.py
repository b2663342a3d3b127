"""The manager's job: makes of one case or several the PDF that goes to a bank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.case import Case
from posdesk.domain.people import Job
from posdesk.domain.text import Lang
from posdesk.reports.casefile import CaseFile, ExhibitBytes
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

if TYPE_CHECKING:
    from posdesk.reports.bundle import Bundle


class Evidence:
    """Gathers cases with their exhibits and has the bundle written; no case is changed by it."""

    def __init__(self, store: Store, staff: Staff, fonts: Path) -> None:
        self._store, self._staff = store, staff
        self._fonts = fonts

    def bundle(
        self,
        references: Sequence[str],
        target: Path,
        lang: Lang,
        progress: Callable[[int, int], None] | None = None,
    ) -> Bundle:
        """Write the bundle of the cases (ids or numbers) to ``target`` and return what was made."""
        return self.write(self.gather(references), target, lang, progress)

    def gather(self, references: Sequence[str]) -> tuple[CaseFile, ...]:
        """Return the cases with the bytes of their exhibits.

        Raises ``NotAllowed`` where whoever is there may not export.
        """
        self._staff.require(Job.EXPORT)
        return tuple(self._file(self._store.case(reference)) for reference in references)

    def write(
        self,
        files: Sequence[CaseFile],
        target: Path,
        lang: Lang,
        progress: Callable[[int, int], None] | None = None,
    ) -> Bundle:
        """Write the bundle of ``files``; touches no store, so a worker thread may do it."""
        from posdesk.reports.bundle import make_bundle  # the page setter costs a start 0.1 s

        return make_bundle(files, lang, target, self._fonts, progress)

    def _file(self, case: Case) -> CaseFile:
        exhibits = tuple(
            ExhibitBytes(exhibit, self._store.exhibits.get(exhibit.sha256))
            for exhibit in case.exhibits
        )
        return CaseFile(case, exhibits, names=self._staff.people.names)
