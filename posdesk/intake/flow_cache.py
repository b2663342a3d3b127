"""Keeps parsed and checked flows as JSON, so that starting need not read YAML again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from posdesk import __version__
from posdesk.domain.codes import CodeBook
from posdesk.domain.flow import FlowBook
from posdesk.intake.flow_build import build_flow
from posdesk.intake.flow_sources import FlowSources, find_sources

FORMAT = 1
"""Raised whenever the form of an entry or a check of the flows changes."""


def load_cached_book(
    cache: Path, folder: Path, *overlays: Path, codes: CodeBook | None = None
) -> FlowBook:
    """Return what ``flow_files.load_book`` returns, out of ``cache`` where the files are the same.

    A damaged entry is written anew; a cache folder that cannot be written is no error. Raises
    ``FlowFaults`` as ``load_book`` does.
    """
    sources = find_sources(folder, *overlays)
    entry = cache / f"flows-{FORMAT}-{__version__}-{sources.fingerprint()[:32]}.json"
    return _kept(entry) or _parsed(sources, codes, entry)


def _kept(entry: Path) -> FlowBook | None:
    try:
        checksum, body = entry.read_bytes().split(b"\n", 1)
        if hashlib.sha256(body).hexdigest().encode() != checksum:
            return None
        kept = json.loads(body)
        flows = {name: build_flow(flow["flow"], flow["digest"]) for name, flow in kept.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return FlowBook(flows) if flows else None


def _parsed(sources: FlowSources, codes: CodeBook | None, entry: Path) -> FlowBook:
    from posdesk.intake.flow_faults import FlowFaults  # with yaml behind it: only on a miss
    from posdesk.intake.flow_files import read_book

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
    for old in entry.parent.glob("flows-*.json"):
        if old != entry:
            old.unlink(missing_ok=True)
