"""Makes one installer's file for each row of a table: forty counters from one CSV."""

from __future__ import annotations

import copy
import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.text import Text
from posdesk.intake.provision_faults import ProvisionFault, shown_key, unknown
from posdesk.intake.provision_fields import EVERYTHING, TERMINAL_READERS
from posdesk.intake.provision_file import ReadProvision, read_provision_bytes
from posdesk.intake.provision_lists import CONTACT_COLUMNS
from posdesk.intake.texts import read_text

FILE_COLUMN = "file"
"""The column that names the files; else the till does, else the terminal."""

NAMED_BY = (FILE_COLUMN, "shop.till", "shop.terminal_id")
MOST_BYTES, MOST_COUNTERS, MOST_NAME = 2_000_000, 2000, 80

_LIST = re.compile(r"(terminals|contacts)\.([1-9][0-9]?)\.([a-z_]+)")
_PRESET = re.compile(r"presets\.([a-z0-9][a-z0-9-]{0,23})\.([a-z_]+)")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class CounterFile:
    """One counter: the row it stands on, the name of its file, and its content."""

    row: int
    name: str
    read: ReadProvision


@dataclass(frozen=True, slots=True)
class Counters:
    """All counters of a table, or everything that is wrong with it."""

    files: tuple[CounterFile, ...] = ()
    faults: tuple[ProvisionFault, ...] = ()


def read_counters(table: Path, template: Path) -> Counters:
    """Return a file for each row of the CSV ``table`` laid over ``template``, checked as a whole.

    Its first row holds dotted names; an empty cell leaves the template's word.
    """
    base = _base(template)
    if isinstance(base, ReadProvision):
        return Counters(faults=base.faults)
    rows = _rows(table)
    if isinstance(rows, ProvisionFault):
        return Counters(faults=(rows,))
    columns = [cell.strip() for cell in rows[0][1]]
    faults = [f for at, name in enumerate(columns) if (f := _column(table, rows[0][0], at, name))]
    twice = {name for name in columns if name and columns.count(name) > 1}
    faults += (
        ProvisionFault(table, rows[0][0], Text("这一列有两个。", "This column is there twice."), n)
        for n in sorted(twice)
    )
    if faults:
        return Counters(faults=tuple(faults))
    files = []
    for number, cells in rows[1:]:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            text = Text("这一行的格子比列名多。", "This row has more cells than there are columns.")
            faults.append(ProvisionFault(table, number, text))
            continue
        said = {n: c.strip() for n, c in zip(columns, cells, strict=False) if n and c.strip()}
        files.append(_counter(table, number, said, base, template.parent))
        faults += (_in_row(table, number, fault, columns) for fault in files[-1].read.faults)
    faults += _names(table, files)
    if not files and not faults:
        text = Text("一台收银台也没有写。", "No counter is given.")
        faults.append(ProvisionFault(table, 1, text))
    ordered = sorted(faults, key=lambda f: f.line)
    return Counters(faults=tuple(ordered)) if faults else Counters(tuple(files))


def _base(template: Path) -> dict[str, Any] | ReadProvision:
    from posdesk.intake.provision_file import read_provision

    read = read_provision(template)
    return read if read.faults else tomllib.loads(read.data.decode("utf-8-sig"))


def _rows(table: Path) -> list[tuple[int, list[str]]] | ProvisionFault:
    """Return the rows that are not empty, each with its line; commas, semicolons, tabs part."""
    try:
        data = table.read_bytes() if table.stat().st_size <= MOST_BYTES else None
    except OSError:
        return ProvisionFault(table, 1, Text("文件打不开。", "The file cannot be opened."))
    text = read_text(data) if data is not None else None
    if text is None:
        return ProvisionFault(table, 1, Text("这不是 CSV 表格。", "This is no CSV table."))
    text = text.removeprefix("\ufeff")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    found: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        bad = Text("这一行不是 CSV 的写法。", "This line is not CSV.")
        return ProvisionFault(table, before + 1, bad)
    if not found or len(found) > MOST_COUNTERS:
        text_ = Text(
            f"要有一行列名和 1 到 {MOST_COUNTERS - 1} 台收银台。",
            f"There must be a row of names and 1 to {MOST_COUNTERS - 1} counters.",
        )
        return ProvisionFault(table, 1, text_)
    return found


