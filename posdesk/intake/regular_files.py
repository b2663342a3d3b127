"""Reads a file that a person named, if it is one: no folder, no device, nothing without an end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.intake.exhibit_names import shown_name

MOST_BYTES = 128 * 1024 * 1024


def read_regular(path: Path) -> bytes:
    """Return the bytes of a file of at most 128 MB; a larger one is not even read.

    Raises ``WrongInput``. A link is followed, but only to a file.
    """
    name = shown_name(path.name)
    try:
        _check(path.stat(), name)
        # What is looked at is what is read, whatever is put in its place meanwhile.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check(os.fstat(file.fileno()), name)
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise WrongInput(
            N_("{name} cannot be read ({reason}); nothing was stored; choose another file."),
            name=name,
            reason=getattr(error, "strerror", None) or "name",
        ) from None
    if len(data) > MOST_BYTES:
        raise too_large(name)
    return data


def _check(about: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise WrongInput(
            N_("{name} is a folder or a device, no file; nothing was stored; choose a file."),
            name=name,
        )
    if about.st_size > MOST_BYTES:
        raise too_large(name)


def too_large(name: str) -> WrongInput:
    """Return the error of a file that is larger than any that is taken in."""
    return WrongInput(
        N_("{name} is larger than {most} MB; nothing was stored; make it smaller."),
        name=name,
        most=MOST_BYTES // 2**20,
    )
