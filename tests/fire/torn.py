"""What a disk may hold after a cut of power between two states of a database and its log.

SQLite writes in a known order: the frames of one transaction into the log, then (at a checkpoint)
pages into the database, then the log is emptied; between these it waits for the disk. Within one of
them a disk may have kept any part, in any order, and may have torn one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

HEADER, FRAME_HEADER, PAGE = 32, 24, 4096


@dataclass(frozen=True, slots=True)
class Pair:
    """A database file and its write-ahead log."""

    database: bytes
    log: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that were written at one place of a file."""

    at: int
    data: bytes


def torn(before: Pair, after: Pair, chance: random.Random, subsets: int) -> Iterator[Pair]:
    """Yield what a disk may hold between ``before`` and ``after``, these two included."""
    yield before
    if after.log and after.log != before.log:
        for log in _logs(before.log, after.log, chance, subsets):
            yield Pair(before.database, log)
    log = after.log or before.log
    if after.database != before.database:
        for database in _databases(before.database, after.database, chance, subsets):
            yield Pair(database, log)
    yield Pair(after.database, log)
    yield after


def _logs(before: bytes, after: bytes, chance: random.Random, subsets: int) -> Iterator[bytes]:
    """Yield the log cut at every frame and inside each; the head is safe before any frame is."""
    frames = list(_changed(before, after, FRAME_HEADER + PAGE, HEADER))
    base = after[:HEADER] + before[HEADER:]
    if before[:HEADER] != after[:HEADER]:
        yield base
        yield before[: HEADER // 2] + after[HEADER // 2 : HEADER] + before[HEADER:]
    for count, frame in enumerate(frames):
        whole = _with(base, frames[:count])
        yield whole
        inside = chance.randrange(1, len(frame.data))
        rest = len(frame.data) - inside
        cut = Piece(frame.at, frame.data[:inside])
        yield _with(whole, [cut])
        yield _with(whole, [cut, Piece(frame.at + inside, bytes(rest))])
        yield _with(whole, [cut, Piece(frame.at + inside, chance.randbytes(rest))])
    for _ in range(subsets if len(frames) > 1 else 0):
        yield _with(base, [frame for frame in frames if chance.random() < 0.6])


def _databases(before: bytes, after: bytes, chance: random.Random, subsets: int) -> Iterator[bytes]:
    """Yield the database with some of the pages that a checkpoint writes, one of them torn."""
    pages = list(_changed(before, after, PAGE, 0))
    for number in range(subsets):
        share = (number + 1) / (subsets + 1)
        some = [page for page in pages if chance.random() < share]
        if some and number % 2:
            page = chance.choice(some)
            inside = chance.randrange(len(page.data))
            some.append(Piece(page.at + inside, chance.randbytes(len(page.data) - inside)))
        yield _with(before, some)
    yield _with(before, pages)  # not shortened yet


def _changed(before: bytes, after: bytes, size: int, start: int) -> Iterator[Piece]:
    for at in range(start, len(after), size):
        if after[at : at + size] != before[at : at + size]:
            yield Piece(at, after[at : at + size])


def _with(data: bytes, pieces: list[Piece]) -> bytes:
    kept = bytearray(data)
    for piece in pieces:
        if len(kept) < piece.at:
            kept.extend(bytes(piece.at - len(kept)))
        kept[piece.at : piece.at + len(piece.data)] = piece.data
    return bytes(kept)
