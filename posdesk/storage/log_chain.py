"""Where the chain of a write-ahead log ends, and whether a cut of power can have ended it there.

SQLite takes whatever it cannot read for the end. The layout is that of the SQLite file format,
chapter 4: a head of 32 bytes, then frames, each a head of 24 bytes and a page. Each frame bears the
salts of the log's present generation (frames of the one before are still behind it) and a checksum
that goes on from the frame before it.

Under ``synchronous = FULL`` the first frame of a commit is written only when all of the commit
before lies on the disk. So where a frame goes on from a frame that ends a commit, that commit was
acknowledged; and where it lies beyond the end of the chain, something before it was damaged later.
What a cut of power leaves, however torn and mixed with what earlier cuts left, never looks so.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import BinaryIO

HEAD, FRAME_HEAD = 32, 24
MOST = 64 * 1024 * 1024
"""Bytes of a log that are looked at; SQLite folds it into the database at a twentieth of that."""

_PAGE = 4096
"""Bytes of a page of ours, where the head of the log does not say it any more."""

_LITTLE, _BIG = 0x377F0682, 0x377F0683
"""What a log begins with; it says in which order of bytes the checksums are reckoned."""

_FORMAT = 3007000
_WIDTH = 0xFFFFFFFF
_AT_A_TIME = 18
"""Words of a checksum until it is cut to its width; an even number."""

Sum = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LogEnd:
    """SQLite reads ``whole`` bytes of it; at least ``lost`` commits beyond were acknowledged."""

    whole: int
    lost: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """One frame as it lies: its page's number, its commit's mark, its salts, checksum and bytes."""

    page: int
    commit: int
    salts: bytes
    sum: Sum
    summed: bytes

    @classmethod
    def read(cls, raw: bytes) -> _Frame:
        page, commit, salts, one, two = struct.unpack(">II8sII", raw[:FRAME_HEAD])
        return cls(page, commit, salts, (one, two), raw[:8] + raw[FRAME_HEAD:])


def end_of_log(log: Path, database: Path) -> LogEnd:
    """Return where the chain of ``log``, which belongs to ``database``, ends. Raises ``OSError``.

    For whoever has the folder alone: a log that is being written has another end at every moment,
    and a database that is open loses its locks when another reader of the file closes it.
    """
    with log.open("rb") as file:
        head = file.read(HEAD)
        if len(head) < HEAD:
            return LogEnd(0, 0)
        mark, form, size = struct.unpack(">III", head[:12])
        order = {_LITTLE: "<", _BIG: ">"}.get(mark, "")
        before: Sum = struct.unpack(">II", head[24:])
        if not order or form != _FORMAT or _sum(head[:24], (0, 0), order) != before:
            return LogEnd(0, _behind(file, order or "<", database))
        salts, whole, lost = head[16:24], HEAD, 0
        in_chain, ends_commit = True, False
        for at in range(HEAD, MOST, FRAME_HEAD + size):
            raw = file.read(FRAME_HEAD + size)
            if len(raw) < FRAME_HEAD + size:
                break
            frame = _Frame.read(raw)
            is_ours = frame.salts == salts and frame.page > 0
            goes_on = is_ours and _sum(frame.summed, before, order) == frame.sum
            if in_chain and goes_on:
                whole = at + len(raw) if frame.commit else whole
            elif goes_on and ends_commit:
                lost += 1
            in_chain = in_chain and goes_on
            ends_commit = not in_chain and is_ours and frame.commit > 0
            before = frame.sum
    return LogEnd(whole, lost)


def _behind(file: BinaryIO, order: str, database: Path) -> int:
    """Return how many commits a log lost whose head cannot be read, at the least.

    A cut of power can tear the head only when all that was in the log lies in the database: then
    nothing is lost. So it is looked for pages that are newer in the log.
    """
    whole = FRAME_HEAD + _PAGE
    raws = iter(lambda: file.read(whole), b"")
    frames = [_Frame.read(raw) for raw in islice(raws, MOST // _PAGE) if len(raw) == whole]
    links = [
        one.salts == two.salts and two.page > 0 and _sum(two.summed, one.sum, order) == two.sum
        for one, two in pairwise(frames)
    ]
    if True not in links:
        return 0
    first = links.index(True)
    ours = {at: f for at, f in enumerate(frames) if at >= first and f.salts == frames[first].salts}
    sure = [at for at, linked in enumerate(links) if linked and at in ours and ours[at].commit]
    if not sure:
        return 0
    # What was in the log up to there lies in the database, or what a later frame says instead.
    size = min(f.commit for at, f in ours.items() if f.commit and at >= sure[-1])
    needed = {f.page: at for at, f in ours.items() if at <= sure[-1] and f.page <= size}
    passed = {frame.page for frame in frames[:first]}
    with database.open("rb") as pages:
        for page in needed.keys() - passed:
            pages.seek((page - 1) * _PAGE)
            lies = pages.read(_PAGE)
            frames_of = [f for at, f in ours.items() if f.page == page and at >= needed[page]]
            may_lie = [frame.summed[8:] for frame in frames_of]
            if lies not in may_lie:
                return len(sure)
    return 0


def _sum(data: bytes, before: Sum, order: str) -> Sum:
    """Return the checksum of ``data``, words of 32 bits in pairs, that goes on from ``before``."""
    one, two = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), _AT_A_TIME):
        some = iter(words[at : at + _AT_A_TIME])
        for first, second in zip(some, some, strict=True):
            one += first + two
            two += second + one
        one, two = one & _WIDTH, two & _WIDTH  # less often than each time: half of it would be that
    return one, two