def _column(table: Path, line: int, at: int, name: str) -> ProvisionFault | None:
    listed, preset = _LIST.fullmatch(name), _PRESET.fullmatch(name)
    fields = {"terminals": tuple(TERMINAL_READERS), "contacts": CONTACT_COLUMNS}
    if not name or name in (*EVERYTHING, FILE_COLUMN, "locked") or preset:
        return None
    if listed and listed[3] in fields[listed[1]]:
        return None
    text = unknown(name, "", (FILE_COLUMN, "locked", "terminals.1.id"), EVERYTHING)
    shown = shown_key(name)
    where = Text(f"第 {at + 1} 列：", f"Column {at + 1}: ")
    return ProvisionFault(table, line, Text(where.zh_CN + text.zh_CN, where.en + text.en), shown)


def _counter(
    table: Path, row: int, said: Mapping[str, str], base: Mapping[str, Any], beside: Path
) -> CounterFile:
    import tomli_w

    raw = copy.deepcopy(dict(base))
    for name, text in said.items():
        if name != FILE_COLUMN:
            _put(raw, name, text)
    head = f"# {table.name}, {row}\n"
    data = (head + tomli_w.dumps(raw)).encode()
    read = read_provision_bytes(table, data, beside)
    shop = raw.get("shop", {})
    known = {FILE_COLUMN: said.get(FILE_COLUMN, ""), **{f"shop.{k}": v for k, v in shop.items()}}
    named = next((known[key] for key in NAMED_BY if known.get(key)), "")
    return CounterFile(row, _file_name(str(named)), read)


def _put(raw: dict[str, Any], name: str, text: str) -> None:
    listed = _LIST.fullmatch(name)
    if listed:
        tables: list[dict[str, Any]] = raw.setdefault(listed[1], [])
        at = int(listed[2])
        while len(tables) < at:
            tables.append({})
        tables[at - 1][listed[3]] = text
        return
    *path, last = name.split(".")
    there = raw
    for part in path:
        there = there.setdefault(part, {})
    there[last] = text


def _in_row(table: Path, row: int, fault: ProvisionFault, columns: Sequence[str]) -> ProvisionFault:
    """Return a fault of a counter's file as one of its row, and of its column where it has one."""
    name = fault.key if fault.key in columns else fault.key.rpartition(".")[0]
    place = f"{columns.index(name) + 1}" if name in columns else ""
    zh, en = (f"第 {place} 列：", f"Column {place}: ") if place else ("", "")
    return ProvisionFault(table, row, Text(zh + fault.text.zh_CN, en + fault.text.en), fault.key)


def _names(table: Path, files: Sequence[CounterFile]) -> list[ProvisionFault]:
    faults = []
    first: dict[str, int] = {}
    for one in files:
        if not one.name:
            text = Text(
                f"这台没有名字：填 {' 或 '.join(NAMED_BY)}。",
                f"This counter has no name: fill in {' or '.join(NAMED_BY)}.",
            )
            faults.append(ProvisionFault(table, one.row, text, FILE_COLUMN))
            continue
        same = first.setdefault(unicodedata.normalize("NFC", one.name).casefold(), one.row)
        if same != one.row:
            text = Text(
                f"文件名“{one.name}”和第 {same} 行的一样：加一列 {FILE_COLUMN}，名字各不相同。",
                f"The file name “{one.name}” is that of row {same} too: add a column"
                f" “{FILE_COLUMN}” with a name for each.",
            )
            faults.append(ProvisionFault(table, one.row, text, FILE_COLUMN))
    return faults


def _file_name(named: str) -> str:
    """Return a name that every system takes, ending in ``.toml``; empty where nothing is left."""
    plain = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", named))
    plain = "".join(sign for sign in plain if sign.isprintable())
    stem = re.sub(r"\.toml$", "", plain, flags=re.IGNORECASE)
    stem = re.sub(r"\s+", "-", stem)[:MOST_NAME].strip(" .-")
    if not stem:
        return ""
    return f"{stem}-.toml" if _DEVICES.fullmatch(stem) else f"{stem}.toml"
