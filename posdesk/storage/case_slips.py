"""The slips of many cases at once, for lists that tell more of them than a row does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from posdesk.domain.event import AttemptAdded, SlipRecorded
from posdesk.domain.fold import fold
from posdesk.domain.transaction import Slip
from posdesk.storage.database import Database
from posdesk.storage.journal import Journal


class CaseSlips:
    """Reads what the journal of one database says of slips, and nothing else of a case."""

    def __init__(self, database: Database) -> None:
        self._journal = Journal(database)

    def of(self, cases: Sequence[str]) -> Mapping[str, tuple[Slip, ...]]:
        """Return by id the slips of the attempts of these cases, a few hundred, in order."""
        kinds = (SlipRecorded.type, AttemptAdded.type)
        told = self._journal.of_kinds(cases, kinds)
        known = {
            case: tuple(one.slip for one in fold(case, events).attempts)
            for case, events in groupby(told, attrgetter("event.case"))
        }
        return {case: known.get(case, ()) for case in cases}
