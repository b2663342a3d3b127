"""Reads the tables of a year file; every fault is told with its line, and one spoils the file.

A date that was left out unseen would move every deadline behind it, so nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from posdesk.domain.calendar import Year
from posdesk.domain.errors import Refused
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.intake.flow_faults import FileFault

KEYS = ("year", "source", "holiday", "make_up")
FIRST, LAST = 2000, 2100
LONGEST = 200

_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")


@dataclass(slots=True)
class YearTables:
    """One file as TOML gave it, with the faults found so far."""

    file: Path
    text: str
    raw: Mapping[str, object]
    faults: list[FileFault] = field(default_factory=list)

    def year(self) -> Year:
        """Return what the file says; it holds only while there are no ``faults``."""
        for key in self.raw:
            if key not in KEYS:
                known = ", ".join(KEYS)
                self._tell(
                    key,
                    f"不认识“{key[:12]}”；可以写：{known}。",
                    f"“{key[:12]}” is not known here; known: {known}.",
                )
        number = self._number()
        source = self._words(self.raw.get("source"), "source")
        holidays = self._days("holiday", number)
        make_ups = self._days("make_up", number)
        if not holidays and not self.faults:
            self._tell("", "一天假期也没有写。", "No holiday is given.")
        for day in make_ups:
            self._check_make_up(day, holidays)
        return Year(number, holidays, make_ups, source)

    def _number(self) -> int:
        said = self.raw.get("year")
        if type(said) is int and FIRST <= said <= LAST:
            return said
        self._tell("year", "缺少年份，要写成 year = 2027。", "The year is missing: year = 2027.")
        return 0

    def _words(self, said: object, key: str, place: str = "") -> str:
        words = said.strip() if isinstance(said, str) else ""
        if not words or len(words) > LONGEST or not words.isprintable():
            self._tell(
                place or key,
                f"“{key}”要写一句话，不超过 {LONGEST} 个字。",
                f"“{key}” must be a line of words, {LONGEST} characters at most.",
            )
            return ""
        try:
            refuse_sensitive(key, words)
        except Refused as error:
            both = in_both(error)
            self._tell(place or key, both.zh_CN, both.en)
        return words

    def _days(self, kind: str, year: int) -> dict[date, Text]:
        tables = self.raw.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(t, Mapping) for t in tables):
            self._tell(kind, f"要写成 [[{kind}]]。", f"Write [[{kind}]].")
            return {}
        found: dict[date, Text] = {}
        for number, table in enumerate(tables):
            place = f"[[{kind}]]#{number}"
            name = self._name(table.get("name"), place)
            for odd in table.keys() - {"name", "days"}:
                self._tell(place, f"不认识“{odd[:12]}”。", f"“{odd[:12]}” is not known here.")
            for said in self._listed(table.get("days"), place):
                day = self._day(said, place, year)
                if day in found:
                    self._tell(said, f"{day} 写了两次。", f"{day} is given twice.")
                elif day is not None:
                    found[day] = name
        return found

    def _name(self, said: object, place: str) -> Text:
        halves = said if isinstance(said, Mapping) else {}
        zh, en = (self._words(halves.get(lang), f"name.{lang}", place) for lang in ("zh_CN", "en"))
        return Text(zh, en)

    def _listed(self, said: object, place: str) -> list[object]:
        if isinstance(said, list) and said:
            return said
        self._tell(place, "days 要列出日期。", "days must list dates.")
        return []

    def _day(self, said: object, place: str, year: int) -> date | None:
        day: date | None = None
        if type(said) is date:
            day = said
        elif isinstance(said, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", said.strip()):
            try:
                day = date.fromisoformat(said.strip())
            except ValueError:
                day = None
        shown = str(said)[:12]
        if day is None:
            self._tell(
                said if isinstance(said, str) else place,
                f"“{shown}”不是日期，要写成 2027-01-01。",
                f"“{shown}” is no date; write it like 2027-01-01.",
            )
        elif year and day.year != year:
            self._tell(said, f"{shown} 不在 {year} 年。", f"{shown} is not in {year}.")
        return day

    def _check_make_up(self, day: date, holidays: Mapping[date, Text]) -> None:
        if day in holidays:
            self._tell(day, f"{day} 又放假又上班。", f"{day} is both a holiday and a make-up day.")
        elif day.weekday() < 5:
            self._tell(
                day, f"{day} 不是周末，用不着调休。", f"{day} is no weekend: no make-up day."
            )

    def _tell(self, place: object, chinese: str, english: str) -> None:
        self.faults.append(FileFault(self.file, self._line(str(place)), Text(chinese, english)))

    def _line(self, place: str) -> int:
        """Return the line of a key, of a date, or of the ``[[table]]#n`` that ``place`` names.

        A date that stands there twice is told where it stands last.
        """
        head, _, number = place.partition("#")
        lines = list(enumerate(self.text.splitlines(), start=1))
        if number:
            heads = [line for line, text in lines if text.strip().startswith(head)]
            return heads[int(number)] if int(number) < len(heads) else 1
        keys = [line for line, text in lines if (key := _KEY.match(text)) and key[1] == place]
        dates = [line for line, text in reversed(lines) if place and place in text]
        return next(iter((*keys, *dates)), 1)
