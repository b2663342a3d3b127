"""Where what was damaged is kept: beside the backups, by a name that says when it was found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

BESIDE = "-backups"
"""What is added to the name of the data folder: a backup inside it would be lost with it."""

ASIDE = "damaged-*"
"""The folders beside the backups that keep what was damaged; nobody but a person removes them."""


def beside(data: Path) -> Path:
    """Return the folder of the backups of the data folder ``data``."""
    return data.with_name(data.name + BESIDE)


def new_place(backups: Path, now: datetime) -> Path:
    """Return a free name among ``backups`` for what is put aside at this moment."""
    name = f"damaged-{now:%y%m%d-%H%M%S}"
    place, more = backups / name, 1
    while place.exists():
        more += 1
        place = backups / f"{name}-{more}"
    return place
