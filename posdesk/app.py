"""The composition root: opens the store, builds the services, shows the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk import __version__, paths
from posdesk.domain.codes import CodeBook
from posdesk.domain.flow import FlowBook
from posdesk.domain.moment import BEIJING
from posdesk.intake.code_files import load_codes
from posdesk.intake.contact_files import load_contacts
from posdesk.intake.flow_faults import FileFault
from posdesk.intake.flow_files import check_files, load_book
from posdesk.intake.settings_file import read_settings
from posdesk.services.care import Caretaker
from posdesk.services.contacts import Contacts
from posdesk.services.desk import Desk
from posdesk.services.evidence import Evidence
from posdesk.services.log import CaseLog
from posdesk.services.preferences import Preferences
from posdesk.services.troubleshoot import Troubleshooter
from posdesk.storage.journal import Verification
from posdesk.storage.store import Store

Clock = Callable[[], datetime]


def beijing_clock() -> datetime:
    """Return the present moment in Beijing time."""
    return datetime.now(BEIJING)


@dataclass(frozen=True, slots=True)
class Library:
    """What the shop reads from: its flows and its response codes."""

    book: FlowBook
    codes: CodeBook


def open_library(folder: Path) -> Library:
    """Return the shipped flows and codes with those in the shop's ``folder`` laid over them."""
    shipped = paths.resources()
    codes = load_codes(shipped / "codes" / "response_codes.tsv", *_own(folder, "codes.tsv"))
    book = load_book(
        shipped / "flows", _own(folder, "flows"), codes=codes, cache=paths.cache_folder()
    )
    return Library(book, codes)


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
        log=CaseLog(store, shop, clock, frozenset(library.book.flows)),
        evidence=Evidence(store, shipped / "fonts"),
        care=Caretaker(store),
        contacts=Contacts(shop, load_contacts(shipped / "contacts" / "hotlines.tsv")),
        preferences=Preferences(folder, settings),
    )


def check_flows(folder: Path, files: Sequence[Path]) -> tuple[FileFault, ...]:
    """Return the faults of ``files``, or of the whole flow book of the shop where none is named."""
    shipped = paths.resources()
    codes = load_codes(shipped / "codes" / "response_codes.tsv", *_own(folder, "codes.tsv"))
    return check_files(shipped / "flows", _own(folder, "flows"), files, codes=codes)


def verify_journal(folder: Path) -> Verification:
    """Verify the journal in ``folder`` as it lies, without reading anything out of it first."""
    return Store.verify_folder(folder)


def run_window(folder: Path, lang: str | None) -> int:
    """Show the window on the data in ``folder`` until it is closed; return the exit code."""
    from posdesk.ui.session import run

    return run(folder, lang, open_desk)


def _own(folder: Path, name: str) -> tuple[Path, ...]:
    """Return the shop's own ``name`` in its data folder, if it has one."""
    own = folder / name
    return (own,) if own.exists() else ()
