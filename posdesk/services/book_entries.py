"""What stands in the shop's book: where each flow comes from, and which files have faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault
from posdesk.services.library import Library


@dataclass(frozen=True, slots=True)
class BookFault:
    """What is wrong in one of the shop's own files: which, where, and the sentence."""

    file: str
    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One flow or shared part of the book; ``own`` where the shop's file stands for it."""

    id: str
    title: Text
    own: bool
    is_part: bool = False


def entries_of(library: Library) -> tuple[BookEntry, ...]:
    """Return the flows, and the shop's own parts, with where each comes from."""
    own, parts = library.own_flows, sorted(library.own_parts)
    flows = [BookEntry(f.id, f.title, f.id in own) for f in library.book.flows.values()]
    named = [BookEntry(p, Text(p, p), own=True, is_part=True) for p in parts]
    return (*flows, *named)


def faults_of(faults: Iterable[FileFault]) -> tuple[BookFault, ...]:
    """Return what is wrong in files, by their names alone."""
    return tuple(BookFault(f.file.name, f.line, f.text) for f in faults)
