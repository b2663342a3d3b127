"""What an installer's file asks for and only a person, or a stick plugged in, can bring about."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk import paths
from posdesk.domain.event import Provisioned
from posdesk.domain.provision import (
    ENCRYPTION_KEY,
    SECOND_PLACE_KEY,
    EncryptionPolicy,
    PinFor,
    Provision,
)
from posdesk.services.encryption import Encryption
from posdesk.services.provision_outcome import (
    NO_PLACE,
    TO_DECRYPT,
    TO_ENCRYPT,
    TO_GUARD,
    Waiting,
)
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

PIN_KEY = "pin.required"


class Awaited:
    """Tells what a file still waits for; nothing is written here."""

    def __init__(self, store: Store, staff: Staff, book: ShopBook, encryption: Encryption) -> None:
        self._store, self._staff, self._book = store, staff, book
        self._encryption = encryption

    def now(
        self, wanted: Provision, troubles: Sequence[Waiting] = (), *, is_turning: bool = False
    ) -> tuple[Waiting, ...]:
        """Return what is not there yet; ``troubles`` come first, and are not told twice.

        ``is_turning`` says that encryption is about to be turned on.
        """
        found = list(troubles)
        told = {one.key for one in found}
        is_on = self._encryption.is_on() or is_turning
        if ENCRYPTION_KEY not in told and wanted.encryption is EncryptionPolicy.REQUIRED:
            found += () if is_on else (Waiting(ENCRYPTION_KEY, TO_ENCRYPT),)
        if wanted.encryption is EncryptionPolicy.OFF and is_on:
            found.append(Waiting(ENCRYPTION_KEY, TO_DECRYPT))
        place = wanted.settings.get(SECOND_PLACE_KEY)
        if place and SECOND_PLACE_KEY not in told:
            found += () if self._book.library.settings.second_place else (NO_PLACE,)
        if wanted.pin.required is not PinFor.NOBODY and not self._staff.people.is_guarded:
            found.append(Waiting(PIN_KEY, TO_GUARD))
        return tuple(found)

    def place_came(self, wanted: Provision) -> bool:
        """Return whether the second place was not there when it was to be chosen, and now is."""
        written = wanted.settings.get(SECOND_PLACE_KEY, "")
        there = paths.spelt_out(written) if written else None
        if there is None or not there.is_dir() or self._book.library.settings.second_place:
            return False
        _, last = self.last()
        return last is not None and SECOND_PLACE_KEY in last.waiting

    def last(self) -> tuple[str, Provisioned | None]:
        """Return when (ISO) a file came into force last, and what the journal tells of it."""
        for one in reversed(self._store.beside_cases()):
            if isinstance(one.event, Provisioned):
                return one.at, one.event
        return "", None
