"""The journal: appends events to the chain of this copy, and reads them back in order."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from posdesk.domain.errors import DataDamaged
from posdesk.domain.event import Event, JournalStarted, Recorded, Upgraded, read_event, write_event
from posdesk.domain.text import N_
from posdesk.storage.canonical import canonical
from posdesk.storage.chain import NO_HASH, Header, payload_digest
from posdesk.storage.database import Database
from posdesk.storage.ids import new_counter, new_id

SYSTEM = "system"
"""The actor of what the program does by itself."""

_SELECT = """
SELECT e.counter, e.seq, e.id, e.type, e.version, e.at, e.actor, e.hash, p.body
FROM events e JOIN payloads p ON p.pos = e.pos
"""


class Journal:
    """The events of one database, and the counter id under which this copy of it writes.

    Appending is for callers that hold a transaction (``Database.atomic``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, software: str, at: str) -> None:
        """Find the counter id of this copy, or begin the first; refuse what cannot be read.

        Raises ``DataTrouble`` where a newer program has written kinds of events unknown here.
        """
        for kind, version in self._database.rows("SELECT type, version FROM kinds"):
            # What the payload lacks does not matter here, only that the kind is known.
            with suppress(TypeError):
                read_event(kind, version, {})
        if not self.counter:
            with self._database.atomic():
                # Another program may have been quicker.
                if not self.counter:
                    self.begin_counter(software, at)

    def begin_counter(
        self, software: str, at: str, restored_from: str = "", last_number: str = ""
    ) -> None:
        """Begin a chain under a new counter id, as a new, restored or copied journal must."""
        execute = self._database.connection.execute
        execute("REPLACE INTO here (one, counter) VALUES (1, ?)", (new_counter(),))
        started = JournalStarted(
            software=software, restored_from=restored_from, last_number=last_number
        )
        self.append((started,), (new_id(),), SYSTEM, at)

    def note_upgrade(self, software: str, before: str, at: str, backup: str = "") -> None:
        """Note that ``software`` goes on from here, inside the caller's transaction."""
        self.append(
            (Upgraded(software=software, before=before, backup=backup),), (new_id(),), SYSTEM, at
        )

    @property
    def counter(self) -> str:
        """The counter id under which this copy writes, empty before the first."""
        row = self._database.row("SELECT counter FROM here")
        return str(row[0]) if row else ""

    def head(self) -> tuple[str, int, bytes]:
        """Return this copy's counter id, and the number and the hash of its last event."""
        row = self._database.row(
            "SELECT counter, seq, hash FROM events WHERE counter = (SELECT counter FROM here)"
            " ORDER BY seq DESC LIMIT 1"
        )
        return row or (self.counter, 0, NO_HASH)

    def has_hash(self, digest: str) -> bool:
        """Return whether an event has this hash (hex)."""
        try:
            wanted = bytes.fromhex(digest)
        except ValueError:
            return False
        return self._database.row("SELECT 1 FROM events WHERE hash = ?", (wanted,)) is not None

    def last(self) -> tuple[int, bytes]:
        """Return the place and the hash of the last event of all counters."""
        row = self._database.row("SELECT pos, hash FROM events ORDER BY pos DESC LIMIT 1")
        return row or (0, NO_HASH)

    def append(
        self, events: Sequence[Event], ids: Sequence[str], actor: str, at: str
    ) -> list[Recorded]:
        """Add ``events`` to the chain of this counter, inside the caller's transaction."""
        counter, seq, prev = self.head()
        recorded = []
        for event, event_id in zip(events, ids, strict=True):
            seq += 1
            salt, body = os.urandom(16), canonical(write_event(event))
            header = Header(
                counter=counter,
                seq=seq,
                id=event_id,
                type=event.type,
                version=event.version,
                at=at,
                actor=actor,
                case=event.case,
                digest=payload_digest(salt, body),
                prev=prev,
            )
            prev = header.hash()
            self._insert(header, prev, salt, body)
            recorded.append(Recorded(counter, seq, event_id, at, actor, prev.hex(), event))
        return recorded

    def _insert(self, header: Header, own: bytes, salt: bytes, body: bytes) -> None:
        execute = self._database.connection.execute
        pos = execute(
            """INSERT INTO events
            (counter, seq, id, type, version, at, actor, "case", digest, prev, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (*header, own),
        ).lastrowid
        execute("INSERT INTO payloads (pos, salt, body) VALUES (?, ?, ?)", (pos, salt, body))

    def find(self, event_id: str) -> Recorded | None:
        """Return the event ``event_id``, if it is there and was not erased."""
        row = self._database.row(_SELECT + "WHERE e.id = ?", (event_id,))
        return _recorded(row) if row else None

    def of_case(self, case_id: str) -> list[Recorded]:
        """Return the events of a case in order, without erased ones."""
        found = self._database.rows(
            _SELECT + """WHERE e."case" = ? AND e."case" <> '' ORDER BY e.pos""", (case_id,)
        )
        return [_recorded(row) for row in found]

    def of_no_case(self) -> list[Recorded]:
        """Return the events that belong to no case, in order: training, erasures, beginnings."""
        found = self._database.rows(_SELECT + """WHERE e."case" = '' ORDER BY e.pos""")
        return [_recorded(row) for row in found]

    def of_kinds(self, cases: Sequence[str], types: Sequence[str]) -> list[Recorded]:
        """Return the events of these ``types`` of some hundred cases, case by case, in order."""
        some, kinds = (", ".join("?" * len(given)) for given in (cases, types))
        where = f"""WHERE e."case" IN ({some}) AND e."case" <> '' AND e.type IN ({kinds})"""
        order = """ ORDER BY e."case", e.pos"""
        return [
            _recorded(row) for row in self._database.rows(_SELECT + where + order, (*cases, *types))
        ]


def _recorded(row: Any) -> Recorded:
    counter, seq, event_id, kind, version, at, actor, own, body = row
    try:
        event = read_event(kind, version, json.loads(str(body, "utf-8")))
    except (TypeError, ValueError, RecursionError) as error:
        raise DataDamaged(
            N_(
                "The event {seq} of counter {counter} is damaged; the journal was left as it is;"
                " restore the latest backup."
            ),
            seq=seq,
            counter=counter,
        ) from error
    return Recorded(counter, seq, event_id, at, actor, own.hex(), event)
