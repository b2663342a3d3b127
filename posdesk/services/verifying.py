"""Says of a bundle, this shop's or another's, whether it is whole, unchanged, and whose."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from posdesk.domain.bundle.verification import Verification
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.known_seals import KnownSeal
from posdesk.domain.seal import read_fingerprint
from posdesk.domain.text import N_

_UNREADABLE = N_("{name} cannot be read ({reason}); nothing was checked; choose another file.")
_NO_FILE = N_("There is no file {name}; nothing was checked.")
_FOLDER = N_("{name} is a folder or a device, no file; nothing was checked; choose a file.")


class Verifier:
    """Looks at bundles by the certificates that this shop believes."""

    def __init__(self, known: Callable[[], Sequence[KnownSeal]] = tuple) -> None:
        """``known`` returns the certificates that are believed; without it there are none."""
        self._known = known

    def verify(self, source: Path | bytes, fingerprint: str = "") -> Verification:
        """Return what was found; no file's bytes make it raise.

        With ``fingerprint`` only its certificate's signature is good. Raises ``NotFound`` and
        ``WrongInput`` where there is no file to look at, or where ``fingerprint`` is none.
        """
        return self.looking(source, fingerprint)()

    def looking(self, source: Path | bytes, fingerprint: str = "") -> Callable[[], Verification]:
        """Return what looks; a worker may, for it touches no store. Both raise as ``verify``."""
        known = self._known()
        wanted = read_fingerprint(fingerprint) if fingerprint.strip() else ""

        def look() -> Verification:
            from posdesk.reports.seal.verify import verify  # costs a start 0.8 s

            if isinstance(source, bytes):
                return verify(io.BytesIO(source), known, wanted)
            with _opened(source) as file:
                try:
                    return verify(file, known, wanted)
                except OSError as error:
                    raise _unreadable(source, error) from None

        return look


def _opened(path: Path) -> BinaryIO:
    """Open a file that a person named, if it is one; nothing waits for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except FileNotFoundError:
        raise NotFound(_NO_FILE, name=path.name) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise WrongInput(_FOLDER, name=path.name)
    return os.fdopen(number, "rb")


def _unreadable(path: Path, error: Exception) -> WrongInput:
    reason = getattr(error, "strerror", None) or "name"
    return WrongInput(_UNREADABLE, name=path.name, reason=reason)
