"""Forgetting: what is no longer to be kept goes for good, and where it still lies is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.errors import WrongInput
from posdesk.domain.people import Job
from posdesk.domain.retention import closed_before
from posdesk.domain.text import N_
from posdesk.services.backup_list import Where
from posdesk.services.deed import Deed
from posdesk.services.given import check_words
from posdesk.services.going import Look, look
from posdesk.services.holders import Held, Holders
from posdesk.services.library import Library
from posdesk.services.staff import Staff
from posdesk.storage.erasure import Erasing
from posdesk.storage.queries import CaseRow
from posdesk.storage.store import Store

MOST_OLD = 5000
"""Old cases that are proposed at once; the rest is proposed when these are gone."""

NO_WHY = N_("The reason is missing; nothing was erased; say why in a few words.")


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased, and which backups hold it still.

    ``clean`` is false where another program was reading: then copies may lie in unused space until
    the folder is next opened.
    """

    numbers: tuple[str, ...]
    events: int
    exhibits: int
    clean: bool
    held: Held


@dataclass(frozen=True, slots=True)
class Erased:
    """What a worker did: erased, asked the backups, and made a new one where it was to."""

    erasing: Erasing
    held: Held
    renewed: frozenset[Where]


class Forgetting:
    """Erases for a manager; nothing is ever erased by itself."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        holders: Holders,
        library: Library,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._staff, self._holders, self._clock = store, staff, holders, clock
        self.renew(library)

    def renew(self, library: Library) -> None:
        """Know the shop's term by another book from now on."""
        self.months = library.settings.retention_months

    def may(self) -> bool:
        """Return whether whoever is there may erase."""
        return self._staff.may(Job.ERASE)

    # ------------------------------------------------------------------------------------- erasing

    def preview(self, references: Iterable[str]) -> Look:
        """Return what would go; nothing is changed. Raises ``PosDeskError``."""
        self._staff.require(Job.ERASE)
        return look(self._store, references)

    def held(self, cases: Sequence[str]) -> Held:
        """Return which backups hold these cases (ids); any thread may ask."""
        return self._holders.held(cases)

    def erase(
        self,
        references: Sequence[str],
        why: str,
        *,
        even_open: bool = False,
        drop_backups: bool = False,
    ) -> Gone:
        """Erase cases and single events for good, all or none of them, for one reason."""
        deed = self.erasing(references, why, even_open=even_open, drop_backups=drop_backups)
        return deed.now()

    def erasing(
        self,
        references: Sequence[str],
        why: str,
        *,
        even_open: bool = False,
        drop_backups: bool = False,
    ) -> Deed[Erased, Gone]:
        """Return the deed of ``erase``, all checked; its work opens the data once more."""
        self._staff.require(Job.ERASE)
        said, actor, at = read_why(why), self._staff.actor(), self._clock()
        found = look(self._store, references)
        if not even_open:
            found.refuse_blocked()

        def work() -> Erased:
            with self._store.again() as store:
                erasing = store.erasure.erase(found.going, why=said, actor=actor, at=at)
            renewed = self._holders.renew() if drop_backups else frozenset()
            return Erased(erasing, self._holders.held(found.touched), renewed)

        def finish(erased: Erased) -> Gone:
            held, done = erased.held, erased.erasing
            if drop_backups:
                held = self._holders.drop(held, erased.renewed)
            return Gone(found.numbers, done.events, found.exhibits, done.clean, held)

        return Deed(work, finish)

    # ----------------------------------------------------------------------------- what grew old

    def old(self, limit: int = MOST_OLD) -> tuple[CaseRow, ...]:
        """Return the closed cases that were kept for the shop's term, the oldest first.

        None where the shop has set no term.
        """
        return self._store.grown_old.cases(self._before, limit) if self.months else ()

    def count_old(self) -> int:
        """Return how many there are, ``MOST_OLD`` where there are more."""
        return self._store.grown_old.count(self._before, MOST_OLD) if self.months else 0

    @property
    def _before(self) -> str:
        return closed_before(self._clock(), self.months)


def read_why(why: str) -> str:
    """Return the reason that a person gave; raises ``WrongInput`` or ``Refused``."""
    plain = " ".join(why.split())
    check_words("why", plain)
    if not plain:
        raise WrongInput(NO_WHY)
    return plain
