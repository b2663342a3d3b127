"""Where a PIN comes from: the environment, or the terminal without an echo; never the arguments."""

from __future__ import annotations

import getpass
import os
import sys

from posdesk.domain.errors import NotAllowed
from posdesk.domain.text import N_


def secret(variable: str, prompt: str) -> str:
    """Return what ``variable`` holds, else what is typed at the terminal.

    Raises ``NotAllowed`` where there is neither.
    """
    given = secret_if_any(variable, prompt)
    if given is None:
        raise NotAllowed(
            N_(
                "Nobody is at a terminal to be asked; nothing was done; put it into the"
                " environment variable {variable}."
            ),
            variable=variable,
        )
    return given


def secret_if_any(variable: str, prompt: str) -> str | None:
    """Return what ``variable`` holds, else what is typed at the terminal, ``None`` without one."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    return getpass.getpass(prompt) if at_terminal() else None


def at_terminal() -> bool:
    """Return whether somebody can be asked."""
    return bool(sys.stdin and sys.stdin.isatty())


def secret_twice(variable: str, prompt: str, again: str) -> str:
    """Return a new secret; at the terminal it is typed twice. Raises ``NotAllowed``."""
    first = secret(variable, prompt)
    if os.environ.get(variable) is None and getpass.getpass(again) != first:
        raise NotAllowed(N_("The two are not the same; nothing was stored; type it again."))
    return first
