"""The shop's own book: what it told of itself, kept in its files and handed on at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from posdesk.domain.contact import Contact, put_in_place, read_contact
from posdesk.domain.errors import NotFound
from posdesk.domain.flow import NO_FLOW
from posdesk.domain.people import Job, read_lock_minutes
from posdesk.domain.provision import CONTACTS as CONTACTS_KEY
from posdesk.domain.provision import (
    LOCK_MINUTES_KEY,
    RETENTION_KEY,
    TERMINALS,
    TSA_KEY,
    UPDATES_ADDRESS_KEY,
    UPDATES_KEY,
    UPDATES_SIGNER_KEY,
)
from posdesk.domain.rates import RATE_LABELS, ShopRates, read_rate_value, show_rate_value
from posdesk.domain.retention import RETENTION, read_months
from posdesk.domain.seal import read_tsa_url
from posdesk.domain.shop import SHOP_FIELDS, Shop, ShopTerminal, read_shop_field
from posdesk.domain.text import N_
from posdesk.domain.updates import read_update_address, read_update_key
from posdesk.domain.yes_no import YES, read_yes_no
from posdesk.intake.contact_files import NAME as CONTACTS
from posdesk.intake.contact_files import write_own_contacts
from posdesk.intake.flow_sources import find_sources
from posdesk.intake.settings_file import NAME as SETTINGS
from posdesk.intake.settings_file import change_settings
from posdesk.intake.whole_file import write_whole
from posdesk.services.library import read_contacts
from posdesk.services.read_book import ReadBook
from posdesk.services.shop_tables import changed_terminals, known_field, put, put_terminals


class ShopBook(ReadBook):
    """Every change is checked, written whole, and known to all readers when the call returns."""

    def own_copy(self, flow: str) -> Path:
        """Lay a copy of a shipped flow into the shop's folder, to be edited; return its place.

        A file that lies there already is left as it is.
        """
        there = self._shelves.own_flows / f"{flow}.yaml"
        _, data = find_sources(self._shelves.shipped / "flows").flows.get(flow, (there, None))
        if data is None:
            raise NotFound(NO_FLOW, flow=flow[:40])
        self._gate(Job.SETTINGS)
        if not there.exists():
            write_whole(there, data)
        return there

    # ------------------------------------------------------------------------------------ keeping

    def save_shop(self, name: str, text: str) -> Shop:
        """Keep one field of the shop, empty to take it away; raises ``PosDeskError``."""
        value = read_shop_field(known_field(SHOP_FIELDS, name, "shop"), text)
        self._change(lambda tables: put(tables, "shop", name, value), f"shop.{name}")
        return self.shop

    def save_rates(self, name: str, text: str) -> ShopRates:
        """Keep one rate or the cap as it was written, empty to take it away."""
        known_field(RATE_LABELS, name, "rates")
        value = show_rate_value(name, read_rate_value(name, text)) if text.strip() else ""
        self._change(lambda tables: put(tables, "rates", name, value), f"rates.{name}")
        return self.rates

    def save_lock_minutes(self, text: str) -> int:
        """Keep after how many minutes a manager who does nothing is signed out."""
        minutes = read_lock_minutes(text) if text.strip() else ""
        self._change(
            lambda tables: put(tables, "people", "lock_minutes", str(minutes)), LOCK_MINUTES_KEY
        )
        return self.library.settings.lock_minutes

    def save_retention(self, text: str) -> int:
        """Keep for how many months closed cases are kept; 0 or nothing proposes nothing."""
        months = read_months(text) if text.strip() else 0

        def change(tables: dict[str, Any]) -> None:
            put(tables, "keeping", RETENTION, str(months) if months else "")

        self._change(change, RETENTION_KEY)
        return self.library.settings.retention_months

    def save_tsa(self, text: str) -> str:
        """Keep the address of a time stamp service; nothing asks none."""
        url = read_tsa_url(text) if text.strip() else ""
        self._change(lambda tables: put(tables, "seal", "tsa", url), TSA_KEY)
        return self.library.settings.tsa

    def save_updates(self, text: str) -> bool:
        """Keep whether new versions are looked for on the network, as ``on`` or ``off``."""
        said = read_yes_no(text) if text.strip() else ""
        self._change(lambda tables: put(tables, "updates", "check", said), UPDATES_KEY)
        return self.library.settings.updates == YES

    def save_updates_address(self, text: str) -> str:
        """Keep the address that is asked for newer versions; nothing asks none."""
        address = read_update_address(text) if text.strip() else ""
        self._change(lambda tables: put(tables, "updates", "address", address), UPDATES_ADDRESS_KEY)
        return self.library.settings.updates_address

    def save_updates_key(self, text: str) -> str:
        """Keep the public key that must have signed what is answered; nothing asks for none."""
        key = read_update_key(text) if text.strip() else ""
        self._change(lambda tables: put(tables, "updates", "key", key), UPDATES_SIGNER_KEY)
        return self.library.settings.updates_key

    def save_terminal(self, number: str, name: str, text: str) -> ShopTerminal:
        """Keep one field of the terminal ``number``, which is added where it is not listed.

        Its own number is changed by the field ``id``; raises ``PosDeskError``.
        """
        after = changed_terminals(self.terminals, number, name, text)
        is_here = name == "id" and self.shop.terminal_id == after.before

        def change(tables: dict[str, Any]) -> None:
            put_terminals(tables, after.all)
            if is_here:
                put(tables, "shop", "terminal_id", after.terminal.id)

        self._change(change, *_terminal_keys(here=is_here))
        return after.terminal

    def remove_terminal(self, number: str) -> ShopTerminal:
        """Take a terminal off the list and return it; raises ``NotFound``."""
        gone = next((t for t in self.terminals if t.id == number), None)
        if gone is None:
            raise NotFound(
                N_("There is no terminal {number}; nothing was changed."), number=number[:12]
            )
        kept = [t for t in self.terminals if t != gone]

        def change(tables: dict[str, Any]) -> None:
            put_terminals(tables, kept)
            if self.shop.terminal_id == number:
                put(tables, "shop", "terminal_id", "")

        self._change(change, *_terminal_keys(here=self.shop.terminal_id == number))
        return gone

    def restore_terminal(self, terminal: ShopTerminal, *, here: bool) -> None:
        """Put a terminal back that was taken off, as the one of this till where it was that."""

        def change(tables: dict[str, Any]) -> None:
            kept = [t for t in self.terminals if t.id != terminal.id]
            put_terminals(tables, [*kept, terminal])
            if here:
                put(tables, "shop", "terminal_id", terminal.id)

        self._change(change, *_terminal_keys(here=here))

    def save_contact(
        self, kind: str, name: str, number: str, *, english: str = "", over: Contact | None = None
    ) -> Contact:
        """Keep a contact of the shop's own, in the place of ``over``; raises ``PosDeskError``."""
        contact = read_contact(kind, name, number, english)
        self._write_contacts(put_in_place([c for c in self.contacts if c.own], contact, over))
        return contact

    def remove_contact(self, contact: Contact) -> None:
        """Take off a contact of the shop's own; a shipped one under it shows again."""
        kept = [c for c in self.contacts if c.own and c.key != contact.key]
        self._write_contacts(kept)

    def _write_contacts(self, own: Sequence[Contact]) -> None:
        self._gate(Job.SETTINGS)
        self._policy.require_free(CONTACTS_KEY)
        write_own_contacts(self._shelves.folder, own)
        contacts, _ = read_contacts(self._shelves)
        self._stamp.wrote(CONTACTS)
        self._hand_on(replace(self.library, contacts=contacts))

    def _change(self, change: Callable[[dict[str, Any]], None], *keys: str) -> None:
        self._gate(Job.SETTINGS)
        self._policy.require_free(*keys)
        settings = change_settings(self._shelves.folder, change)
        kept = tuple(f for f in self.library.faults if f.file.name != SETTINGS)
        self._stamp.wrote(SETTINGS)
        faults = (*settings.faults, *kept)
        self._hand_on(replace(self.library, settings=settings, faults=faults))


def _terminal_keys(*, here: bool) -> tuple[str, ...]:
    """Return what a change of a terminal touches: the list, and of this till's who it is."""
    return (TERMINALS, "shop.terminal_id") if here else (TERMINALS,)
