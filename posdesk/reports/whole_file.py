"""Writes a file whole or not at all, whatever goes out."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_


def write_file(target: Path, data: bytes) -> None:
    """Write ``data`` beside ``target`` and put it in its place in one step."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise DataTrouble(
            N_(
                "“{path}” cannot be written; what was there before is unchanged;"
                " choose another folder."
            ),
            path=str(target),
        ) from error
