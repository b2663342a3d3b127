"""Deals the exhibits of a bundle out to several files; none is cut, none is left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.bundle.preset import Preset

Group = tuple["Weight", ...]
"""The exhibits of one file."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What an exhibit adds to a file: its pages, and the bytes of these and of its attachment.

    ``case`` is the number of its case, ``number`` its own in there, ``exhibit`` its id.
    """

    exhibit: str
    case: str
    number: int
    name: str
    pages: int
    size: int


def split(weights: Sequence[Weight], pages: int, size: int, preset: Preset) -> tuple[Group, ...]:
    """Return the exhibits by file, in their order, each file as full as the preset lets it be.

    ``pages`` and ``size`` are those of one file with all of them: what is not the exhibits' own
    stands in each file again. One exhibit that is too large has a file of its own.
    """
    bare_pages = pages - sum(weight.pages for weight in weights)
    bare_size = size - sum(weight.size for weight in weights)
    groups: list[Group] = []
    group: Group = ()
    for weight in weights:
        fuller = (*group, weight)
        if group and not preset.accepts(
            bare_pages + sum(one.pages for one in fuller),
            bare_size + sum(one.size for one in fuller),
        ):
            groups.append(group)
            fuller = (weight,)
        group = fuller
    return (*groups, group) if group else tuple(groups)


def moved_on(groups: Sequence[Group], at: int) -> tuple[Group, ...]:
    """Return ``groups`` with the last exhibit of the one at ``at`` at the head of the next.

    Nothing comes of a file with a single exhibit, which would have to be cut.
    """
    full = groups[at]
    if len(full) < 2:
        return ()
    rest = tuple(groups[at + 1 :]) or ((),)
    return (*groups[:at], full[:-1], (full[-1], *rest[0]), *rest[1:])
