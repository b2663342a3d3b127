"""All services of one shop's data, as the composition root hands them on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from posdesk.domain.people import Job
from posdesk.services.care import Caretaker
from posdesk.services.case_list import CaseList
from posdesk.services.clock_check import ClockCheck
from posdesk.services.contacts import Contacts
from posdesk.services.finder import Finder
from posdesk.services.follow_up import FollowUp
from posdesk.services.late import LateServices
from posdesk.services.library import Shelves, read_library
from posdesk.services.log import CaseLog
from posdesk.services.pins import Pins
from posdesk.services.policy import Policy
from posdesk.services.preferences import Preferences
from posdesk.services.rates import Rates
from posdesk.services.reminders import Reminders
from posdesk.services.shifts import Shifts
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff
from posdesk.services.troubleshoot import Troubleshooter
from posdesk.storage.store import Store

if TYPE_CHECKING:
    from posdesk.domain.key import Key
    from posdesk.domain.lesson import Training
    from posdesk.domain.search.reading import Reader
    from posdesk.domain.shop import Shop
    from posdesk.intake.flow_faults import FileFault
    from posdesk.services.handbook import Handbook


class Desk(LateServices):
    """The services, one for each job, on one open store."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        clock: Callable[[], datetime],
        key: Key | None,
        *,
        reader: Callable[[], Reader],
        training: Callable[[], Training],
        handbook: Callable[[], Handbook],
    ) -> None:
        """``reader``, ``training`` and ``handbook`` open what is shipped, when it is asked for."""
        self._store, self._shelves, self._clock, self._key = store, shelves, clock, key
        self._training, self._handbook = training, handbook
        self._fonts = shelves.shipped / "fonts"
        library = read_library(shelves)
        shop = library.shop
        self.folder = shelves.folder
        self.policy = Policy(self.folder)
        self.staff = Staff(store, clock, Pins(self.folder), self.policy)
        actor = self.staff.actor
        self.troubleshoot = Troubleshooter(store, library.book, library.codes, shop, clock, actor)
        self.finder = Finder(store, library.book, library.codes, reader)
        self.log = CaseLog(store, shop, clock, frozenset(library.book.flows), actor)
        self.follow_up = FollowUp(store, self.staff, library, clock)
        self.case_list = CaseList(store, self.follow_up, self.staff, shop, clock)
        self.reminders = Reminders(self.case_list, clock)
        self.shifts = Shifts(store, self.staff, library, clock)
        self.contacts = Contacts(shop, library.contacts)
        self.preferences = Preferences(self.folder, library.settings, self.policy)
        self.rates = Rates(library.settings.rates)
        self.clock_check = ClockCheck(store, library, clock)
        self.care = Caretaker(store)
        readers = (
            *(self.troubleshoot, self.finder, self.log, self.follow_up, self.case_list),
            *(self.shifts, self.contacts, self.preferences, self.rates, self.clock_check),
        )
        self.shop_book = ShopBook(shelves, library, self._gate, readers, self.policy)

    def _gate(self, job: Job) -> None:
        self._store.require_there()
        self.staff.require(job)

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """What is wrong in the shop's own files and the installer's, which are left out."""
        return (*self.shop_book.library.faults, *self.policy.faults)

    @property
    def shop(self) -> Shop:
        """The shop as it introduces itself at this moment."""
        return self.shop_book.shop
