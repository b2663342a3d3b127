"""Work on whole data files, for which nobody may have them open: the window closes and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from posdesk.domain.key import Key

Report = Callable[[int, int], None]
"""Told how much is done and how much there is; raises to give up."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: a ``sentence`` for the window that opens next, and the key it needs."""

    sentence: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """``title`` says what is done, ``work`` does it without a desk; it raises ``PosDeskError``."""

    title: str
    work: Callable[[Report], Done]
