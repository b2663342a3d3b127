"""What is asked of the list of cases: which chip, what words, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.chip import Chip
from posdesk.domain.life import Life


class Order(StrEnum):
    """What a list is sorted by; ``DUE`` is as the list comes.

    That is the most urgent first where cases wait for something, else the newest first.
    """

    DUE = "due"
    NUMBER = "number"
    OPENED = "opened"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and how it is to be sorted; ``backwards`` turns the order round."""

    chip: Chip = Chip.LIVING
    words: str = ""
    order: Order = Order.DUE
    backwards: bool = False


PAGED: dict[Chip, frozenset[Life]] = {
    Chip.CLOSED: frozenset({Life.CLOSED}),
    Chip.ALL: frozenset(Life),
}
"""The chips that can have a million cases, which are read by pages, with the states they list."""
