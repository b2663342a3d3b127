"""The composition root: opens the store, builds the services, shows the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk import __version__, paths
from posdesk.domain.errors import NotAllowed, NotFound, PosDeskError, UpgradeNeeded
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.people import JOB_SENTENCES, Job
from posdesk.domain.search.reading import Reader
from posdesk.domain.text import N_
from posdesk.i18n import Translator
from posdesk.intake.word_files import load_words
from posdesk.ownership import require_member
from posdesk.services.desk import Desk
from posdesk.services.keys import SECRET, known_key
from posdesk.services.library import Library, Shelves, open_codes, read_library
from posdesk.services.policy import Policy
from posdesk.services.shop_book import ShopBook
from posdesk.storage.key_mark import check_key
from posdesk.storage.store import DATABASE, Store

if TYPE_CHECKING:  # read from the disk once they are asked for
    from posdesk.domain.coverage import Twins
    from posdesk.domain.lesson import Training
    from posdesk.intake.flow_faults import FileFault
    from posdesk.services.handbook import Handbook
    from posdesk.services.provision_outcome import Applied
    from posdesk.services.restore import Restorer
    from posdesk.services.upgrading import Done
    from posdesk.services.verifying import Verifier
    from posdesk.storage.verify import Verification

Clock = Callable[[], datetime]


def beijing_clock() -> datetime:
    """Return the present moment in Beijing time."""
    return datetime.now(BEIJING)


def shelves(folder: Path) -> Shelves:
    """Return where the books lie: the shipped ones and those in the shop's ``folder``."""
    return Shelves(paths.resources(), folder, paths.cache_folder())


def open_library(folder: Path) -> Library:
    """Return the shipped books with those in the shop's ``folder`` laid over them."""
    return read_library(shelves(folder))


def open_shop_book(folder: Path) -> ShopBook:
    """Return the shop's own book by itself; it is changed so only where there is no journal yet."""

    def gate(job: Job) -> None:
        if (folder / DATABASE).exists():
            raise NotAllowed(JOB_SENTENCES[job])

    return ShopBook(shelves(folder), open_library(folder), gate, policy=Policy(folder))


def open_reader() -> Reader:
    """Return what reads the words that are typed, with the shipped sounds and synonyms."""
    return Reader(*load_words(paths.resources() / "words"))


def open_desk(
    folder: Path,
    clock: Clock = beijing_clock,
    *,
    key: Key | None = None,
    upgraded: Callable[[Done], None] = lambda _done: None,
) -> Desk:
    """Return all services on the data in ``folder``, which is made where it does not exist yet.

    ``key`` is what they are encrypted with, else the system's key store is asked; raises
    ``KeyNeeded`` where another one is needed. Data of an older PosDesk are brought up to date,
    which ``upgraded`` is told of.
    """
    require_member(folder)
    used = key or known_key(folder)
    try:
        store = Store.open(folder, clock=clock, software=__version__, key=used)
    except UpgradeNeeded:
        from posdesk.services.upgrading import Upgrading

        done = Upgrading(shelves(folder), clock, used).do()
        store = Store.open(folder, clock=clock, software=__version__, key=used)
        if done is not None:
            upgraded(done)
    return Desk(
        *(store, shelves(folder), clock, used),
        reader=open_reader,
        training=lambda: open_training()[0],
        handbook=open_handbook,
    )


def provisioned(desk: Desk, clock: Clock = beijing_clock) -> Desk:
    """Return the desk with the installer's file in force, opened anew where it was encrypted.

    A file that is new or differs is applied without asking anybody; see ``Provisioner.start``.
    """
    if desk.policy.file is None:
        return desk
    try:
        return turned(desk, desk.provisioner.start(os.environ.get(SECRET, "")), clock)
    except BaseException:
        desk.care.close()
        raise


def turned(desk: Desk, applied: Applied | None, clock: Clock = beijing_clock) -> Desk:
    """Return ``desk`` with the encryption done that ``applied`` prepared, opened anew for that.

    Where others have the data open it is left to a later start.
    """
    if applied is None or applied.turn is None:
        return desk
    desk.care.close()
    key, trouble = applied.turn.turning.old, None
    try:
        key = applied.turn.do().key
    except PosDeskError as error:
        trouble = error
    again = open_desk(desk.folder, clock, key=key)
    again.provisioner.trouble = trouble
    again.provisioner.sheet = applied.sheet if trouble is None else None
    return again


def open_stranger() -> Verifier:
    """Return what looks at bundles where there are no data, so that no certificate is believed."""
    from posdesk.services.verifying import Verifier

    return Verifier()


def open_restorer(folder: Path, key: Key | None = None) -> Restorer:
    """Return what restores the data in ``folder`` where these cannot be opened; nobody is asked."""
    from posdesk.services.restore import Restorer

    return Restorer(shelves(folder), beijing_clock, key)


def open_handbook() -> Handbook:
    """Return the manual, which needs no data."""
    from posdesk.services.handbook import Handbook

    return Handbook(paths.manual(), paths.resources() / "fonts")


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
    codes, wrong = open_codes(shelves(folder))
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


def verify_journal(folder: Path, *, key: Key | None = None) -> Verification:
    """Verify the journal in ``folder`` as it lies, without reading anything out of it first."""
    from posdesk.storage.examination import Records

    used = key or known_key(folder)
    if (folder / DATABASE).exists():
        check_key(folder, used)
        with closing(Records.open(folder, used)) as records:
            return records.verify()
    with Store.open(folder, clock=beijing_clock, software=__version__, key=used) as store:
        return store.verify()


def run_window(
    folder: Path, lang: str | None, say: Callable[[str], None], *, file: Path | None = None
) -> int:
    """Show the window on the data in ``folder`` until it is closed; return the exit code.

    Where one is open already it comes forward instead, and ``say`` is told so. The bundle in
    ``file`` is checked there at once.
    """
    from posdesk.ui.running import Running

    return Running(
        folder, lang, open_desk, say, backs_up=True, file=file, provisioned=provisioned
    ).run()


def tell_before_window(sentence: str, tr: Translator) -> None:
    """Show why there is no window to whoever clicked, where nobody reads what is printed."""
    screens = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    # Windows takes NUL, where a program without a console prints to, for a terminal.
    is_read = sys.stderr.isatty() and getattr(sys.stderr, "name", "") != os.devnull
    if (sys.platform in {"win32", "darwin"} or screens) and not is_read:
        from posdesk.ui.questions import Questions
        from posdesk.ui.session import application

        application()
        Questions(tr).tell(sentence)


def _own(folder: Path, name: str) -> tuple[Path, ...]:
    """Return the shop's own ``name`` in its data folder, if it has one."""
    own = folder / name
    return (own,) if own.exists() else ()
