"""Where the recovery sheet of a counter goes that is encrypted without anybody there."""

from __future__ import annotations

import platform
import re
from datetime import date
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_


def sheet_path(written: str, till: str, today: date) -> Path:
    """Return the file for the sheet: ``written`` is a PDF, or a folder that many counters share.

    A sheet that lies there already is never written over. Raises ``WrongInput`` where the file
    names no place, or none that this account can resolve.
    """
    place = paths.spelt_out(written) if written else None
    if place is None:
        raise WrongInput(
            N_(
                "The installer's file names no place for the recovery sheet that can be resolved"
                " here; nothing was encrypted; a manager turns encryption on in Settings."
            )
        )
    if place.suffix.casefold() == ".pdf":
        folder, stem = place.parent, place.stem
    else:
        named = (_plain(word) for word in ("PosDesk-recovery", platform.node(), till))
        folder, stem = place, "-".join((*filter(None, named), today.isoformat()))
    numbered = (folder / f"{stem}{f'-{n}' if n > 1 else ''}.pdf" for n in range(1, 1000))
    return next(path for path in numbered if not path.exists())


def _plain(word: str) -> str:
    return re.sub(r"[^\w-]+", "-", word).strip("-")[:40]
