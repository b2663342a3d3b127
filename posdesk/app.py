"""The composition root: opens the store, builds the services, shows the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__, paths
from posdesk.domain.codes import CodeBook
from posdesk.domain.coverage import Twins
from posdesk.domain.errors import NotFound
from posdesk.domain.flow import FlowBook
from posdesk.domain.lesson import Training
from posdesk.domain.moment import BEIJING
from posdesk.domain.search.reading import Reader
from posdesk.domain.text import N_
from posdesk.intake.code_files import load_codes
from posdesk.intake.contact_files import load_contacts
from posdesk.intake.flow_cache import load_cached_book
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.settings_file import read_settings
from posdesk.intake.word_files import load_words
from posdesk.services.care import Caretaker
from posdesk.services.contacts import Contacts
from posdesk.services.desk import Desk
from posdesk.services.evidence import Evidence
from posdesk.services.finder import Finder
from posdesk.services.log import CaseLog
from posdesk.services.preferences import Preferences
from posdesk.services.troubleshoot import Troubleshooter
from posdesk.storage.store import Store
from posdesk.storage.verify import Verification

Clock = Callable[[], datetime]


def beijing_clock() -> datetime:
    """Return the present moment in Beijing time."""
    return datetime.now(BEIJING)


@dataclass(frozen=True, slots=True)
class Library:
    """What the shop reads from; ``faults`` are those of its own files, which are left out then."""

    book: FlowBook
    codes: CodeBook
    faults: tuple[FileFault, ...] = ()


def open_library(folder: Path) -> Library:
    """Return the shipped flows and codes with those in the shop's ``folder`` laid over them."""
    codes, faults = _open_codes(folder)
    cache, flows = paths.cache_folder(), paths.resources() / "flows"
    own = _own(folder, "flows")
    try:
        return Library(load_cached_book(cache, flows, *own, codes=codes), codes, faults)
    except FlowFaults as broken:
        if not own:
            raise
        book = load_cached_book(cache, flows, codes=codes)
        return Library(book, codes, (*faults, *broken.faults))


def _open_codes(folder: Path) -> tuple[CodeBook, tuple[FileFault, ...]]:
    """Return the codes, with the shop's own where those have no fault, and the faults."""
    table, own = paths.resources() / "codes" / "response_codes.tsv", _own(folder, "codes.tsv")
    try:
        return load_codes(table, *own), ()
    except FlowFaults as broken:
        if not own:
            raise
        return load_codes(table), broken.faults


def open_reader() -> Reader:
    """Return what reads the words that are typed, with the shipped sounds and synonyms."""
    return Reader(*load_words(paths.resources() / "words"))


def open_desk(folder: Path, clock: Clock = beijing_clock) -> Desk:
    """Return all services on the data in ``folder``, which is made where it does not exist yet."""
    shipped = paths.resources()
    store = Store.open(folder, clock=clock, software=__version__)
    settings = read_settings(folder)
    shop = settings.shop
    library = open_library(folder)
    return Desk(
        folder=folder,
        shop=shop,
        troubleshoot=Troubleshooter(store, library.book, library.codes, shop, clock),
        finder=Finder(store, library.book, library.codes, open_reader),
        log=CaseLog(store, shop, clock, frozenset(library.book.flows)),
        evidence=Evidence(store, shipped / "fonts"),
        care=Caretaker(store),
        contacts=Contacts(shop, load_contacts(shipped / "contacts" / "hotlines.tsv")),
        preferences=Preferences(folder, settings),
        faults=library.faults,
    )


def open_training() -> tuple[Training, Twins]:
    """Return the shipped lessons and cards, and the rows of the checklist with their twins."""
    from posdesk.intake.lesson_files import load_training, load_twins

    shipped = paths.resources()
    training = load_training(shipped / "training", shipped / "cards")
    return training, load_twins(shipped / "training" / "twins.tsv")


def check_flows(folder: Path, files: Sequence[Path]) -> tuple[FileFault, ...]:
    """Return the faults of ``files``, or, where none is named, of the whole book and training."""
    from posdesk.intake.flow_files import read_book
    from posdesk.intake.flow_sources import find_sources
    from posdesk.intake.lesson_files import read_training

    shipped = paths.resources()
    codes, wrong = _open_codes(folder)
    sources = find_sources(shipped / "flows", *_own(folder, "flows"))
    if not files:
        _, taught = read_training(shipped / "training", shipped / "cards")
        return (*wrong, *read_book(sources, codes).faults, *taught)
    found: list[FileFault] = []
    for file in files:
        if not file.is_file():
            raise NotFound(N_("There is no file {file}; nothing was checked."), file=file)
        found += read_book(sources.with_flow(file), codes, only=file).faults
    return tuple(found)


def verify_journal(folder: Path) -> Verification:
    """Verify the journal in ``folder`` as it lies, without reading anything out of it first."""
    with Store.open(folder, clock=beijing_clock, software=__version__, as_it_lies=True) as store:
        return store.verify()


def run_window(folder: Path, lang: str | None) -> int:
    """Show the window on the data in ``folder`` until it is closed; return the exit code."""
    from posdesk.ui.session import run

    return run(folder, lang, open_desk)


def _own(folder: Path, name: str) -> tuple[Path, ...]:
    """Return the shop's own ``name`` in its data folder, if it has one."""
    own = folder / name
    return (own,) if own.exists() else ()
