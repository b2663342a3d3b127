"""Reads the tables of ``settings.toml`` entry by entry: a wrong one is told and left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from posdesk.domain.errors import PosDeskError
from posdesk.domain.people import LOCK_MINUTES, read_lock_minutes
from posdesk.domain.rates import RATE_LABELS, ShopRates, read_rate_value
from posdesk.domain.retention import RETENTION, read_months
from posdesk.domain.seal import read_tsa_url
from posdesk.domain.shop import SHOP_FIELDS, TERMINAL_FIELDS, Shop, ShopTerminal, read_shop_field
from posdesk.domain.text import Text
from posdesk.domain.updates import read_update_address, read_update_key
from posdesk.domain.yes_no import read_yes_no
from posdesk.intake.flow_faults import FileFault, left_out

Value = TypeVar("Value", str, int)

_HEAD = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")


@dataclass(slots=True)
class SettingsTables:
    """The tables of one file as TOML gave them, with the faults found so far."""

    file: Path
    text: str
    raw: Mapping[str, object]
    faults: list[FileFault] = field(default_factory=list)

    def shop(self) -> Shop:
        """Return what ``[shop]`` says."""
        readers = {n: _shop_reader(n) for n in SHOP_FIELDS}
        return Shop(**self._entries("shop", self.raw.get("shop", {}), readers))

    def rates(self) -> ShopRates:
        """Return what ``[rates]`` says."""
        readers = {name: _rate_reader(name) for name in RATE_LABELS}
        return ShopRates(**self._entries("rates", self.raw.get("rates", {}), readers))

    def lock_minutes(self) -> int:
        """Return after how many idle minutes a manager is signed out."""
        readers = {"lock_minutes": read_lock_minutes}
        said = self._entries("people", self.raw.get("people", {}), readers)
        return said.get("lock_minutes", LOCK_MINUTES)

    def retention_months(self) -> int:
        """Return after how many months closed cases are proposed to be erased, 0 for never."""
        table = self.raw.get("keeping", {})
        said = table.get(RETENTION, "") if isinstance(table, Mapping) else ""
        # Written as a number or, like everything else here, in quotation marks.
        text = str(said) if type(said) is int else said
        readers = {RETENTION: read_months}
        return self._entries("keeping", {RETENTION: text}, readers).get(RETENTION, 0)

    def second_place(self) -> str:
        """Return the folder of the second place of backups, empty where there is none."""
        table = self.raw.get("keeping", {})
        said = table.get("second_place", "") if isinstance(table, Mapping) else ""
        return said if isinstance(said, str) else ""

    def tsa(self) -> str:
        """Return the address of the time stamp service, empty where none is asked."""
        readers = {"tsa": read_tsa_url}
        return self._entries("seal", self.raw.get("seal", {}), readers).get("tsa", "")

    def updates(self) -> dict[str, str]:
        """Return whether newer versions are asked for (``on``), at which address, by which key."""
        readers = {"check": read_yes_no, "address": read_update_address, "key": read_update_key}
        return self._entries("updates", self.raw.get("updates", {}), readers)

    def terminals(self) -> tuple[ShopTerminal, ...]:
        """Return the terminals that have a number."""
        listed = self.raw.get("terminals", [])
        if not isinstance(listed, list):
            self._tell("terminals", 0, "", Text("要写成 [[terminals]]。", "Write [[terminals]]."))
            return ()
        readers = {name: _terminal_reader(name) for name in TERMINAL_FIELDS}
        found: dict[str, ShopTerminal] = {}
        for place, table in enumerate(listed):
            said = self._entries("terminals", table, readers, place)
            number = said.get("id", "")
            if number and number not in found:
                found[number] = ShopTerminal(**said)
            elif not isinstance(table, Mapping) or "id" not in table:
                missing = Text("这台终端没有 id。", "This terminal has no id.")
                self._tell("terminals", place, "", missing)
            elif number:
                twice = Text(f"终端 {number} 写了两次。", f"Terminal {number} is given twice.")
                self._tell("terminals", place, "id", twice)
        return tuple(found.values())

    def window(self, name: str) -> str:
        """Return a choice of ``[window]``, empty where there is none."""
        table = self.raw.get("window", {})
        return str(table.get(name, "")) if isinstance(table, Mapping) else ""

    def _entries(
        self,
        table: str,
        said: object,
        readers: Mapping[str, Callable[[str], Value]],
        place: int = 0,
    ) -> dict[str, Value]:
        if not isinstance(said, Mapping):
            self._tell(table, place, "", Text(f"{table} 要是一张表。", f"{table} must be a table."))
            return {}
        read: dict[str, Value] = {}
        for name, value in said.items():
            fault = self._read_one(read, readers, name, value)
            if fault is not None:
                self._tell(table, place, name, fault)
        return read

    def _read_one(
        self,
        read: dict[str, Value],
        readers: Mapping[str, Callable[[str], Value]],
        name: str,
        value: object,
    ) -> Text | None:
        if name not in readers:
            known = ", ".join(readers)
            return Text(
                f"不认识“{name[:40]}”；这里可以写：{known}。",
                f"“{name[:40]}” is not known here; known: {known}.",
            )
        if not isinstance(value, str):
            return Text(
                f"“{name}”要写在引号里，这一项没有用上。",
                f"“{name}” must be text in quotation marks; it is left out.",
            )
        try:
            if value.strip():
                read[name] = readers[name](value)
        except PosDeskError as error:
            return left_out(error)
        return None

    def _tell(self, table: str, place: int, name: str, text: Text) -> None:
        self.faults.append(FileFault(self.file, self._line(table, place, name), text))

    def _line(self, table: str, place: int, name: str) -> int:
        """Return the line of an entry, that of its table where it has none of its own."""
        best, seen = 1, -1
        for number, line in enumerate(self.text.splitlines(), start=1):
            head, key = _HEAD.match(line), _KEY.match(line)
            if head:
                if seen == place:
                    break
                seen += head[1] == table
                best = number if head[1] == table else best
            elif key and seen == place and key[1] == name:
                return number
        return best


def _shop_reader(name: str) -> Callable[[str], str]:
    return lambda text: read_shop_field(SHOP_FIELDS[name], text)


def _terminal_reader(name: str) -> Callable[[str], str]:
    return lambda text: read_shop_field(TERMINAL_FIELDS[name], text)


def _rate_reader(name: str) -> Callable[[str], int]:
    return lambda text: read_rate_value(name, text)
