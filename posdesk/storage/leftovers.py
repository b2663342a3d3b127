"""Takes away what a kill left of small files that were being written, so that none pile up.

``settings.toml.4711.new`` lies there for a moment before it takes the place of ``settings.toml``.
Another program may be at it just now: only what has lain there long is nobody's any more.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r".+\.\d+\.new")
_FOLDERS = ("", "flows", "flows/parts", "calendars")
LONG = 3600
"""Seconds; to write such a file takes a blink, but the clock of a network drive may be wrong."""


def sweep_leftovers(folder: Path) -> None:
    """Remove from the data ``folder`` what was begun more than an hour ago and never ended."""
    for within in _FOLDERS:
        for path in (folder / within).glob("*.new"):
            with suppress(OSError):  # it does no harm, and goes another day
                if _NAME.fullmatch(path.name) and time.time() - path.stat().st_mtime > LONG:
                    path.unlink()
