"""What the present data know and a backup from before does not: erasures, and numbers given.

What was erased stays erased, and a number that stands on paper is not given again. Where the
present data are too damaged to tell, nothing else knows of either.
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


_LAST = "SELECT max(number) FROM cases"


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since a backup that restoring it must not undo."""

    erasures: tuple[Erasure, ...] = ()
    last_number: str = ""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure that the present data tell of: the events ``seqs`` of ``counter``, and why."""

    counter: str
    seqs: tuple[int, ...]
    why: str


NOTHING_SINCE = Since()


def since(data: Path, key: Key | None) -> Since:
    """Return what the journal ``data`` can still tell of it."""
    if not data.exists():
        return Since()
    found: list[Erasure] = []
    last = ""
    with suppress(DataTrouble, DatabaseError), as_it_lies(data, key) as database:
        (last,) = database.connection.execute(_LAST).fetchone()
        for (body,) in database.connection.execute(_ERASED):
            with suppress(ValueError, KeyError, TypeError):
                said = json.loads(body)
                found.append(Erasure(said["counter"], tuple(said["seqs"]), str(said["why"])))
    return Since(tuple(found), str(last or ""))


def erase_again(store: Store, erasures: tuple[Erasure, ...], at: datetime) -> int:
    """Erase in ``store`` what is back of ``erasures``; return how many events that were."""
    count = 0
    for one in erasures:
        going = store.erasure.still_there(one.counter, one.seqs)
        if going.cases or going.events:
            count += store.erasure.erase(going, why=one.why, actor=SYSTEM, at=at).events
    return count
