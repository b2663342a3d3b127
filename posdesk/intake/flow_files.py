"""Reads flow files into the flow book, or refuses them with every fault, its file and its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from posdesk.domain.codes import CodeBook
from posdesk.domain.flow import Flow, FlowBook
from posdesk.domain.flow_check import check_book
from posdesk.domain.text import Text
from posdesk.intake.flow_build import build_flow
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.flow_parts import WrittenOut, written_out
from posdesk.intake.flow_refs import check_refs
from posdesk.intake.flow_schema import check_schema
from posdesk.intake.flow_sources import FlowSources, find_sources
from posdesk.intake.flow_yaml import Document, as_mapping, read_yaml


@dataclass(slots=True)
class ReadBook:
    """A book as it was read: the sound flows, their plain values, and all faults found."""

    flows: dict[str, Flow] = field(default_factory=dict)
    values: dict[str, dict[str, object]] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)


def load_flow(path: Path, *folders: Path, codes: CodeBook | None = None) -> Flow:
    """Return the flow of one file; its parts and the flows it names come from ``folders``.

    Without ``folders`` they come from the folder of the file. Raises ``FlowFaults``.
    """
    sources = find_sources(*(folders or (path.parent,))).with_flow(path)
    read = read_book(sources, codes, only=path)
    if read.faults:
        raise FlowFaults(read.faults)
    return read.flows[path.stem]


def load_book(folder: Path, *overlays: Path, codes: CodeBook | None = None) -> FlowBook:
    """Return all flows of ``folder``; what an overlay holds stands for what is named the same.

    Raises ``FlowFaults`` with every fault of all files.
    """
    read = read_book(find_sources(folder, *overlays), codes)
    if read.faults:
        raise FlowFaults(read.faults)
    return FlowBook(read.flows)


def read_book(
    sources: FlowSources, codes: CodeBook | None = None, only: Path | None = None
) -> ReadBook:
    """Read and check everything; ``only`` keeps the faults to one flow file and its parts."""
    read = ReadBook()
    parts = {name: _read(file, data, "part", read) for name, (file, data) in sources.parts.items()}
    flows: dict[str, WrittenOut] = {}
    for name, (file, data) in sources.flows.items():
        document = _read(file, data, "flow", read)
        if document is not None:
            flows[name] = written_out(document, {k: p for k, p in parts.items() if p is not None})
            read.faults += flows[name].faults
    for flow in flows.values():
        read.faults += check_refs(flow, flows)
    if only is not None:
        flows = _without_faulty(read, flows, only)
    if not read.faults:
        _build(read, flows, sources)
        read.faults += _soundness(read, flows, codes, only)
    return read


def _without_faulty(
    read: ReadBook, flows: dict[str, WrittenOut], only: Path
) -> dict[str, WrittenOut]:
    """Leave out other flows with faults, and forget the faults that are not those of ``only``."""
    faulty = {fault.file for fault in read.faults}
    wanted = {only}
    if only.stem in flows:
        wanted |= {origin.file for origin in flows[only.stem].origins.values()}
    read.faults = [fault for fault in read.faults if fault.file in wanted]
    return {n: f for n, f in flows.items() if n == only.stem or f.document.file not in faulty}


def _read(file: Path, data: bytes | None, kind: str, read: ReadBook) -> Document | None:
    """Return the document where it can be understood, and keep its faults in ``read``."""
    if data is None:
        read.faults.append(FileFault(file, 1, Text("文件打不开。", "The file cannot be opened.")))
        return None
    document = read_yaml(file, data)
    understood = not document.faults
    if document.root:
        understood &= check_schema(document, "part" if kind == "part" else "flow")
    read.faults += document.faults
    return document if understood else None


def _build(read: ReadBook, flows: Mapping[str, WrittenOut], sources: FlowSources) -> None:
    for name, flow in flows.items():
        values = flow.values()
        used = as_mapping(flow.document.root.get("parts"))
        digest = _digest((sources.flows[name][1], *(sources.parts[part][1] for part in used)))
        read.values[name] = {"digest": digest, "flow": values}
        read.flows[name] = build_flow(values, digest)


def _digest(contents: Iterable[bytes | None]) -> str:
    whole = hashlib.sha256()
    for content in contents:
        whole.update(hashlib.sha256(content or b"").digest())
    return whole.hexdigest()


def _soundness(
    read: ReadBook, flows: Mapping[str, WrittenOut], codes: CodeBook | None, only: Path | None
) -> Iterable[FileFault]:
    checked = None if only is None else (only.stem,)
    for fault in check_book(FlowBook(read.flows), codes, checked):
        where = flows[fault.flow].where(fault.node, fault.answer)
        yield FileFault(*where, fault.text)
