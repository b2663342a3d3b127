"""A deed in two halves: one that takes long and may run on a worker, one that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Made = TypeVar("Made")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Deed(Generic[Made, Result]):
    """``work`` touches no store; ``finish`` writes what came of it. Both raise ``PosDeskError``."""

    work: Callable[[], Made]
    finish: Callable[[Made], Result]

    def now(self) -> Result:
        """Do both, one after the other."""
        return self.finish(self.work())
