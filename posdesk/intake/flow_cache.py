"""Keeps parsed and checked flows as JSON, so that starting need not read YAML again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Set
from functools import lru_cache
from pathlib import Path

from posdesk import __version__
from posdesk.domain.codes import CodeBook
from posdesk.domain.flow import FlowBook
from posdesk.domain.text import Text
from posdesk.intake.flow_build import build_flow
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.flow_sources import FlowSources, find_sources

FORMAT = 2
"""Raised whenever the form of an entry or a check of the flows changes."""


def load_cached_book(
    cache: Path,
    folder: Path,
    *overlays: Path,
    codes: CodeBook | None = None,
    without: Set[Path] = frozenset(),
) -> FlowBook:
    """Return what ``flow_files.load_book`` returns, out of ``cache`` where the files are the same.

    The files ``without`` are passed over. A damaged entry is written anew; a cache folder that
    cannot be written is no error. Raises ``FlowFaults`` as ``load_book`` does.
    """
    sources = find_sources(folder, *overlays, without=without)
    name = f"{FORMAT}-{__version__}-{sources.fingerprint()[:32]}.json"
    wrong = cache / f"faults-{_short(str(overlays))}-{name}"  # its faults name their files
    broken = _kept_faults(wrong)
    if broken:
        raise FlowFaults(broken)
    entry = cache / f"flows-{name}"
    try:
        return _kept(entry) or _parsed(sources, codes, entry)
    except FlowFaults as broken_now:
        if overlays:  # the shipped book has no faults but in the hands of those who write it
            _keep_faults(wrong, broken_now.faults)
        raise


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _keep_faults(entry: Path, faults: Iterable[FileFault]) -> None:
    """Keep what is wrong, so that a start with a broken file need not find it all again."""
    told = [[str(f.file), f.line, f.text.zh_CN, f.text.en] for f in faults]
    with contextlib.suppress(OSError):
        _write(entry, json.dumps(told, ensure_ascii=False).encode())


def _kept_faults(entry: Path) -> tuple[FileFault, ...]:
    try:
        told = json.loads(_checked(entry))
        return tuple(FileFault(Path(file), line, Text(zh, en)) for file, line, zh, en in told)
    except (OSError, ValueError, TypeError):
        return ()


def _checked(entry: Path) -> bytes:
    """Return what an entry holds; raises ``ValueError`` where it is damaged."""
    checksum, body = entry.read_bytes().split(b"\n", 1)
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise ValueError("the checksum is another")
    return body


def _kept(entry: Path) -> FlowBook | None:
    try:
        book = _built(_checked(entry))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return book if book.flows else None


@lru_cache(maxsize=2)
def _built(body: bytes) -> FlowBook:
    """Build what an entry says, once: the books are read again with each change of a setting."""
    kept = json.loads(body)
    return FlowBook(
        {name: build_flow(flow["flow"], flow["digest"], late=True) for name, flow in kept.items()}
    )


def _parsed(sources: FlowSources, codes: CodeBook | None, entry: Path) -> FlowBook:
    from posdesk.intake.flow_files import read_book  # with yaml behind it: only on a miss

    read = read_book(sources, codes)
    if read.faults:
        raise FlowFaults(read.faults)
    with contextlib.suppress(OSError):
        _write(entry, json.dumps(read.values, ensure_ascii=False).encode())
    return FlowBook(read.flows)


def _write(entry: Path, data: bytes) -> None:
    """Write as a whole or not at all, and drop what older files left behind."""
    entry.parent.mkdir(parents=True, exist_ok=True)
    half = entry.with_suffix(f".{os.getpid()}.tmp")
    checksum = hashlib.sha256(data).hexdigest().encode()
    try:
        half.write_bytes(checksum + b"\n" + data)
        half.replace(entry)
    finally:
        half.unlink(missing_ok=True)
    for old in entry.parent.glob(f"{entry.name.partition('-')[0]}-*.json"):
        if old != entry:
            old.unlink(missing_ok=True)
