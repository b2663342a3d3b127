"""What is wanted of the tables of cases: what they hold, their states, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.life import Life


class By(StrEnum):
    """What cases are sorted by; ``PLACE`` is the order in which this copy learnt of them."""

    PLACE = "place"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted and how it is sorted; ``down`` begins with the newest or the largest.

    A part of ``query`` may be Chinese or other text, initials of Chinese, a number, an amount or
    its beginning, digits of a card, a reference or an order number; all parts must be held.
    """

    query: str = ""
    lives: frozenset[Life] = frozenset(Life)
    by: By = By.PLACE
    down: bool = True
