"""Reads what an installer's file lists: terminals, contacts, recipients, people, locked names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from posdesk.domain.bundle.preset_fields import (
    PRESET_FIELDS,
    Value,
    read_preset_name,
    read_preset_value,
)
from posdesk.domain.contact import CONTACT_KINDS, Contact, read_contact
from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import read_person_name
from posdesk.domain.provision import LOCK_MINUTES_KEY, LOCKABLE, LOCKABLE_TABLES, unfolded
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.shop import ShopTerminal
from posdesk.domain.text import Text
from posdesk.intake.preset_files import read_presets_in
from posdesk.intake.provision_faults import shown_key, unknown, why
from posdesk.intake.provision_fields import TERMINAL_READERS
from posdesk.intake.provision_lines import Path as Place

Tell = Callable[[Place, Text], None]
"""Takes a fault; a word at the end of its place helps to find the line in a long list."""

Listed = TypeVar("Listed")

CONTACT_COLUMNS = ("kind", "name", "english", "number")
ALL = "all"
MOST_LISTED = 200

_NUMBER = "110"
"""Sound for any kind and name: a contact's faults are looked for one by one."""


def read_terminals(said: object, tell: Tell) -> tuple[ShopTerminal, ...]:
    """Return the terminals that are listed."""
    found: dict[str, ShopTerminal] = {}
    for at, table in _tables("terminals", said, tell):
        place: Place = ("terminals", at)
        read = _fields(table, TERMINAL_READERS, place, tell)
        number = read.get("id", "")
        if not number and "id" not in table:
            tell(place, Text("这台终端没有 id（终端号）。", "This terminal has no id."))
        elif number in found:
            tell((*place, "id"), Text(f"终端 {number} 写了两次。", f"{number} is given twice."))
        elif number:
            found[number] = ShopTerminal(**read)
    return tuple(found.values())


def read_contacts(said: object, tell: Tell) -> tuple[Contact, ...]:
    """Return the shop's own contacts that are listed."""
    found: dict[tuple[str, str], Contact] = {}
    readers = {
        "kind": lambda text: read_contact(text, "x", _NUMBER).kind,
        "name": lambda text: read_contact("other", text, _NUMBER).name.zh_CN,
        "english": lambda text: read_contact("other", "x", _NUMBER, text).name.en,
        "number": lambda text: read_contact("other", "x", text).number,
    }
    for at, table in _tables("contacts", said, tell):
        place: Place = ("contacts", at)
        read = _fields(table, readers, place, tell)
        missing = [name for name in ("kind", "name", "number") if name not in table]
        if missing:
            listed = ", ".join(missing)
            kinds = ", ".join(CONTACT_KINDS)
            tell(
                place,
                Text(
                    f"这个联系人还缺：{listed}（kind 可以是 {kinds}）。",
                    f"This contact lacks {listed} (a kind is one of {kinds}).",
                ),
            )
        if not {"kind", "name", "number"} <= read.keys():
            continue
        contact = read_contact(read["kind"], read["name"], read["number"], read.get("english", ""))
        if contact.key in found:
            tell(place, Text(f"“{read['name']}”写了两次。", f"“{read['name']}” is given twice."))
        found[contact.key] = contact
    return tuple(found.values())


def read_presets(
    said: object, folder: Path | None, tell: Tell
) -> Mapping[str, Mapping[str, Value]]:
    """Return the fields of recipients; ``file`` names one like ``presets.toml`` in ``folder``."""
    if not isinstance(said, Mapping):
        tell(("presets",), Text("要写成 [presets.名称]。", "Write [presets.NAME]."))
        return {}
    found: dict[str, Mapping[str, Value]] = {}
    named = said.get("file")
    if isinstance(named, str) and named.strip():
        found.update(_presets_file(named.strip(), folder, tell))
    for name, table in said.items():
        if name == "file" and isinstance(table, str):
            continue
        place: Place = ("presets", name)
        if not isinstance(table, Mapping):
            tell(place, Text("要写成 [presets.名称]。", "Write [presets.NAME]."))
            continue
        try:
            read_preset_name(name)
        except PosDeskError as error:
            tell(place, why(error))
            continue
        read: dict[str, Value] = {}
        for field, value in table.items():
            if field not in PRESET_FIELDS:
                tell((*place, field), unknown(field, "presets", tuple(PRESET_FIELDS), ()))
                continue
            try:
                _refuse_words(field, value)
                read[field] = read_preset_value(field, value)
            except PosDeskError as error:
                tell((*place, field), why(error))
        found[name] = {**found.get(name, {}), **read}
    return found


