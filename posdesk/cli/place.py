"""Where a command writes to: one rule for every option and word that names a file to be made."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

STDOUT = "-"
"""What means standard output where lines of text are written; nothing else is printed then."""


def place(given: str) -> Path:
    """Return where a file or a folder is to go, as it was named; every option that writes reads so.

    Raises ``WrongInput`` where nothing is named, as by a script whose variable is not set: that
    would mean the folder one happens to be in. So does ``-``: what is written comes to its name in
    one step, whole or not at all, which a pipe cannot promise.
    """
    if not given.strip():
        raise WrongInput(N_("No file is named; nothing was written; put its name after -o."))
    if given == STDOUT:
        raise WrongInput(
            N_(
                "“-” is no file: only case export (csv, json) and journal export write to standard"
                " output; nothing was done; name a file (./- where it is to be called so)."
            )
        )
    return Path(given).absolute()


def place_or_stdout(given: str) -> Path | None:
    """Return where lines of text are to go; ``None``, which ``-`` means, is standard output."""
    return None if given == STDOUT else place(given)
