"""The whole journal as lines of JSON, one an event, for other programs (docs/journal-format.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring as _quoted
from typing import Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.storage.chain import NO_HASH, Header, payload_digest
from posdesk.storage.database import Database
from posdesk.storage.driver import DatabaseError
from posdesk.storage.trouble import raise_told

FORMAT = 1
"""Raised where a reader of older files would misunderstand."""

# Text comes as bytes: what was tampered with need not be text any more.
_SELECT = """
SELECT e.pos, CAST(e.counter AS BLOB), e.seq, CAST(e.id AS BLOB), CAST(e.type AS BLOB), e.version,
       CAST(e.at AS BLOB), CAST(e.actor AS BLOB), CAST(e."case" AS BLOB), e.digest, e.prev, e.hash,
       p.salt, p.body
FROM events e LEFT JOIN payloads p ON p.pos = e.pos
ORDER BY e.pos
"""


class JournalLines:
    """Reads the journal of one database from its first event to its last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """Return how many events there are."""
        return int(self._database.row("SELECT count(*) FROM events")[0])

    def head(self, made_at: str, software: str) -> bytes:
        """Return the first line: what the file is, of which counter, and how far it goes."""
        counter, digest = self._database.row(
            "SELECT counter, hash FROM events WHERE counter = (SELECT counter FROM here)"
            " ORDER BY seq DESC LIMIT 1"
        )
        said = {
            "posdesk_journal": FORMAT,
            "made_at": made_at,
            "software": software,
            "counter": counter,
            "head": digest.hex(),
            "events": self.count(),
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def events(self) -> Iterator[bytes]:
        """Yield a line for each event, in order; inside a snapshot it is one moment of them all.

        Each is verified as it passes. Raises ``DataTrouble`` where one is not what was written.
        """
        last: dict[str, tuple[int, bytes]] = {}
        try:
            for pos, *columns, own, salt, body in self._database.connection.execute(_SELECT):
                header = _header(columns)
                seq, prev = last.get(header.counter, (0, NO_HASH))
                sound = (header.seq, header.prev) == (seq + 1, prev) and header.hash() == own
                if not sound or (body is not None and payload_digest(salt, body) != header.digest):
                    raise _damaged(header)
                last[header.counter] = header.seq, own
                yield _line(pos, header, own, salt, body)
        except DatabaseError as error:
            raise_told(self._database.path, error)


def _header(columns: list[Any]) -> Header:
    texts = (c.decode(errors="replace") if i in _TEXTS else c for i, c in enumerate(columns))
    return Header(*texts)


_TEXTS = {0, 2, 3, 5, 6, 7}
"""The columns of a header, from ``counter`` on, that hold text."""


def _line(pos: int, header: Header, own: bytes, salt: bytes | None, body: bytes | None) -> bytes:
    """Return the line of an event; its payload stands in it byte for byte as it was hashed."""
    said = (
        f'{{"pos":{pos},"counter":{_quoted(header.counter)},"seq":{header.seq},'
        f'"id":{_quoted(header.id)},"type":{_quoted(header.type)},"version":{header.version},'
        f'"at":{_quoted(header.at)},"actor":{_quoted(header.actor)},"case":{_quoted(header.case)},'
        f'"digest":"{header.digest.hex()}","prev":"{header.prev.hex()}","hash":"{own.hex()}",'
    ).encode()
    if salt is None or body is None:
        return said + b'"salt":null,"payload":null}\n'
    return said + b'"salt":"%s","payload":%s}\n' % (salt.hex().encode(), body)


def _damaged(header: Header) -> DataTrouble:
    return DataTrouble(
        N_(
            "The event {seq} of counter {counter} is damaged; nothing was written;"
            " see “posdesk journal verify” and restore the latest backup."
        ),
        seq=header.seq,
        counter=header.counter,
    )
