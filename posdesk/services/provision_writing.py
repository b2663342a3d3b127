"""Writes what an installer's file says into the shop's own files, each whole and once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import (
    CONTACTS,
    PRESETS,
    RETENTION_KEY,
    SECOND_PLACE_KEY,
    TERMINALS,
    Provision,
)
from posdesk.intake.contact_files import write_own_contacts
from posdesk.intake.preset_files import NAME as OWN_PRESETS
from posdesk.intake.preset_files import change_own_presets, read_presets_in
from posdesk.intake.settings_file import change_settings
from posdesk.services.backup_list import beside
from posdesk.services.provision_plan import (
    Change,
    contact_changes,
    contact_name,
    preset_changes,
    setting_changes,
    terminal_changes,
    told,
)
from posdesk.services.second_place import keep_second_place
from posdesk.services.shop_book import ShopBook
from posdesk.services.shop_tables import put, put_terminals


class Writing:
    """The changes of one file, and the writing of them; who may do so is asked elsewhere."""

    def __init__(
        self,
        folder: Path,
        book: ShopBook,
        wanted: Provision,
        former: Provision,
        *,
        only_locked: bool = False,
        also: Sequence[str] = (),
    ) -> None:
        """``only_locked`` leaves alone what is not locked, but for what ``also`` names."""
        self._folder, self._wanted = folder, _spelt_out(wanted)
        self._terminals = book.library.settings.terminals
        self._contacts = [contact for contact in book.contacts if contact.own]
        own_presets, _ = read_presets_in(folder / OWN_PRESETS)
        before = _spelt_out(former)
        planned = (
            *setting_changes(self._wanted, before, told(book.library.settings)),
            *terminal_changes(self._wanted, former, self._terminals),
            *contact_changes(self._wanted, former, self._contacts),
            *preset_changes(self._wanted, former, own_presets),
        )
        self.changes: tuple[Change, ...] = tuple(
            change
            for change in planned
            if not only_locked or wanted.is_locked(change.key) or change.key in also
        )

    def write(self) -> list[tuple[str, PosDeskError]]:
        """Write everything; return what could not be, by its name, which then is no change.

        Raises ``DataTrouble`` where a file of the shop's cannot be understood or written.
        """
        written = {change.key for change in self.changes if change.is_written}
        settings = {k: v for k, v in self._wanted.settings.items() if k in written}
        place = settings.pop(SECOND_PLACE_KEY, None)
        if settings or any(key.startswith(f"{TERMINALS}.") for key in written):
            change_settings(self._folder, lambda tables: self._put(tables, settings, written))
        if any(key.startswith(f"{CONTACTS}.") for key in written):
            self._write_contacts(written)
        fields = {
            name: {f: v for f, v in said.items() if f"{PRESETS}.{name}.{f}" in written}
            for name, said in self._wanted.presets.items()
        }
        if any(fields.values()):
            change_own_presets(self._folder, fields)
        return [] if place is None else self._choose_place(place)

    def _put(self, tables: dict[str, Any], settings: dict[str, str], written: set[str]) -> None:
        for key, value in settings.items():
            table, _, name = key.partition(".")
            put(tables, table, name, "" if key == RETENTION_KEY and value == "0" else value)
        if any(key.startswith(f"{TERMINALS}.") for key in written):
            said = {t.id: t for t in self._wanted.terminals}
            present = {t.id: t for t in self._terminals}
            merged = {**present, **{i: t for i, t in said.items() if f"{TERMINALS}.{i}" in written}}
            gone = {i for i in merged if f"{TERMINALS}.{i}" in written and i not in said}
            put_terminals(tables, [t for i, t in merged.items() if i not in gone])

    def _write_contacts(self, written: set[str]) -> None:
        said = {contact_name(c): c for c in self._wanted.contacts}
        present = {contact_name(c): c for c in self._contacts}
        merged = {**present, **{n: c for n, c in said.items() if f"{CONTACTS}.{n}" in written}}
        gone = {n for n in merged if f"{CONTACTS}.{n}" in written and n not in said}
        write_own_contacts(self._folder, [c for n, c in merged.items() if n not in gone])

    def _choose_place(self, place: str) -> list[tuple[str, PosDeskError]]:
        try:
            keep_second_place(self._folder, beside(self._folder), place)
        except PosDeskError as error:
            self.changes = tuple(c for c in self.changes if c.key != SECOND_PLACE_KEY)
            return [(SECOND_PLACE_KEY, error)]
        return []


def _spelt_out(wanted: Provision) -> Provision:
    """Return the file with the second place as this account resolves it."""
    written = wanted.settings.get(SECOND_PLACE_KEY, "")
    there = paths.spelt_out(written) if written else None
    if there is None:
        return wanted
    return replace(wanted, settings={**wanted.settings, SECOND_PLACE_KEY: str(there)})