def read_names(key: str, said: object, tell: Tell) -> tuple[str, ...]:
    """Return the names that stand under ``key``; a PIN is never written in a file."""
    place: Place = tuple(key.split("."))
    listed = _words(said)
    if listed is None or len(listed) > MOST_LISTED:
        text = Text(
            '要写成名字的列表，如 ["林晓", "周敏"]；PIN 不写在文件里。',
            'Write a list of names, such as ["Lin", "Zhou"]; a PIN is never written in a file.',
        )
        tell(place, text)
        return ()
    found: dict[str, str] = {}
    for one in listed:
        try:
            name = read_person_name(one)
        except PosDeskError as error:
            tell((*place, one), why(error))
            continue
        if name.casefold() in found:
            tell((*place, one), Text(f"“{name}”写了两次。", f"“{name}” is given twice."))
        found[name.casefold()] = name
    return tuple(found.values())


def read_locked(said: object, everything: Sequence[str], tell: Tell) -> tuple[str, ...]:
    """Return the settings that are locked; ``everything`` is what the file says, for "all"."""
    listed = _words(said)
    if listed is None:
        text = Text('要写成 "all"，或设置名的列表。', 'Write "all", or a list of settings.')
        tell(("locked",), text)
        return ()
    if listed == [ALL]:
        return unfolded(everything)
    found = []
    for one in listed:
        name = LOCK_MINUTES_KEY if one in ("pin", "pin.lock_minutes") else one
        if name in (*LOCKABLE, *LOCKABLE_TABLES, "updates"):
            found.append(name)
        else:
            known = (*LOCKABLE, *LOCKABLE_TABLES)
            tell(("locked", one), unknown(one, "locked", known, ()))
    return unfolded(found)


def _presets_file(named: str, folder: Path | None, tell: Tell) -> Mapping[str, Mapping[str, Value]]:
    place: Place = ("presets", "file")
    shown = shown_key(named)
    path = (folder or Path()) / named
    if folder is not None and not path.is_file():
        tell(place, Text(f"没有文件 {shown}。", f"There is no file {shown}."))
        return {}
    if folder is None:
        return {}
    tables, faults = read_presets_in(path)
    for fault in faults:
        tell(
            place,
            Text(
                f"{shown} 第 {fault.line} 行：{fault.text.zh_CN}",
                f"{shown}, line {fault.line}: {fault.text.en}",
            ),
        )
    return tables


def _refuse_words(field: str, value: object) -> None:
    for words in value.values() if isinstance(value, Mapping) else (value,):
        if isinstance(words, str):
            refuse_sensitive(field, words)


def _fields(
    table: Mapping[str, object],
    readers: Mapping[str, Callable[[str], str]],
    place: Place,
    tell: Tell,
) -> dict[str, str]:
    read: dict[str, str] = {}
    for name, value in table.items():
        at: Place = (*place, name)
        if name not in readers:
            tell(at, unknown(name, str(place[0]), tuple(readers), ()))
        elif not isinstance(value, str):
            tell(at, IN_QUOTES)
        elif value.strip():
            try:
                read[name] = readers[name](value)
            except PosDeskError as error:
                tell(at, why(error))
    return read


def _tables(name: str, said: object, tell: Tell) -> Iterator[tuple[int, Mapping[str, object]]]:
    if not isinstance(said, list) or not all(isinstance(one, Mapping) for one in said):
        tell((name,), Text(f"要写成 [[{name}]]。", f"Write [[{name}]]."))
    elif len(said) > MOST_LISTED:
        most = Text(f"最多 {MOST_LISTED} 个。", f"There may be {MOST_LISTED} at most.")
        tell((name,), most)
    else:
        yield from enumerate(said)


def _words(said: object) -> list[str] | None:
    """Return the words of a list, or of a text in which commas or the like part them."""
    if isinstance(said, str):
        return [one.strip() for one in re.split("[,，、;；]", said) if one.strip()]
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return [one.strip() for one in said if one.strip()]
    return None


IN_QUOTES = Text("要写在引号里。", "Write it in quotation marks.")
