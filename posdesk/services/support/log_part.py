"""The log as it may leave the shop: only lines that the program itself can have written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from posdesk.i18n import Translator
from posdesk.services.diary import FACTS, Entry, Kind, Process, read_entry
from posdesk.services.diary_facts import UNSAID

_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?[+-]\d{2}:\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)
_FACT = re.compile(r"yes|no|-?\d{1,3}0*|(?!.*\d{4})[A-Za-z_][A-Za-z0-9_.<>]{0,119}", re.ASCII)
_VERSION = re.compile(r"\d+(?:\.\d+){1,3}(?:(?:a|b|rc)\d+|\+)?", re.ASCII)
_SYSTEM = re.compile(r"(Linux|Windows|Darwin|macOS)-(\d+(?:\.\d+){0,3})", re.ASCII)
_KIND = re.compile(r"(?!.*\d{4})[A-Za-z_][\w.]{0,119}(?:<[A-Za-z_?][\w.]{0,119})*", re.ASCII)
_FRAME = re.compile(
    r"(?:(?:[A-Za-z_][\w-]*/)*[A-Za-z_]\w*\.py|\?):\d{1,6}:(?:[\w.<>]{1,120}|\?)", re.ASCII
)
_STRANGE = "(a line that is none of the program's)"


@dataclass(frozen=True, slots=True)
class Crash:
    """A bug that was met: what kind, where it came through, how often, and when last (ISO)."""

    kind: str
    frames: str
    count: int
    last: str


class LogPart:
    """Reads lines strictly: what is not of their grammar is ``?``, whoever wrote it."""

    def __init__(self, chinese: Translator) -> None:
        self._chinese = chinese
        same = _told(_FACT)
        self._readers: Mapping[str, Callable[[str], str]] = {
            **dict.fromkeys((*FACTS, "at"), same),
            **dict.fromkeys(("posdesk", "python"), plain_version),
            "frozen": same,
            "system": plain_system,
            "kind": _told(_KIND),
            "frames": _frames,
            "said": self._sentence,
        }

    def lines(self, written: Iterable[str]) -> tuple[str, ...]:
        """Return the lines as they may go out, the oldest first."""
        return tuple(self._line(read_entry(line)) for line in written)

    def crashes(self, written: Iterable[str]) -> tuple[Crash, ...]:
        """Return the bugs among the lines, the most frequent first."""
        counts, last = Counter[tuple[str, str]](), dict[tuple[str, str], str]()
        for line in self.lines(written):
            entry = read_entry(line)
            facts = dict(entry.facts)
            if entry.kind == Kind.BUG:
                one = (facts.get("kind", UNSAID), facts.get("frames", UNSAID))
                counts[one] += 1
                last[one] = entry.at
        return tuple(Crash(*one, count, last[one]) for one, count in counts.most_common())

    def _line(self, entry: Entry) -> str:
        is_ours = (
            _AT.fullmatch(entry.at)
            and entry.process in tuple(Process)
            and _NUMBER.fullmatch(entry.number)
            and entry.kind in tuple(Kind)
        )
        if not is_ours:
            return _STRANGE
        facts = (f"{n}={self._readers[n](v)}" for n, v in entry.facts if n in self._readers)
        return "\t".join((entry.at, entry.process, entry.number, entry.kind, *facts))

    def _sentence(self, said: str) -> str:
        return said if said and self._chinese(said) != said else UNSAID


def plain_version(value: str) -> str:
    """Return a version by its numbers, ``?`` for what is none."""
    return value if _VERSION.fullmatch(value) else UNSAID


def plain_system(value: str) -> str:
    """Return a system by its name and number alone, ``?`` for one that is not known."""
    found = _SYSTEM.match(value)
    return f"{found[1]}-{found[2]}" if found else UNSAID


def _told(form: re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value if form.fullmatch(value) else UNSAID


def _frames(value: str) -> str:
    return " ".join(one if _FRAME.fullmatch(one) else UNSAID for one in value.split(" "))
