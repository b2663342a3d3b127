"""What every trial gets and gives: a folder of its own and chance; what was done, what was lost.

A trial is a module in ``tests/fire/trials`` with one function

    def run(ground: Ground, outcome: Outcome) -> None

whose name on the command line is the module's, with dashes. It counts what it does in
``outcome.done`` and names in ``outcome.lost`` every promise that was broken, so that it can be
seen again. What cannot be tried here goes to ``outcome.left_out`` with the reason.
"""

from __future__ import annotations

import pkgutil
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tests.fire import trials


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a trial takes place: an empty folder, the seed of its chance, and the form it takes.

    ``percent`` says how much of the long form is done; 0 is the short form.
    """

    folder: Path
    seed: int
    percent: int = 0
    parts: tuple[str, ...] = ()
    """Those of its parts that are asked for, all where none is named."""
    verbose: bool = False

    def chance(self, *names: object) -> random.Random:
        """Return chance that is the same each time for one seed and these names."""
        return random.Random(f"{self.seed} {names}")

    def choose(self, short: int, long: int) -> int:
        """Return how often something is done in the form that is taken."""
        return max(long * self.percent // 100, short)

    def of(self, parts: Iterable[str]) -> list[str]:
        """Return those of a trial's ``parts`` that are asked for."""
        return [part for part in parts if not self.parts or part in self.parts]

    def say(self, words: str) -> None:
        """Tell whoever waits how far it is."""
        if self.verbose:
            print(words, file=sys.stderr, flush=True)


@dataclass(slots=True)
class Outcome:
    """What a trial did (counted by kind), what was lost in it, what could not be tried here."""

    done: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def lose(self, words: str) -> str:
        """Put down what was lost; return it to be told."""
        self.lost.append(words)
        return f"  LOST {words}"


class Trial(Protocol):
    """A module that tries one promise."""

    def run(self, ground: Ground, outcome: Outcome) -> None:
        """Try it in ``ground`` and put down in ``outcome`` what came of it."""


def names() -> tuple[str, ...]:
    """Return the names of all trials."""
    found = (one.name for one in pkgutil.iter_modules(trials.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found))


def trial(name: str) -> Trial:
    """Return the trial of this name."""
    return cast("Trial", import_module(f"{trials.__name__}.{name.replace('-', '_')}"))
