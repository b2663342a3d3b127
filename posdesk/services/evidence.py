"""The manager's job: makes of one case or several the PDF that goes to a bank."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.case import Case
from posdesk.domain.people import Job
from posdesk.reports.casefile import CaseFile, ExhibitBytes
from posdesk.reports.whole_file import write_file
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

if TYPE_CHECKING:
    from posdesk.reports.bundle import Draft

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was written: where, how long, and the digests to compare."""

    path: Path
    pages: int
    size: int
    manifest_sha256: str
    sha256: str


class Evidence:
    """Gathers cases with their exhibits and has the bundle written; no case is changed by it."""

    def __init__(self, store: Store, staff: Staff, fonts: Path) -> None:
        self._store, self._staff = store, staff
        self._fonts = fonts

    def bundle(
        self,
        references: Sequence[str],
        target: Path,
        order: BundleOrder,
        progress: Progress | None = None,
    ) -> Bundle:
        """Write the bundle of the cases (ids or numbers) to ``target`` and return what was made."""
        return self.write(self.draft(self.gather(references), order, progress), target)

    def gather(self, references: Sequence[str]) -> tuple[CaseFile, ...]:
        """Return the cases with the bytes of their exhibits.

        Raises ``NotAllowed`` where whoever is there may not export.
        """
        self._staff.require(Job.EXPORT)
        return tuple(self._file(self._store.case(reference)) for reference in references)

    def draft(
        self, files: Sequence[CaseFile], order: BundleOrder, progress: Progress | None = None
    ) -> Draft:
        """Return the bundle of ``files`` unsigned; touches no store, so a worker may do it."""
        from posdesk.reports.bundle import compose  # the page setter costs a start 0.1 s

        return compose(files, order, self._fonts, progress)

    def write(self, draft: Draft, target: Path) -> Bundle:
        """Write ``draft`` to ``target``, whole or not at all; a worker may do it.

        Raises ``DataTrouble`` where the place cannot be written.
        """
        write_file(target, draft.data)
        digest = hashlib.sha256(draft.data).hexdigest()
        return Bundle(target, draft.pages, len(draft.data), draft.manifest.sha256, digest)

    def _file(self, case: Case) -> CaseFile:
        exhibits = tuple(
            ExhibitBytes(exhibit, self._store.exhibits.get(exhibit.sha256))
            for exhibit in case.exhibits
        )
        return CaseFile(case, exhibits, names=self._staff.people.names)
