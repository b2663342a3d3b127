"""What an installer says of one counter before anybody sits at it, and what may not be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from posdesk.domain.bundle.preset_fields import Value
from posdesk.domain.contact import Contact
from posdesk.domain.pin import SHORTEST
from posdesk.domain.rates import RATE_LABELS
from posdesk.domain.retention import RETENTION
from posdesk.domain.shop import SHOP_FIELDS, ShopTerminal

THEMES = ("light", "dark", "high-contrast")
"""How the window may look."""

LOCK_MINUTES_KEY = "people.lock_minutes"
RETENTION_KEY = f"keeping.{RETENTION}"
SECOND_PLACE_KEY = "keeping.second_place"
TSA_KEY = "seal.tsa"
LANGUAGE_KEY, THEME_KEY = "window.language", "window.theme"
UPDATES_KEY = "updates.check"
UPDATES_ADDRESS_KEY, UPDATES_SIGNER_KEY = "updates.address", "updates.key"
TERMINALS, CONTACTS, PRESETS = "terminals", "contacts", "presets"
ENCRYPTION_KEY = "encryption.policy"

LOCKABLE: tuple[str, ...] = (
    *(f"shop.{name}" for name in SHOP_FIELDS),
    TERMINALS,
    CONTACTS,
    *(f"rates.{name}" for name in RATE_LABELS),
    LANGUAGE_KEY,
    THEME_KEY,
    LOCK_MINUTES_KEY,
    SECOND_PLACE_KEY,
    RETENTION_KEY,
    PRESETS,
    TSA_KEY,
    UPDATES_KEY,
    UPDATES_ADDRESS_KEY,
    UPDATES_SIGNER_KEY,
)
"""Everything that can be locked, by the names of ``posdesk settings set``."""

LOCKABLE_TABLES: tuple[str, ...] = (
    *("shop", "rates", "window", "people", "keeping", "seal", "updates"),
)
"""Tables whose name locks all of their settings."""


class PinFor(StrEnum):
    """Who needs a PIN to sign in."""

    NOBODY = "nobody"
    MANAGERS = "managers"
    EVERYONE = "everyone"


class EncryptionPolicy(StrEnum):
    """Whether the data of this counter are to be encrypted."""

    REQUIRED = "required"
    ALLOWED = "allowed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class PinPolicy:
    """Who needs a PIN, and of how many digits at least."""

    required: PinFor = PinFor.NOBODY
    least_digits: int = SHORTEST


@dataclass(frozen=True, slots=True)
class SharedData:
    """Where the data are to lie, as written, and whether several accounts of a group use them."""

    folder: str = ""
    shared: bool = False
    group: str = ""


NO_PINS, NO_DATA = PinPolicy(), SharedData()


@dataclass(frozen=True, slots=True)
class Provision:
    """One installer's file, read and found sound; what it does not say is left to the shop.

    ``settings`` holds by their dotted names what a settings file would hold, ``presets`` fields by
    the name of the recipient. ``sheet`` is where the recovery sheet goes, a folder or a PDF.
    ``locked`` names settings, or whole tables of them.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    terminals: tuple[ShopTerminal, ...] = ()
    contacts: tuple[Contact, ...] = ()
    presets: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    managers: tuple[str, ...] = ()
    cashiers: tuple[str, ...] = ()
    pin: PinPolicy = NO_PINS
    encryption: EncryptionPolicy = EncryptionPolicy.ALLOWED
    sheet: str = ""
    data: SharedData = NO_DATA
    locked: tuple[str, ...] = ()

    def is_locked(self, key: str) -> bool:
        """Return whether the setting ``key``, such as ``shop.name``, may not be changed here."""
        if key == ENCRYPTION_KEY:
            return self.encryption is not EncryptionPolicy.ALLOWED
        parts = key.split(".")
        return any(".".join(parts[:end]) in self.locked for end in range(1, len(parts) + 1))

    def said(self) -> tuple[str, ...]:
        """Return the names of everything lockable that this file says."""
        listed = ((TERMINALS, self.terminals), (CONTACTS, self.contacts), (PRESETS, self.presets))
        return (*self.settings, *(name for name, said in listed if said))


NOTHING_SAID = Provision()


def unfolded(locked: Iterable[str]) -> tuple[str, ...]:
    """Return the settings that ``locked`` names, tables spelt out, in the order of ``LOCKABLE``."""
    named = set(locked)
    return tuple(key for key in LOCKABLE if key in named or key.partition(".")[0] in named)
