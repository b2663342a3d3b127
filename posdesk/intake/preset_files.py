"""Reads and writes presets: what is shipped of recipients, and the shop's own laid over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from posdesk.domain.bundle.preset import Preset
from posdesk.domain.bundle.preset_fields import (
    Value,
    read_preset_name,
    read_preset_value,
)
from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault, FlowFaults, left_out, not_written
from posdesk.intake.toml_faults import UNREADABLE, toml_fault
from posdesk.intake.whole_file import write_whole

NAME = "presets.toml"
MOST_BYTES = 200_000
"""Presets are a few kilobytes; whatever is larger is something else."""

Tables = dict[str, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class ReadPresets:
    """The presets in their order, the names of the shop's own, and what is wrong in its file."""

    presets: tuple[Preset, ...] = ()
    own: frozenset[str] = frozenset()
    faults: tuple[FileFault, ...] = ()


def read_presets(shipped: Path, folder: Path) -> ReadPresets:
    """Return the shipped presets with those in the shop's ``folder`` laid over them.

    Raises ``FlowFaults`` for a fault in what is shipped; one of the shop's own is left out.
    """
    book, faults = _read(shipped / "presets" / NAME)
    if faults:
        raise FlowFaults(faults)
    own, wrong = _read(folder / NAME)
    merged = {name: {**book.get(name, {}), **own.get(name, {})} for name in (*book, *own)}
    presets = tuple(_preset(name, said) for name, said in merged.items())
    return ReadPresets(presets, frozenset(own), tuple(wrong))


def read_presets_in(path: Path) -> tuple[Tables, tuple[FileFault, ...]]:
    """Return the fields of each recipient that the file ``path`` names, and what is wrong."""
    tables, faults = _read(path)
    return tables, tuple(faults)


def change_own_presets(folder: Path, tables: Mapping[str, Mapping[str, Value]]) -> None:
    """Lay the fields of ``tables`` over the shop's own; raises ``DataTrouble`` as below."""
    own, faults = _read(folder / NAME)
    if faults:
        raise not_written(faults[0])
    merged = {name: {**own.get(name, {}), **tables.get(name, {})} for name in (*own, *tables)}
    _write(folder / NAME, merged)


def change_own_preset(folder: Path, name: str, values: Mapping[str, str]) -> None:
    """Keep fields of the shop's preset ``name``; an empty value takes a field away.

    Raises ``WrongInput`` for a value that cannot be used, and ``DataTrouble`` where the file holds
    something that was not understood and would be lost; nothing was changed then.
    """
    own, faults = _read(folder / NAME)
    if faults:
        raise not_written(faults[0])
    table = own.setdefault(read_preset_name(name), {})
    for field, text in values.items():
        value = read_preset_value(field, text) if text.strip() else None
        table.pop(field, None)
        if value is not None:
            table[field] = value
    _write(folder / NAME, own)


def _write(path: Path, own: Tables) -> None:
    import tomli_w

    raw = {
        name: {f: v.as_dict() if isinstance(v, Text) else v for f, v in table.items()}
        for name, table in own.items()
        if table
    }
    write_whole(path, tomli_w.dumps(raw).encode())


def _preset(name: str, said: Mapping[str, Any]) -> Preset:
    return replace(Preset(name, Text(name, name)), **said)


def _read(path: Path) -> tuple[Tables, Sequence[FileFault]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}, [FileFault(path, 1, _TOO_LARGE)]
        text = path.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        return {}, []
    except UNREADABLE as error:
        return {}, [toml_fault(path, error, _NOT_TOML)]
    tables: Tables = {}
    faults: list[FileFault] = []
    for name, said in raw.items():
        try:
            read_preset_name(name)
        except PosDeskError as error:
            faults.append(FileFault(path, _line(text, name), left_out(error)))
            continue
        if isinstance(said, Mapping):
            tables[name] = _fields(path, text, name, said, faults)
        else:
            faults.append(FileFault(path, _line(text, name), _NO_TABLE))
    return tables, faults


def _fields(
    path: Path, text: str, name: str, said: Mapping[str, object], faults: list[FileFault]
) -> dict[str, Value]:
    read: dict[str, Value] = {}
    for field, value in said.items():
        try:
            read[field] = read_preset_value(field, value)
        except PosDeskError as error:
            faults.append(FileFault(path, _line(text, name, field), left_out(error)))
    return read


def _line(text: str, table: str, field: str = "") -> int:
    """Return the line of a field, that of its table where it has none, else the first."""
    head = re.compile(rf"\s*\[\s*[\"']?{re.escape(table)}[\"']?\s*\]")
    key = re.compile(rf"\s*[\"']?{re.escape(field)}[\"']?\s*[=.]") if field else None
    found = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if head.match(line):
            found = number
        elif found and key and key.match(line):
            return number
        elif found and line.lstrip().startswith("["):
            break
        elif not found and re.match(rf"\s*[\"']?{re.escape(table)}[\"']?\s*[=.]", line):
            return number
    return found or 1


_TOO_LARGE = Text("文件太大，不是收件人预设。", "The file is too large for presets.")
_NO_TABLE = Text("要写成 [名称]，下面一行一项。", "Write [name], with one field a line below.")
_NOT_TOML = Text(
    "这一行不是 TOML 的写法；本店的收件人预设都没有用上。",
    "This line is not TOML; none of the shop's presets are used.",
)
