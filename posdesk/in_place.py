"""Puts a finished file in its place, and takes one away, though a scanner on Windows looks at it.

There a file that another program has open can be neither replaced nor removed: virus scanners, the
index of the search and copies to a cloud open what was just written, for a blink. Elsewhere nobody
is in the way, and a refusal is told at once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

PAUSES: tuple[float, ...] = (
    (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6) if sys.platform == "win32" else ()
)
"""Seconds that are waited before each new attempt, about two together."""


def put_in_place(new: Path, target: Path, *, over: bool = True) -> None:
    """Rename ``new`` to ``target``, whose old file goes. Raises ``OSError``; then both are kept.

    Not ``over`` another where nothing lies there: Windows then refuses what came meanwhile.
    """
    _patiently(lambda: new.replace(target) if over else new.rename(target))


def take_away(path: Path) -> None:
    """Remove ``path`` where it is there. Raises ``OSError``."""
    _patiently(lambda: path.unlink(missing_ok=True))


def _patiently(step: Callable[[], object]) -> None:
    for pause in PAUSES:
        try:
            step()
        except PermissionError:  # so Windows says both: somebody has it open, and no rights
            time.sleep(pause)
        else:
            return
    step()
