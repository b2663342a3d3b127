"""The one door to the log: what the program did and met, never with what, for whoever mends it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType

from posdesk import __version__, paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.moment import BEIJING, iso
from posdesk.i18n import Translator
from posdesk.services.diary_facts import Fact, frames, kinds, template, written
from posdesk.services.diary_file import DiaryFile

FACTS = frozenset(
    (
        *("ms", "count", "bytes", "code", "state", "what", "ended", "before", "after", "quick"),
        *(
            "width",
            "height",
            "scale",
            "screens",
            "theme",
            "language",
            "first",
            "second",
            "encrypted",
        ),
    )
)
"""The names that facts may have: durations in ms, sizes in bytes, scales in per cent."""

_ODD = re.compile(r"[^A-Za-z0-9._+-]+")
_MOST_WAITING = 50


class Process(StrEnum):
    """Which of the program's forms writes."""

    WINDOW = "window"
    COMMAND = "command"


class Kind(StrEnum):
    """What an entry is about."""

    BEGAN = "began"
    ENDED = "ended"
    SEAT = "seat"
    OPENED = "opened"
    WORK = "work"
    TROUBLE = "trouble"
    BUG = "bug"
    SLOW = "slow"


class Outcome(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log, taken apart; ``facts`` by their names."""

    line: str
    at: str = ""
    process: str = ""
    number: str = ""
    kind: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the entry as JSON values."""
        own = {"at": self.at, "process": self.process, "pid": self.number, "kind": self.kind}
        return {**own, "facts": dict(self.facts)}


def read_entry(line: str) -> Entry:
    """Return what a line of the log says; one of an older PosDesk is kept as it is."""
    fields = line.split("\t")
    if len(fields) < 4:
        return Entry(line, facts=(("line", line),))
    at, process, number, kind, *said = fields
    pairs = (fact.partition("=") for fact in said)
    return Entry(line, at, process, number, kind, tuple((name, v) for name, _, v in pairs))


class Diary:
    """Writes one line an entry into the log of one data folder; nothing it meets is raised.

    What is noted before the folder is there waits for it.
    """

    def __init__(
        self, folder: Path, process: Process, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._file = DiaryFile(folder)
        self._process = process
        self._clock = clock or (lambda: datetime.now(BEIJING))
        self._waiting: list[str] = []
        self._last: BaseException | None = None

    @property
    def path(self) -> Path:
        """The newest of the files."""
        return self._file.path

    def note(self, kind: Kind, place: Fact | None = None, **facts: Fact) -> None:
        """Write that something of ``kind`` happened, at a ``place`` in the program.

        ``facts`` have names of ``FACTS``; anything that is no fact is written as ``?``.
        """
        self._write(kind, [*_at(place), *_pairs(facts)])

    def begin(self) -> None:
        """Write what runs on what."""
        import platform

        system = _ODD.sub("_", f"{platform.system()}-{platform.release()}-{platform.machine()}")
        self._write(
            Kind.BEGAN,
            [
                f"posdesk={__version__}",
                f"python={platform.python_version()}",
                f"system={system[:80]}",
                f"frozen={written(bool(getattr(sys, 'frozen', False)))}",
            ],
        )

    def trouble(self, error: PosDeskError, place: Fact | None = None) -> None:
        """Write that a person was told of ``error``: which sentence, without its values."""
        if error is self._last:
            return
        self._last = error  # a line that is painted anew is not told anew
        sentence = template(error, self._chinese)
        self._write(Kind.TROUBLE, [*_at(place), f"kind={kinds(error)}", f"said={sentence}"])

    def bug(self, error: BaseException, trace: TracebackType | None) -> None:
        """Write what kind of bug it was and where it came through, without any value."""
        self._write(Kind.BUG, [f"kind={kinds(error)}", f"frames={frames(trace)}"])

    @contextmanager
    def work(self, place: Fact, **facts: Fact) -> Iterator[None]:
        """Write how long a piece of work took and how it ended; its error goes on."""
        began = monotonic()
        try:
            yield
        except BaseException as error:
            self.worked(place, _since(began), error, **facts)
            raise
        self.worked(place, _since(began), None, **facts)

    def worked(
        self, place: Fact, milliseconds: int, error: BaseException | None, **facts: Fact
    ) -> None:
        """Write that a piece of work came to its end, by an ``error`` or well."""
        ended = Outcome.DONE if error is None else Outcome.FAILED
        said = [*_at(place), *_pairs({"ms": milliseconds, "ended": ended, **facts})]
        self._write(Kind.WORK, [*said, *([f"kind={kinds(error)}"] if error is not None else [])])

    def lines(self) -> Iterator[str]:
        """Yield the entries there are, the oldest first."""
        return self._file.lines()

    @cached_property
    def _chinese(self) -> Translator:
        return Translator("zh_CN", paths.resources() / "i18n")

    def _write(self, kind: Kind, said: list[str]) -> None:
        line = [iso(self._clock()), self._process.value, str(os.getpid()), kind.value, *said]
        self._waiting.append("\t".join(" ".join(one.split()) for one in line) + "\n")
        if self._file.append("".join(self._waiting).encode("utf-8", "replace")):
            self._waiting.clear()
        del self._waiting[:-_MOST_WAITING]


def _at(place: Fact | None) -> list[str]:
    return [] if place is None else [f"at={written(place)}"]


def _pairs(facts: dict[str, Fact]) -> list[str]:
    return [f"{name}={written(fact)}" for name, fact in facts.items() if name in FACTS]


def _since(began: float) -> int:
    return round((monotonic() - began) * 1000)
