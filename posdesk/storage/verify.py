"""Goes through the whole chain and names the first event that is not what it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from posdesk.domain.text import Text
from posdesk.storage.chain import NO_HASH, Header, payload_digest
from posdesk.storage.database import Database
from posdesk.storage.projection import Progress

# Text comes as bytes: what was tampered with need not be text any more.
_SELECT = """
SELECT e.pos, CAST(e.counter AS BLOB), e.seq, CAST(e.id AS BLOB), CAST(e.type AS BLOB), e.version,
       CAST(e.at AS BLOB), CAST(e.actor AS BLOB), CAST(e."case" AS BLOB), e.digest, e.prev, e.hash,
       p.salt, p.body
FROM events e LEFT JOIN payloads p ON p.pos = e.pos
ORDER BY e.pos
"""
_WITNESSES = (
    "SELECT 1 FROM payloads WHERE pos NOT IN (SELECT pos FROM events)",
    "SELECT 1 FROM derived d LEFT JOIN events e ON e.pos = d.pos AND e.hash = d.head"
    " WHERE e.pos IS NULL",
)
"""What events cut off the end leave behind: their payloads, or the head that tables reached."""

_EVERY = 1000
_TEXTS = {0, 2, 3, 5, 6, 7}
"""The columns of a header, from ``counter`` on, that hold text."""

CHANGED = Text("内容与当初记下的不一样", "it is not what was written")
FOLLOWED = Text(
    "后面的事件接的不是它，它被换过", "the event after it followed another one, so it was replaced"
)
MISSING = Text("这条事件不见了", "the event is missing")
MISPLACED = Text("位置不对，被移动或插入过", "it stands in the wrong place: moved or inserted")
PAYLOAD = Text("内容被改过", "what it says was changed")
GONE = Text("内容不见了，又没有清除记录", "what it says is missing, and no erasure names it")


@dataclass(frozen=True, slots=True)
class BadEvent:
    """The first event that is not sound, and why."""

    counter: str
    seq: int
    id: str
    why: Text


@dataclass(frozen=True, slots=True)
class Verification:
    """What going through the chain found; ``head`` is this counter's last hash in hex.

    ``events`` counts the sound ones; ``tables`` tells whether the derived tables have reached the
    journal's head.
    """

    valid: bool
    events: int
    head: str
    first_bad: BadEvent | None
    tables: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """An event as it was found, and the hash that is stored for it."""

    header: Header
    hash: bytes

    @property
    def is_sound(self) -> bool:
        return self.header.hash() == self.hash

    def would_be_sound(self, seq: int, prev: bytes) -> bool:
        """Return whether only ``seq`` or ``prev`` were changed, and were these before."""
        return self.header._replace(seq=seq, prev=prev).hash() == self.hash

    def bad(self, why: Text) -> BadEvent:
        return BadEvent(self.header.counter, self.header.seq, self.header.id, why)


class _Chain:
    """The chains of all counters as far as they were followed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: dict[str, _Link] = {}
        self._erased = _erased(database)

    def head(self, counter: str) -> str:
        """Return the last sound hash of ``counter`` in hex."""
        last = self._last.get(counter)
        return (last.hash if last else NO_HASH).hex()

    def follow(self, pos: int, *found: Any) -> BadEvent | None:
        """Go on to the next event; return the bad one if it or the one before is not sound."""
        *columns, own, salt, body = found
        header = _header(columns)
        link = _Link(header, own)
        last = self._last.get(header.counter)
        seq, prev = (last.header.seq + 1, last.hash) if last else (1, NO_HASH)
        if (header.seq, header.prev) != (seq, prev):
            return self._broken(link, last, seq, prev)
        if not link.is_sound:
            return link.bad(CHANGED)
        if body is None and self._erased.get((header.counter, header.seq), 0) <= pos:
            return link.bad(GONE)
        if body is not None and payload_digest(salt, body) != header.digest:
            return link.bad(PAYLOAD)
        self._last[header.counter] = link
        return None

    def cut_off(self, counter: str) -> BadEvent | None:
        """Return the event that is missing at the end, where anything is left to witness it."""
        for witness in _WITNESSES:
            if self._database.row(witness) is not None:
                last = self._last.get(counter)
                return BadEvent(counter, last.header.seq + 1 if last else 1, "", MISSING)
        return None

    def _broken(self, link: _Link, last: _Link | None, seq: int, prev: bytes) -> BadEvent:
        """Return which event is to blame where ``link`` does not follow ``last``."""
        header = link.header
        if link.would_be_sound(seq, prev):
            return link.bad(CHANGED)
        if last is not None and header.prev == last.header.prev:
            # Both claim the same place: the one that nothing follows was put in.
            return (link if self._is_followed(last) else last).bad(MISPLACED)
        if not link.is_sound:
            return link.bad(CHANGED)
        if header.seq > seq and not self._exists(header.counter, seq):
            return BadEvent(header.counter, seq, "", MISSING)
        if header.seq == seq and last is not None:
            return last.bad(FOLLOWED)
        return link.bad(MISPLACED)

    def _is_followed(self, link: _Link) -> bool:
        asked = (link.header.counter, link.hash)
        sql = "SELECT 1 FROM events WHERE counter = ? AND prev = ?"
        return self._database.row(sql, asked) is not None

    def _exists(self, counter: str, seq: int) -> bool:
        sql = "SELECT 1 FROM events WHERE counter = ? AND seq = ?"
        return self._database.row(sql, (counter, seq)) is not None


def _header(columns: list[Any]) -> Header:
    """Return the header in ``columns``; what is no text any more cannot hash to what it did."""
    counter, seq, own_id, kind, version, at, actor, case, digest, prev = columns
    try:
        return Header(
            *(counter.decode(), seq, own_id.decode(), kind.decode(), version),
            *(at.decode(), actor.decode(), case.decode(), digest, prev),
        )
    except UnicodeDecodeError:
        texts = (c.decode(errors="replace") if i in _TEXTS else c for i, c in enumerate(columns))
        return Header(*texts)


def _erased(database: Database) -> dict[tuple[str, int], int]:
    """Return the events that an erasure names, with the place of the last erasure that does."""
    found = database.rows(
        "SELECT e.pos, p.body FROM events e JOIN payloads p ON p.pos = e.pos"
        " WHERE e.type = 'erased' ORDER BY e.pos"
    )
    named = {}
    for pos, body in found:
        try:
            said = json.loads(body)
            named.update({(said["counter"], seq): pos for seq in said["seqs"]})
        except (ValueError, KeyError, TypeError, RecursionError):
            # A damaged erasure excuses nothing; the chain names it.
            continue
    return named


def verify(
    database: Database, counter: str, tables: bool, progress: Progress | None
) -> Verification:
    """Go through all events in one reading transaction; the head is that of ``counter``."""
    with database.snapshot() as connection:
        (total,) = connection.execute("SELECT count(*) FROM events").fetchone()
        chain = _Chain(database)
        for sound, row in enumerate(connection.execute(_SELECT)):
            bad = chain.follow(*row)
            if bad is not None:
                return Verification(False, sound, chain.head(counter), bad, tables)
            if progress and sound % _EVERY == 0:
                progress(sound, total)
        bad = chain.cut_off(counter)
    return Verification(bad is None, total, chain.head(counter), bad, tables)
