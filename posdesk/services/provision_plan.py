"""What an installer's file would change here: setting by setting, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeVar

from posdesk.domain.contact import Contact
from posdesk.domain.people import LOCK_MINUTES
from posdesk.domain.provision import (
    CONTACTS,
    LANGUAGE_KEY,
    LOCK_MINUTES_KEY,
    PRESETS,
    RETENTION_KEY,
    SECOND_PLACE_KEY,
    TERMINALS,
    THEME_KEY,
    TSA_KEY,
    UPDATES_ADDRESS_KEY,
    UPDATES_KEY,
    UPDATES_SIGNER_KEY,
    Provision,
)
from posdesk.domain.shop import ShopTerminal
from posdesk.intake.settings_file import Settings

Thing = TypeVar("Thing")

USUAL: Mapping[str, str] = {
    LOCK_MINUTES_KEY: str(LOCK_MINUTES),
    RETENTION_KEY: "0",
    UPDATES_KEY: "off",
}
"""What holds where nobody has chosen; of the others it is nothing."""


class Fate(StrEnum):
    """What becomes of one setting."""

    SET = "set"
    SAME = "same"
    KEPT = "kept"
    OVERWRITTEN = "overwritten"


@dataclass(frozen=True, slots=True)
class Change:
    """One setting by its name, and what becomes of it."""

    key: str
    fate: Fate

    @property
    def is_written(self) -> bool:
        """Whether the file's word is to be written."""
        return self.fate in (Fate.SET, Fate.OVERWRITTEN)


def told(settings: Settings) -> dict[str, str]:
    """Return the settings by their dotted names, as an installer's file says them."""
    rates = settings.rates.as_written()
    return {
        **{f"shop.{name}": value for name, value in asdict(settings.shop).items()},
        **{f"rates.{name}": value for name, value in rates.items()},
        LANGUAGE_KEY: settings.language,
        THEME_KEY: settings.theme,
        LOCK_MINUTES_KEY: str(settings.lock_minutes),
        RETENTION_KEY: str(settings.retention_months),
        SECOND_PLACE_KEY: settings.second_place,
        TSA_KEY: settings.tsa,
        UPDATES_KEY: settings.updates or "off",
        UPDATES_ADDRESS_KEY: settings.updates_address,
        UPDATES_SIGNER_KEY: settings.updates_key,
    }


def setting_changes(
    wanted: Provision, former: Provision, present: Mapping[str, str]
) -> list[Change]:
    """Return what becomes of each setting; ``former`` is the file that was applied before."""
    return [
        Change(
            key,
            _fate(
                value,
                present.get(key, ""),
                (USUAL.get(key, ""), former.settings.get(key)),
                is_locked=wanted.is_locked(key),
            ),
        )
        for key, value in wanted.settings.items()
    ]


def terminal_changes(
    wanted: Provision, former: Provision, present: Iterable[ShopTerminal]
) -> list[Change]:
    """Return what becomes of each terminal; what a locked list does not name goes."""
    return _listed(
        TERMINALS,
        {t.id: t for t in wanted.terminals},
        {t.id: t for t in former.terminals},
        {t.id: t for t in present},
        is_locked=wanted.is_locked(TERMINALS),
    )


def contact_changes(
    wanted: Provision, former: Provision, present: Iterable[Contact]
) -> list[Change]:
    """Return what becomes of each contact of the shop's own."""
    return _listed(
        CONTACTS,
        {contact_name(c): c for c in wanted.contacts},
        {contact_name(c): c for c in former.contacts},
        {contact_name(c): c for c in present},
        is_locked=wanted.is_locked(CONTACTS),
    )


def preset_changes(
    wanted: Provision, former: Provision, present: Mapping[str, Mapping[str, object]]
) -> list[Change]:
    """Return what becomes of each field of a recipient; what else the shop keeps stays."""
    return [
        Change(
            f"{PRESETS}.{name}.{field}",
            _fate(
                value,
                present.get(name, {}).get(field),
                (None, former.presets.get(name, {}).get(field)),
                is_locked=wanted.is_locked(PRESETS),
            ),
        )
        for name, fields in wanted.presets.items()
        for field, value in fields.items()
    ]


def contact_name(contact: Contact) -> str:
    """Return what a contact is called among the settings."""
    return f"{contact.kind}.{contact.name.zh_CN}"


def _listed(
    table: str,
    wanted: Mapping[str, Thing],
    former: Mapping[str, Thing],
    present: Mapping[str, Thing],
    *,
    is_locked: bool,
) -> list[Change]:
    changes = [
        Change(
            f"{table}.{name}",
            _fate(one, present.get(name), (None, former.get(name)), is_locked=is_locked),
        )
        for name, one in wanted.items()
    ]
    if is_locked:
        odd = (name for name in present if name not in wanted)
        changes += (Change(f"{table}.{name}", Fate.OVERWRITTEN) for name in odd)
    return changes


def _fate(wanted: object, present: object, nobodys: tuple[object, ...], *, is_locked: bool) -> Fate:
    """Return what becomes of a value; ``nobodys`` are those that no person here chose."""
    if wanted == present:
        return Fate.SAME
    if present in nobodys:
        return Fate.SET
    return Fate.OVERWRITTEN if is_locked else Fate.KEPT
