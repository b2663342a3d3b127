"""The exhibits' job: evidence is taken in clean, kept beside its case, described, and covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import Event, ExhibitAttached, ExhibitCovered, ExhibitDescribed
from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.domain.people import Job
from posdesk.domain.sensitive import looks_like_card
from posdesk.domain.text import N_
from posdesk.domain.text_grid import text_sheets
from posdesk.intake.covering import cover
from posdesk.intake.exhibit_files import take_in
from posdesk.intake.exhibits import CleanExhibit, CoveredExhibit, Progress
from posdesk.intake.page_pictures import page_picture
from posdesk.intake.proposals import propose
from posdesk.reports.whole_file import write_file
from posdesk.services.given import check_words
from posdesk.services.own_folder import refuse_inside
from posdesk.services.staff import Staff
from posdesk.storage.ids import new_id
from posdesk.storage.store import Store


class ExhibitKeeper:
    """Takes evidence in, and covers parts of it for good; bytes are kept before they are named."""

    def __init__(self, store: Store, staff: Staff, clock: Callable[[], datetime]) -> None:
        self._store, self._staff, self._clock = store, staff, clock

    # ------------------------------------------------------------- for worker threads: no store

    @staticmethod
    def prepare(
        source: Path | bytes,
        name: str = "",
        *,
        not_a_card: bool = False,
        cover_found: bool = False,
        progress: Progress | None = None,
    ) -> CleanExhibit:
        """Return the clean copy of a file, or of bytes pasted as ``name``; raises ``WrongInput``.

        ``cover_found`` covers at once what may never be kept, which is refused otherwise.
        ``progress`` is told of pages done and may raise to give up.
        """
        called = name or (source.name if isinstance(source, Path) else "")
        return take_in(
            source, called, not_a_card=not_a_card, cover_found=cover_found, progress=progress
        )

    @staticmethod
    def page_image(data: bytes, mime: str, page: int, width: int) -> bytes:
        """Return ``page`` (from 1) of a picture or a PDF as a PNG that is ``width`` pixels wide."""
        return page_picture(data, mime, page, width)

    @staticmethod
    def text_sheets(data: bytes) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a kept text, page by page: 100 rows of 100 cells, as boxes count."""
        return text_sheets(data.decode("utf-8", "replace"))

    @staticmethod
    def proposals(data: bytes, mime: str) -> tuple[Box, ...]:
        """Return the places that should be covered, as far as its text tells; pictures have none.

        Boxes on texts count rows and columns: see ``domain.text_grid``.
        """
        return propose(data, mime)

    @staticmethod
    def cover_bytes(
        data: bytes, mime: str, boxes: Sequence[Box], progress: Progress | None = None
    ) -> CoveredExhibit:
        """Return new bytes in which nothing is left of what lies under ``boxes``."""
        return cover(data, mime, boxes, progress)

    # --------------------------------------------------------------------------------- keeping

    @staticmethod
    def check_kind(kind: str) -> None:
        """Raise ``WrongInput`` where ``kind`` is none that a bundle knows."""
        if kind not in EXHIBIT_KINDS:
            raise WrongInput(
                N_("“{kind}” is no kind of exhibit; nothing was stored; the kinds: {known}."),
                kind=kind[:40],
                known=", ".join(EXHIBIT_KINDS),
            )

    def attach(
        self,
        reference: str,
        source: Path | bytes,
        kind: str,
        *,
        name: str = "",
        not_a_card: bool = False,
        cover_found: bool = False,
    ) -> Case:
        """Add a file, or bytes pasted as ``name``, as an exhibit of ``kind``."""
        self.check_kind(kind)
        case = self._store.case(reference)
        prepared = self.prepare(source, name, not_a_card=not_a_card, cover_found=cover_found)
        return self.keep(case, prepared, kind)

    def keep(self, case: Case, exhibit: CleanExhibit, kind: str) -> Case:
        """Keep a prepared exhibit: first its bytes, then the events that name them.

        The bytes as they came are kept beside the clean ones where ``exhibit`` hands them on.
        """
        self.check_kind(kind)
        attached = ExhibitAttached(
            case=case.id,
            exhibit=new_id(),
            kind=kind,
            name=exhibit.name,
            mime=exhibit.mime,
            sha256=exhibit.sha256,
            received_sha256=exhibit.received_sha256,
            size=len(exhibit.data),
            pages=exhibit.pages,
            not_a_card=looks_like_card(exhibit.name),
            original=exhibit.original is not None,
        )
        covers = (_covered(case, attached.exhibit, exhibit.covered),) if exhibit.covered else ()
        blobs = [blob for blob in (exhibit.data, exhibit.original) if blob is not None]
        return self._append(case, (attached, *covers), blobs)

    def describe(
        self,
        reference: str,
        exhibit_id: str,
        *,
        kind: str | None = None,
        about: str | None = None,
        not_a_card: bool = False,
    ) -> Case:
        """Correct the kind of an exhibit, or say a sentence about it."""
        case, exhibit = self.find(reference, exhibit_id)
        if kind is not None:
            self.check_kind(kind)
        said = None if about is None else " ".join(about.split())
        check_words("about", said or "", not_a_card=not_a_card)
        if kind in (None, exhibit.kind) and said in (None, exhibit.about):
            return case
        return self._append(
            case,
            (
                ExhibitDescribed(
                    case=case.id,
                    exhibit=exhibit.id,
                    kind=None if kind == exhibit.kind else kind,
                    about=None if said == exhibit.about else said,
                    not_a_card=not_a_card and looks_like_card(said or ""),
                ),
            ),
        )

    # -------------------------------------------------------------------------------- covering

    def cover(self, reference: str, exhibit_id: str, boxes: Sequence[Box]) -> Case:
        """Cover parts of an exhibit for good; what was kept of it before is gone afterwards."""
        case, exhibit = self.find(reference, exhibit_id)
        covered = self.cover_bytes(self.bytes_of(exhibit), exhibit.mime, boxes)
        return self.keep_covered(case, exhibit, covered)

    def keep_covered(self, case: Case, exhibit: Exhibit, covered: CoveredExhibit) -> Case:
        """Put what a worker covered in the place of ``exhibit``; raises ``WrongInput``.

        First the new bytes are kept, then the event is written, then the old bytes go.
        """
        _, now = self.find(case.id, exhibit.id)
        if now.sha256 != covered.before:
            raise WrongInput(
                N_("The exhibit was covered meanwhile; nothing was changed; look at it again.")
            )
        self._store.exhibits.mark_leaving(now.digests)
        kept = self._append(case, (_covered(case, now.id, covered),), [covered.data])
        self._store.let_go(now.digests)
        return kept

    # --------------------------------------------------------------------------------- reading

    def find(self, reference: str, exhibit_id: str) -> tuple[Case, Exhibit]:
        """Return a case and its exhibit of that id, digest, or place in the case (from 1)."""
        case = self._store.case(reference)
        for place, exhibit in enumerate(case.exhibits, start=1):
            if exhibit_id in (exhibit.id, exhibit.sha256, str(place)):
                return case, exhibit
        raise NotFound(
            N_("The case {number} has no exhibit “{given}”; nothing was changed."),
            number=case.number,
            given=exhibit_id[:40],
        )

    def bytes_of(self, exhibit: Exhibit) -> bytes:
        """Return the clean bytes of an exhibit."""
        return self._store.exhibits.get(exhibit.sha256)

    def save(self, reference: str, exhibit_id: str, target: Path) -> Exhibit:
        """Write the clean copy of an exhibit to ``target``.

        Raises ``NotAllowed``, and ``WrongInput`` for a place in the data folder.
        """
        self._staff.require(Job.EXPORT)
        refuse_inside(self._store.folder, target)
        _, exhibit = self.find(reference, exhibit_id)
        write_file(target, self.bytes_of(exhibit))
        return exhibit

    def _append(self, case: Case, events: Sequence[Event], blobs: Sequence[bytes] = ()) -> Case:
        for blob in blobs:
            self._store.exhibits.put(blob)
        self._store.append(events, actor=self._staff.actor(), at=self._clock())
        for blob in blobs:
            # Another program may have let go of the same bytes before this event named them.
            self._store.exhibits.put(blob)
        return self._store.case(case.id)


def _covered(case: Case, exhibit_id: str, covered: CoveredExhibit) -> ExhibitCovered:
    return ExhibitCovered(
        case=case.id,
        exhibit=exhibit_id,
        boxes=tuple(str(box) for box in covered.boxes),
        mime=covered.mime,
        sha256=covered.sha256,
        size=len(covered.data),
        pages=covered.pages,
    )
