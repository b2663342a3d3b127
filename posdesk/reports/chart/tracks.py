"""The space between two rows: every line that runs across it gets a level of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

_APART = 0.02
"""Slots closer than this are the same place."""


@dataclass(slots=True)
class Net:
    """What leaves one step, or arrives at one: a level line with pins to it from both sides.

    Slots are places across the page: a column's middle is its number, what runs between two
    columns lies between their numbers.
    """

    above: set[float] = field(default_factory=set)
    below: set[float] = field(default_factory=set)

    @property
    def left(self) -> float:
        """The leftmost slot."""
        return min(self.above | self.below)

    @property
    def right(self) -> float:
        """The rightmost slot."""
        return max(self.above | self.below)

    @property
    def is_level(self) -> bool:
        """Whether it runs across at all, rather than straight down."""
        return self.right - self.left > _APART


Nets = dict[tuple[str, str], Net]
"""By ``out`` or ``in`` and the step it is of."""


def levels(nets: Nets) -> dict[tuple[str, str], int] | None:
    """Return the level of each net that runs across, from the top; ``None`` where none will do.

    A line that comes down in a slot must not meet one that goes on down in the same slot below.
    """
    across = {key: net for key, net in nets.items() if net.is_level}
    over = {
        key: {other for other, upper in across.items() if other != key and _over(upper, net)}
        for key, net in across.items()
    }
    made: dict[tuple[str, str], int] = {}
    while len(made) < len(across):
        ready = [key for key in across if key not in made and over[key] <= made.keys()]
        if not ready:
            return None
        key = min(ready, key=lambda k: (across[k].right - across[k].left, across[k].left, k))
        level = max((made[upper] + 1 for upper in over[key]), default=0)
        while any(made[o] == level and _meet(across[o], across[key]) for o in made):
            level += 1
        made[key] = level
    return made


def _over(upper: Net, lower: Net) -> bool:
    """Return whether ``upper`` comes down from above in a slot in which ``lower`` goes down."""
    return any(abs(a - b) < _APART for a in upper.above for b in lower.below)


def _meet(a: Net, b: Net) -> bool:
    return a.left <= b.right + _APART and b.left <= a.right + _APART


def crossings(nets: Nets, key: tuple[str, str]) -> int:
    """Return about how many lines one net crosses."""
    mine = nets[key]
    return sum(
        mine.left + _APART < slot < mine.right - _APART
        for other, net in nets.items()
        if other != key
        for slot in net.above | net.below
    )
