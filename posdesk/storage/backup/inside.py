"""What lies in a backup beyond what it says of itself: its first case, its schema, its exhibits."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.backup.about import named
from posdesk.storage.backup.look import is_encrypted, reading
from posdesk.storage.backup.newer import refuse_newer
from posdesk.storage.backup.takeout import sources


@dataclass(frozen=True, slots=True)
class Details:
    """What a person asks of a backup.

    ``oldest`` and ``newest`` are numbers of cases, ``until`` is when its last event was (ISO), and
    ``missing`` counts the exhibits that it names and that are not to be had any more.
    """

    oldest: str
    newest: str
    until: str
    missing: int


def details(
    backup: Path, key: Key | None, others: Sequence[tuple[Path, Key | None]] = ()
) -> Details:
    """Return them; raises ``DataTrouble`` where it is damaged or a newer program's.

    ``others`` are more files of exhibits, with their keys.
    """
    used = key if is_encrypted(backup) else None
    with ExitStack() as stack:
        database = stack.enter_context(reading(backup, key))
        refuse_newer(database)
        first = database.row("SELECT number FROM cases ORDER BY opened_at LIMIT 1")
        last = database.row("SELECT number FROM cases ORDER BY opened_at DESC LIMIT 1")
        until = database.row("SELECT at FROM events ORDER BY pos DESC LIMIT 1")
        found = sources(stack, backup, used, others)
        missing = sum(not any(one.has(digest) for one in found) for digest in named(database))
    return Details(
        oldest=str(first[0]) if first else "",
        newest=str(last[0]) if last else "",
        until=str(until[0]) if until else "",
        missing=missing,
    )
