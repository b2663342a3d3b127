"""Finds the line on which a TOML file says something, which its reader does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Where a value stands: ``("shop", "name")``, ``("terminals", 0, "place")``."""

_HEAD = re.compile(r"\s*(\[\[?)\s*(.*?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([\w-]+)")
_KEY = re.compile(r"\s*((?:\"(?:\\.|[^\"\\])*\"|'[^']*'|[\w-]+|[\s.])+?)\s*=")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
_LONG = re.compile(r"\"\"\"|'''")


class ProvisionLines:
    """The lines of one file, from 1, by what stands on them."""

    def __init__(self, text: str) -> None:
        self._at: dict[Path, int] = {}
        self._lines = text.split("\n")
        self._counts: dict[Path, int] = {}
        self._read()

    def of(self, path: Path, word: str = "") -> int:
        """Return the line of ``path``, of what holds it where it has none of its own, else 1.

        Of a list that goes over several lines it is the line with ``word``.
        """
        for end in range(len(path), 0, -1):
            found = self._at.get(path[:end])
            if found is not None:
                break
        else:
            return 1
        if not word:
            return found
        last = min((n for n in self._at.values() if n > found), default=len(self._lines) + 1)
        quoted = (f'"{word}"', f"'{word}'")
        lines = ((n, self._lines[n - 1]) for n in range(found, last))
        return next((n for n, line in lines if any(q in line for q in quoted)), found)

    def _read(self) -> None:
        table: Path = ()
        depth, is_long = 0, False
        for number, line in enumerate(self._lines, start=1):
            marks = len(_LONG.findall(line))
            if is_long:
                is_long = marks % 2 == 0
                continue
            bare = _QUOTED.sub("", line).partition("#")[0]
            if depth == 0:
                head, key = _HEAD.match(line), _KEY.match(line)
                if head and not key:
                    table = self._table(_parts(head[2]), is_listed=head[1] == "[[")
                    self._at.setdefault(table, number)
                    self._at.setdefault(table[:1], number)
                    continue
                if key:
                    parts = _parts(key[1])
                    for end in range(1, len(parts) + 1):
                        self._at.setdefault((*table, *parts[:end]), number)
            depth = max(0, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")))
            is_long = marks % 2 == 1

    def _table(self, named: Path, *, is_listed: bool) -> Path:
        """Return where a heading leads: into the last one of a list of tables."""
        path: Path = ()
        for at, part in enumerate(named):
            path = (*path, part)
            if is_listed and at == len(named) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path


def _parts(written: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(written))
