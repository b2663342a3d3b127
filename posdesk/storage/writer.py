"""What can be done inside one transaction: take a case number, append events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from posdesk.domain.errors import WrongInput
from posdesk.domain.event import CaseOpened, Event, Recorded
from posdesk.domain.moment import iso
from posdesk.domain.text import N_
from posdesk.storage.case_numbers import CaseNumbers
from posdesk.storage.ids import new_id
from posdesk.storage.journal import Journal
from posdesk.storage.projection import Projection
from posdesk.storage.queries.erased import ErasedCases


class Writer:
    """Writes for ``actor`` at one moment; lives as long as the transaction that made it."""

    def __init__(
        self,
        journal: Journal,
        projection: Projection,
        numbers: CaseNumbers,
        erased: ErasedCases,
        actor: str,
        moment: datetime,
    ) -> None:
        self._journal = journal
        self._projection = projection
        self._numbers = numbers
        self._erased = erased
        self._actor = actor
        self._at = iso(moment)

    def next_number(self, day: date) -> str:
        """Return the next free case number of a Beijing day, as ``261120-03``."""
        return self._numbers.next(day)

    def recorded(self, ids: Sequence[str]) -> tuple[Recorded, ...]:
        """Return those events that are there already under ``ids``."""
        return tuple(filter(None, map(self._journal.find, ids)))

    def append(
        self, events: Sequence[Event], *, ids: Sequence[str] | None = None
    ) -> tuple[Recorded, ...]:
        """Append ``events`` and bring the derived tables up to them.

        What is there already under its id is returned as recorded and not written again.
        """
        if ids is None:
            ids, there = [new_id() for _ in events], {}
        else:
            there = {one.id: one for one in self.recorded(ids)}
        new = [(e, i) for e, i in zip(events, ids, strict=True) if i not in there]
        if new:
            for one in self._write([e for e, _ in new], [i for _, i in new]):
                there[one.id] = one
        return tuple(there[i] for i in ids)

    def _write(self, events: list[Event], ids: list[str]) -> list[Recorded]:
        for event in events:
            if isinstance(event, CaseOpened):
                self._refuse_taken(event)
        before = {e.case: self._projection.find(e.case) for e in events if e.case}
        for case, known in before.items():
            if known is None:
                self._erased.refuse_id(case)
        recorded = self._journal.append(events, ids, self._actor, self._at)
        self._projection.extend(before, recorded)
        return recorded

    def _refuse_taken(self, event: CaseOpened) -> None:
        if self._numbers.is_taken(event.number, event.case):
            raise WrongInput(
                N_("The case number {number} is taken; nothing was stored; try again."),
                number=event.number,
            )
