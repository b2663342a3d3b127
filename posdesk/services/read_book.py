"""What stands in the shop's book, read anew where it changed and handed on to who goes by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from posdesk.domain.contact import Contact
from posdesk.domain.people import Job
from posdesk.domain.rates import ShopRates
from posdesk.domain.shop import Shop, ShopTerminal
from posdesk.services.book_entries import BookEntry, BookFault, entries_of, faults_of
from posdesk.services.book_stamp import BookStamp
from posdesk.services.library import Library, Shelves, read_library
from posdesk.services.policy import FREE, Policy


class Reader(Protocol):
    """A service that goes by the books."""

    def renew(self, library: Library) -> None:
        """Go by ``library`` from now on."""


R = TypeVar("R", bound=Reader)


class ReadBook:
    """The books as they are at this moment."""

    def __init__(
        self,
        shelves: Shelves,
        library: Library,
        gate: Callable[[Job], None],
        readers: Sequence[Reader] = (),
        policy: Policy = FREE,
    ) -> None:
        """``gate`` raises ``NotAllowed`` where whoever is there may not do a job."""
        self._policy = policy
        self._shelves = shelves
        self._gate = gate
        self._readers = readers
        self._stamp = BookStamp(shelves)
        self.library = library

    # ------------------------------------------------------------------------------ what there is

    @property
    def shop(self) -> Shop:
        """The shop as it introduces itself."""
        return self.library.shop

    @property
    def rates(self) -> ShopRates:
        """The rates of the shop's contract."""
        return self.library.settings.rates

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to call, the shop's own first."""
        return self.library.contacts

    @property
    def terminals(self) -> tuple[ShopTerminal, ...]:
        """The terminals, with the one of this till even where nothing else is known of it."""
        listed, here = self.library.settings.terminals, self.shop.terminal_id
        if not here or any(terminal.id == here for terminal in listed):
            return listed
        return (ShopTerminal(here, acquirer=self.shop.acquirer), *listed)

    @property
    def faults(self) -> tuple[BookFault, ...]:
        """What is wrong in the shop's own files, and in the installer's; what was before holds."""
        return (*faults_of(self.library.faults), *faults_of(self._policy.faults))

    def is_locked(self, key: str) -> bool:
        """Return whether the setting ``key``, such as ``shop.name``, is the installer's alone."""
        return self._policy.is_locked(key)

    @property
    def locked(self) -> tuple[str, ...]:
        """The settings that are the installer's alone."""
        return self._policy.locked

    def entries(self) -> tuple[BookEntry, ...]:
        """Return the flows, and the shop's own parts, with where each comes from."""
        return entries_of(self.library)

    # ---------------------------------------------------------------------------------- reloading

    def has_changed(self) -> bool:
        """Return whether a file of the shop's is not what was read or written here last."""
        return self._stamp.is_old()

    def watched(self) -> tuple[Path, ...]:
        """Return the folders and files in which a change of the book may show."""
        return self._shelves.watched()

    def reader(self) -> Callable[[], Library]:
        """Return what reads all books anew; a worker may call it."""
        shelves = self._shelves
        self._stamp.begin_reading()
        return lambda: read_library(shelves)

    def take(self, library: Library) -> bool:
        """Hand the books that ``reader`` read to everyone who goes by them.

        Return whether that was done: not where something was saved while they were being read.
        """
        if self._stamp.was_overtaken:
            return False
        self._policy.renew()
        self._hand_on(library)
        return True

    def reload(self) -> None:
        """Read all books anew and hand them on."""
        self.take(self.reader()())

    def joined(self, reader: R) -> R:
        """Return ``reader``, made by now on the present books, and hand later ones on to it too."""
        self._readers = (*self._readers, reader)
        return reader

    def _hand_on(self, library: Library) -> None:
        self.library = library
        for reader in self._readers:
            reader.renew(library)
