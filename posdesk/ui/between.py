"""Work on whole data files, for which nobody may have them open: the window closes and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from posdesk.domain.key import Key


class Report(Protocol):
    """Told how far the work has come; raises to give up, once a person wants that."""

    def __call__(self, done: int, total: int, /) -> None: ...

    def say(self, words: str, *, may_stop: bool = False) -> None:
        """Show what is done now, and whether it may be stopped from here on."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: a ``sentence`` for the window that opens next, and the key it needs."""

    sentence: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """``title`` says what is done, ``work`` does it without a desk; it raises ``PosDeskError``.

    ``work`` runs on a worker: it opens what it needs by itself and closes it again.
    """

    title: str
    work: Callable[[Report], Done]
