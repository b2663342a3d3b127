"""Puts a finished file in its place for good, and takes one away, though a scanner looks at it.

On Windows a file that another program has open can be neither replaced nor removed: virus
scanners, the index of the search and copies to a cloud open what was just written, for a blink.
Elsewhere nobody is in the way, and a refusal is told at once.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PAUSES: tuple[float, ...] = (
    (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6) if sys.platform == "win32" else ()
)
"""Seconds that are waited before each new attempt, about two together."""


def write_in_place(path: Path, data: bytes, opener: Callable[[str, int], int]) -> None:
    """Put ``data`` in the place of ``path``; ``opener`` gives the new file its rights.

    It is on the disk before it takes the place, so a cut of power leaves the old file or the new
    one; ``sync_folder`` is still to be called. Raises ``OSError``; the old file holds then.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(beside, "wb", opener=opener) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(beside, path)
    except BaseException:
        with suppress(OSError):  # what is told is what went wrong first
            beside.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """See that what was renamed or removed in ``folder`` stays so; Windows does it by itself.

    Raises ``OSError``.
    """
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


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
