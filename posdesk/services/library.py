"""What the shop reads from: the shipped books with its own laid over them, read in one go.

A broken file of the shop's stops nobody: it is left out, told with file and line, and what was
shipped stands in its place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path

from posdesk.domain.bundle.preset import Preset
from posdesk.domain.calendar import WEEKENDS_ONLY, WorkCalendar
from posdesk.domain.codes import CodeBook
from posdesk.domain.contact import Contact, overlaid
from posdesk.domain.flow import FlowBook
from posdesk.domain.shop import Shop
from posdesk.intake.calendar_files import NAME as CALENDARS
from posdesk.intake.calendar_files import load_years, read_own_years
from posdesk.intake.code_files import load_codes
from posdesk.intake.contact_files import ReadContacts, load_contacts, read_own_contacts
from posdesk.intake.flow_cache import load_cached_book
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.flow_sources import find_sources
from posdesk.intake.preset_files import NAME as PRESETS
from posdesk.intake.preset_files import read_presets
from posdesk.intake.settings_file import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where the books lie: the shipped ones, the shop's own over them, and what can be remade."""

    shipped: Path
    folder: Path
    cache: Path

    @property
    def own_flows(self) -> Path:
        """The folder of the shop's own flows and parts."""
        return self.folder / "flows"

    def watched(self) -> tuple[Path, ...]:
        """Return the folders and files in which a change may show."""
        own = (self.own_flows, self.own_flows / "parts", self.folder / CALENDARS)
        folders = (self.folder, *own)
        return (*(f for f in folders if f.is_dir()), *self.stamp())

    def stamp(self) -> dict[Path, tuple[int, int]]:
        """Return time and size of every file of the shop's; equal stamps, equal books."""
        files = [
            self.folder / name for name in ("settings.toml", "contacts.tsv", "codes.tsv", PRESETS)
        ]
        files += self.own_flows.glob("*.yaml")
        files += self.own_flows.glob("parts/*.yaml")
        files += (self.folder / CALENDARS).glob("*.toml")
        found: dict[Path, tuple[int, int]] = {}
        for file in files:
            with contextlib.suppress(OSError):
                said = file.stat()
                found[file] = said.st_mtime_ns, said.st_size
        return found


@dataclass(frozen=True, slots=True)
class Library:
    """All books at one moment; ``faults`` are those of the shop's own files, left out then.

    ``own_flows`` and ``own_parts`` name what the shop's own folder gave to the flow book;
    ``own_codes`` counts the response codes it gave, ``own_years`` names its calendar years,
    ``own_presets`` the recipients that its own file says something of.
    """

    settings: Settings
    contacts: tuple[Contact, ...]
    codes: CodeBook
    book: FlowBook
    own_codes: int = 0
    own_flows: frozenset[str] = frozenset()
    own_parts: frozenset[str] = frozenset()
    calendar: WorkCalendar = WEEKENDS_ONLY
    own_years: frozenset[int] = frozenset()
    presets: tuple[Preset, ...] = ()
    own_presets: frozenset[str] = frozenset()
    faults: tuple[FileFault, ...] = field(default=())

    @property
    def shop(self) -> Shop:
        """The shop as it introduces itself."""
        return self.settings.shop


def read_library(shelves: Shelves) -> Library:
    """Return all books; it needs nothing but the files, so that a worker may do it."""
    settings = read_settings(shelves.folder)
    contacts, wrong = read_contacts(shelves)
    codes, odd = open_codes(shelves)
    book, left_out, broken = _read_flows(shelves, codes)
    own = _own_names(shelves, left_out)
    shipped, years = load_years(shelves.shipped), read_own_years(shelves.folder)
    presets = read_presets(shelves.shipped, shelves.folder)
    return Library(
        settings=settings,
        contacts=contacts,
        codes=codes,
        book=book,
        own_codes=_own_codes(shelves, odd),
        own_flows=own[0],
        own_parts=own[1],
        calendar=WorkCalendar((*shipped, *years.years)),
        own_years=frozenset(year.year for year in years.years),
        presets=presets.presets,
        own_presets=presets.own,
        faults=(*settings.faults, *wrong, *odd, *broken, *years.faults, *presets.faults),
    )


def read_contacts(shelves: Shelves) -> tuple[tuple[Contact, ...], tuple[FileFault, ...]]:
    """Return the contacts, the shop's own first, and what is wrong with its own."""
    own: ReadContacts = read_own_contacts(shelves.folder)
    shipped = load_contacts(shelves.shipped / "contacts" / "hotlines.tsv")
    return overlaid(shipped, own.contacts), own.faults


def open_codes(shelves: Shelves) -> tuple[CodeBook, tuple[FileFault, ...]]:
    """Return the codes, with the shop's own where those have no fault, and the faults."""
    table, own = shelves.shipped / "codes" / "response_codes.tsv", shelves.folder / "codes.tsv"
    if not own.exists():
        return load_codes(table), ()
    try:
        return load_codes(table, own), ()
    except FlowFaults as broken:
        return load_codes(table), broken.faults


def _own_codes(shelves: Shelves, faults: tuple[FileFault, ...]) -> int:
    """Return how many codes the shop's own file gave."""
    own = shelves.folder / "codes.tsv"
    if faults or not own.exists():
        return 0
    return sum(bool(line.strip()) for line in own.read_text("utf-8-sig").splitlines()[1:])


def _read_flows(
    shelves: Shelves, codes: CodeBook
) -> tuple[FlowBook, Set[Path], tuple[FileFault, ...]]:
    """Return the book with every own file that is sound, the files left out, and their faults."""
    own = {file for file in shelves.own_flows.glob("**/*.yaml") if file.is_file()}
    left_out: set[Path] = set()
    faults: list[FileFault] = []
    while True:
        folders = (shelves.shipped / "flows", *([shelves.own_flows] if own else []))
        try:
            book = load_cached_book(shelves.cache, *folders, codes=codes, without=left_out)
        except FlowFaults as broken:
            if not own - left_out:
                raise
            # What is shipped is sound: a fault that shows there comes of the shop's own files.
            named = tuple(f for f in broken.faults if f.file in own)
            faults += named or broken.faults
            left_out |= {f.file for f in named} or own
        else:
            return book, left_out, tuple(faults)


def _own_names(shelves: Shelves, left_out: Set[Path]) -> tuple[frozenset[str], frozenset[str]]:
    used = find_sources(shelves.own_flows, without=left_out)
    return frozenset(used.flows), frozenset(used.parts)
