"""What is still known of a case that was erased: its number, and who erased it, when and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from posdesk.domain.errors import CaseErased
from posdesk.domain.event import Recorded
from posdesk.domain.people import actor_words, fold_people
from posdesk.domain.text import N_
from posdesk.storage.database import Database

_ERASURES = """
SELECT e.at, e.actor, p.body FROM events e JOIN payloads p ON p.pos = e.pos
WHERE e.type = 'erased' AND json_extract(CAST(p.body AS TEXT), '$.number') <> ''
"""
_OF_NUMBER = "AND json_extract(CAST(p.body AS TEXT), '$.number') = ? ORDER BY e.pos DESC LIMIT 1"
_OF_EVENT = """
AND json_extract(CAST(p.body AS TEXT), '$.counter') = ?
AND EXISTS (SELECT 1 FROM json_each(CAST(p.body AS TEXT), '$.seqs') WHERE value = ?) LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class ErasedCase:
    """A case of which only this is left; ``at`` is ISO time, ``actor`` the id of who erased it."""

    number: str
    at: str
    actor: str
    why: str


class ErasedCases:
    """Looks erased cases up in one database; asked only where there is no such case any more."""

    def __init__(self, database: Database, beside: Callable[[], Iterable[Recorded]]) -> None:
        """``beside`` returns the events of no case, which tell the names of people."""
        self._database, self._beside = database, beside

    def refuse(self, reference: str) -> None:
        """Raise ``CaseErased`` where the case with this id or number was erased."""
        self._refuse(self.find(reference))

    def refuse_id(self, case: str) -> None:
        """Raise ``CaseErased`` where the case with this id was; quick, as every opening asks."""
        self._refuse(self.of_id(case))

    def _refuse(self, gone: ErasedCase | None) -> None:
        if gone is None:
            return
        raise CaseErased(
            N_(
                "The case {number} was erased on {day} by {who} ({why}); nothing was changed;"
                " open a new one if there is news."
            ),
            number=gone.number,
            day=gone.at[:10],
            who=actor_words(gone.actor, fold_people(self._beside()).names),
            why=gone.why,
        )

    def find(self, reference: str) -> ErasedCase | None:
        """Return what is left of the case with this id or number, ``None`` where none went."""
        plain = reference.strip()
        row = self._database.row(_ERASURES + _OF_NUMBER, (plain,)) if plain else None
        return _told(row) if row else self.of_id(plain)

    def of_id(self, case: str) -> ErasedCase | None:
        """Return what is left of the case with this id, ``None`` where it is not erased."""
        row = self._database.row(
            'SELECT counter, seq FROM events WHERE "case" = ? AND "case" <> \'\' ORDER BY pos',
            (case,),
        )
        found = self._database.row(_ERASURES + _OF_EVENT, row) if row else None
        return _told(found) if found else None


def _told(row: Any) -> ErasedCase:
    at, actor, body = row
    said = json.loads(body)
    return ErasedCase(said["number"], at, actor, said["why"])
