"""What was erased stays erased: a backup from before is restored without it.

A restored journal does not hold the erasures that came after the backup, but the present data do,
or what is left of them. Where the present data are too damaged to tell, what is restored may hold
cases that were erased since; nothing else knows of them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.key import Key
from posdesk.storage.backup.compare import as_it_lies
from posdesk.storage.driver import DatabaseError
from posdesk.storage.journal import SYSTEM
from posdesk.storage.store import Store

_ERASED = """
SELECT p.body FROM events e JOIN payloads p ON p.pos = e.pos WHERE e.type = 'erased' ORDER BY e.pos
"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure that the present data tell of: the events ``seqs`` of ``counter``, and why."""

    counter: str
    seqs: tuple[int, ...]
    why: str


def erased_in(data: Path, key: Key | None) -> tuple[Erasure, ...]:
    """Return the erasures in the journal ``data``, as far as it can still tell; in order."""
    if not data.exists():
        return ()
    found: list[Erasure] = []
    with suppress(DataTrouble, DatabaseError), as_it_lies(data, key) as database:
        for (body,) in database.connection.execute(_ERASED):
            with suppress(ValueError, KeyError, TypeError):
                said = json.loads(body)
                found.append(Erasure(said["counter"], tuple(said["seqs"]), str(said["why"])))
    return tuple(found)


def erase_again(store: Store, erasures: tuple[Erasure, ...], at: datetime) -> int:
    """Erase in ``store`` what is back of ``erasures``; return how many events that were."""
    count = 0
    for one in erasures:
        going = store.erasure.still_there(one.counter, one.seqs)
        if going.cases or going.events:
            count += store.erasure.erase(going, why=one.why, actor=SYSTEM, at=at).events
    return count
