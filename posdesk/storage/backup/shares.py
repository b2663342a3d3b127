"""Progress of several steps told as one: each step has its share of the whole way."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; it may raise to give up."""

WHOLE = 1000


def shares(progress: Progress | None, *weights: int) -> tuple[Progress, ...]:
    """Return the progress of each step of a way, in the order of their ``weights``."""
    total = sum(weights)
    return tuple(
        _share(progress, sum(weights[:place]) * WHOLE // total, weight * WHOLE // total)
        for place, weight in enumerate(weights)
    )


def _share(progress: Progress | None, before: int, span: int) -> Progress:
    def told(done: int, total: int) -> None:
        if progress is not None:
            progress(before + span * min(done, total) // max(total, 1), WHOLE)

    return told
