"""Keeps what is taken out of the data folder from being written into it."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_


def refuse_inside(folder: Path, target: Path) -> None:
    """Raise ``WrongInput`` for a target in the data folder, by whatever way it is named."""
    above = target.resolve().parents
    if any(one.exists() and folder.exists() and one.samefile(folder) for one in above):
        raise WrongInput(
            N_("“{path}” lies in the data folder; nothing was written; choose another place."),
            path=str(target),
        )
