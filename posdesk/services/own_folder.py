"""Keeps what is taken out of the data folder from being written into it."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_


def refuse_inside(folder: Path, target: Path) -> None:
    """Raise ``WrongInput`` for the data folder and what is in it, by whatever way it is named."""
    place = target.resolve()
    if any(_same(one, folder) for one in (place, *place.parents)):
        raise WrongInput(
            N_("“{path}” lies in the data folder; nothing was written; choose another place."),
            path=str(target),
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # not there, or a name that no disk can have
        return False
