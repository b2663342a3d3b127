"""Every way by which something from outside comes in, with sound samples of what comes there.

A module here has ``doors() -> tuple[Door, ...]``; who adds a parser adds it to one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

Read = Callable[[bytes, Path], object]


@dataclass(frozen=True, slots=True)
class Door:
    """What reads: ``read`` gets the bytes and a folder of its own, and returns what was read.

    ``keeps`` tells that what comes through is kept as words, so that nothing may come through that
    the rules refuse. ``long`` is how many inputs the long form tries, ``short`` how many the tests.
    """

    name: str
    read: Read
    samples: tuple[bytes, ...]
    keeps: bool = False
    long: int = 20_000
    short: int = 12


def words_in(value: object) -> Iterator[str]:
    """Return every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from words_in(getattr(value, one.name))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from words_in(name)
            yield from words_in(one)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from words_in(one)
