"""The manager's job: makes of one case or several the PDF that goes to a bank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import NO_LIMITS, Preset
from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.bundle.slots import Slot, slots_for
from posdesk.domain.bundle.splitting import Weight
from posdesk.domain.case import Case
from posdesk.domain.errors import DoesNotFit
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.people import Job
from posdesk.reports.casefile import CaseFile, ExhibitBytes
from posdesk.services.bundle_files import (
    NOTHING_WRITTEN,
    Bundle,
    Progress,
    Signs,
    places,
    write_parts,
)
from posdesk.services.fitting import SEAL_ROOM, STAMPED_ROOM, Fitted, Fitting
from posdesk.services.own_folder import refuse_inside
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

if TYPE_CHECKING:
    from posdesk.reports.bundle.compose import Draft

__all__ = ["Bundle", "Evidence", "Fitted"]


class Evidence:
    """Gathers cases with their exhibits and has the bundle written; no case is changed by it.

    ``gather`` reads the store and belongs to its thread; ``draft``, ``fitted``, ``write`` and
    ``write_all`` touch no store, so that a worker may do them.
    """

    def __init__(self, store: Store, staff: Staff, fonts: Path, stamps: Callable[[], bool]) -> None:
        """``stamps`` says whether signatures get a time stamp, which makes them larger."""
        self._store, self._staff = store, staff
        self._fonts, self._stamps = fonts, stamps

    def bundle(
        self,
        references: Sequence[str],
        target: Path,
        order: BundleOrder,
        progress: Progress | None = None,
        *,
        preset: Preset = NO_LIMITS,
        sealer: Callable[[], Signs] | None = None,
    ) -> Bundle:
        """Write the bundle of the cases (ids or numbers) to ``target`` and return what was made.

        ``sealer`` gives what signs it. Raises ``DoesNotFit`` where ``preset`` takes none that can
        be made; nothing is written then.
        """
        self._refuse(target)
        files = self.gather(references)
        seal = sealer() if sealer else None
        signed = replace(order, fingerprint=seal.fingerprint if seal else "")
        fitted = self.fitted(files, signed, preset, progress)
        return self.write_all(fitted, target, seal)

    def gather(self, references: Sequence[str]) -> tuple[CaseFile, ...]:
        """Return the cases with the bytes of their exhibits, each once.

        Raises ``NotAllowed`` where whoever is there may not export.
        """
        self._staff.require(Job.EXPORT)
        cases = {case.id: case for case in map(self._store.case, references)}
        return tuple(map(self._file, cases.values()))

    def slots(self, case: Case, kind: RequestKind | None = None) -> tuple[Slot, ...]:
        """Return the pieces of evidence that a request of ``kind`` needs, each with its state."""
        return slots_for(case, kind)

    def draft(
        self, files: Sequence[CaseFile], order: BundleOrder, progress: Progress | None = None
    ) -> Draft:
        """Return the bundle of ``files`` unsigned; touches no store, so a worker may do it."""
        from posdesk.reports.bundle.compose import compose  # the page setter costs a start 0.1 s

        return compose(files, order, self._fonts, progress)

    def fitted(
        self,
        files: Sequence[CaseFile],
        order: BundleOrder,
        preset: Preset,
        progress: Progress | None = None,
    ) -> Fitted:
        """Return the bundle of ``files`` as ``preset`` takes it, made for real.

        An order with a ``fingerprint`` is to be signed by whose that is: room is kept for it.
        Where it does not fit this is the last attempt, with the reason in ``why``.
        """
        seal = STAMPED_ROOM if self._stamps() else SEAL_ROOM

        def weigh(draft: Draft) -> tuple[Weight, ...]:
            from posdesk.reports.bundle.weighing import weigh

            return weigh(files, draft)

        fitting = Fitting(
            compose=lambda order: self.draft(files, order, progress),
            weigh=weigh,
            preset=preset,
            numbers=[file.case.number for file in files],
            room=seal if order.fingerprint else 0,
        )
        return fitting.fit(replace(order, to=order.to or preset.to))

    def write(self, draft: Draft, target: Path, sealer: Signs | None = None) -> Bundle:
        """Write ``draft`` to ``target``, signed where ``sealer`` is given, whole or not at all.

        Raises ``DataTrouble`` where the place cannot be written.
        """
        self._refuse(target)
        (one,) = write_parts([draft], [target], sealer)
        seal = sealer.fingerprint if sealer else ""
        return Bundle(
            one.path, one.pages, one.size, draft.manifest.sha256, one.sha256, seal, (one,)
        )

    def write_all(
        self,
        fitted: Fitted,
        target: Path,
        sealer: Signs | None = None,
        progress: Progress | None = None,
    ) -> Bundle:
        """Write every file of ``fitted`` at or beside ``target``: all of them, or none.

        A folder as ``target`` takes them under the names that the recipient's rules give.
        ``progress`` may raise to give up: until it returns for the last file, nothing is there.
        Raises ``DoesNotFit`` where they break the recipient's limits.
        """
        if fitted.why is not None:
            raise DoesNotFit(NOTHING_WRITTEN, why=fitted.why)
        self._refuse(target)
        targets, warnings = places(target, fitted.names, fitted.limits)
        parts = write_parts(fitted.parts, targets, sealer, progress, fitted.limits)
        return Bundle(
            path=parts[0].path,
            pages=sum(part.pages for part in parts),
            size=sum(part.size for part in parts),
            manifest_sha256=fitted.parts[0].manifest.sha256,
            sha256=parts[0].sha256,
            fingerprint=sealer.fingerprint if sealer else "",
            parts=parts,
            done=fitted.done,
            warnings=tuple(warnings),
        )

    def _refuse(self, target: Path) -> None:
        """Raise ``WrongInput`` for a place in the data folder."""
        refuse_inside(self._store.folder, target)

    def _file(self, case: Case) -> CaseFile:
        stored = self._store.exhibits.get
        exhibits = tuple(
            ExhibitBytes(exhibit, stored(exhibit.sha256), self._original(exhibit))
            for exhibit in case.exhibits
        )
        return CaseFile(case, exhibits, names=self._staff.people.names)

    def _original(self, exhibit: Exhibit) -> bytes | None:
        """Return the bytes as they came, where they may go along with what is shown of them."""
        if exhibit.boxes or not exhibit.original:
            return None
        return self._store.exhibits.get(exhibit.received_sha256)
