"""Reads and writes year files: which days the State Council announced as holidays or make-ups."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.calendar import Year
from posdesk.domain.text import Text
from posdesk.intake.calendar_tables import YearTables
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.toml_faults import UNREADABLE, toml_fault
from posdesk.intake.whole_file import write_whole

NAME = "calendars"
"""The folder of year files, among what is shipped and in the shop's data folder."""

MOST_BYTES = 200_000
"""A year file is three kilobytes; whatever is larger is something else."""


@dataclass(frozen=True, slots=True)
class ReadYears:
    """The sound years of a folder, and what is wrong in its other files."""

    years: tuple[Year, ...] = ()
    faults: tuple[FileFault, ...] = ()


def load_years(folder: Path) -> tuple[Year, ...]:
    """Return the shipped years; raises ``FlowFaults``."""
    read = _read_folder(folder / NAME)
    if read.faults:
        raise FlowFaults(read.faults)
    return read.years


def read_own_years(folder: Path) -> ReadYears:
    """Return the years in the shop's own files, without the files that have a fault."""
    return _read_folder(folder / NAME)


def read_year(path: Path) -> tuple[Year | None, tuple[FileFault, ...]]:
    """Return the year that a file holds, ``None`` where it has a fault, and every fault of it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, (FileFault(path, 1, _TOO_LARGE),)
        text = path.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except UNREADABLE as error:
        return None, (toml_fault(path, error, _NOT_TOML),)
    tables = YearTables(path, text, raw)
    year = tables.year()
    return (None if tables.faults else year), tuple(tables.faults)


def write_year(folder: Path, year: Year) -> Path:
    """Write a year into the shop's own folder, in the place of the one it had; return the file.

    Written anew, not copied: remarks and whatever else a file brings along stay outside.
    """
    import tomli_w

    raw: dict[str, Any] = {"year": year.year, "source": year.source}
    for kind, days in (("holiday", year.holidays), ("make_up", year.make_ups)):
        named: dict[Text, list[str]] = {}
        for day in sorted(days):
            named.setdefault(days[day], []).append(day.isoformat())
        raw[kind] = [{"name": name.as_dict(), "days": dates} for name, dates in named.items()]
    file = folder / NAME / f"{year.year}.toml"
    write_whole(file, tomli_w.dumps(raw).encode())
    return file


def _read_folder(folder: Path) -> ReadYears:
    found: dict[int, Year] = {}
    faults: list[FileFault] = []
    for file in sorted(folder.glob("*.toml")):
        year, wrong = read_year(file)
        faults += wrong
        if year is None:
            continue
        if year.year in found:
            text = Text(
                f"{year.year} 年在另一个文件里写过了，这个文件没有用上。",
                f"The year {year.year} stands in another file already; this one is left out.",
            )
            faults.append(FileFault(file, 1, text))
        else:
            found[year.year] = year
    return ReadYears(tuple(found.values()), tuple(faults))


_TOO_LARGE = Text("文件太大，不是年历。", "The file is too large for a calendar year.")
_NOT_TOML = Text("这一行不是 TOML 的写法。", "This line is not TOML.")
