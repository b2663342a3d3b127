"""What stands in the shop's book: where each flow comes from, and which files have faults."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text
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


def faults_of(library: Library) -> tuple[BookFault, ...]:
    """Return what is wrong in the shop's own files; the shipped book stands in for it."""
    return tuple(BookFault(f.file.name, f.line, f.text) for f in library.faults)
