"""What happens with a bug: its traceback goes to a log, the person gets one calm sentence.

The log holds where it happened, never with which values: those may be a customer's.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from posdesk.i18n import Translator

LOG = "posdesk.log"


class CrashLog:
    """Takes the place of ``sys.excepthook`` while the window is open."""

    def __init__(self, folder: Path, tr: Translator, tell: Callable[[str], None]) -> None:
        self._tr = tr
        self._tell = tell
        self._telling = False
        self._file = folder / LOG
        self._handler = RotatingFileHandler(
            self._file, maxBytes=256 * 1024, backupCount=2, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._log = logging.Logger("posdesk")
        self._log.addHandler(self._handler)

    def install(self) -> None:
        """Have every bug come here."""
        sys.excepthook = self.caught

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write down a bug and tell of it once, however often it comes."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        frames = "".join(traceback.format_tb(trace))
        self._log.error("%s\n%s", kind.__name__, frames)
        self._handler.close()  # opened anew by the next bug, should there be one
        if self._telling:
            return
        self._telling = True
        self._tell(
            self._tr(
                "Something went wrong in PosDesk. Every answer so far is saved."
                " Go on, or start PosDesk again. Details: {file}",
                file=self._file,
            )
        )
        self._telling = False
