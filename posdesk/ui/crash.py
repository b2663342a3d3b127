"""What happens with a bug: where it was goes to the log, the person gets one calm sentence.

The log holds where it happened, never with which values: those may be a customer's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from posdesk.i18n import Translator
from posdesk.services.diary import Diary


class CrashLog:
    """Takes the place of ``sys.excepthook`` while the window is open."""

    def __init__(self, diary: Diary, tr: Translator, tell: Callable[[str], None]) -> None:
        self._tr = tr
        self._tell = tell
        self._telling = False
        self._diary = diary

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
        self._diary.bug(error, trace)
        if self._telling:
            return
        self._telling = True
        self._tell(
            self._tr(
                "Something went wrong in PosDesk. Every answer so far is saved."
                " Go on, or start PosDesk again. Details: {file}",
                file=self._diary.path,
            )
        )
        self._telling = False
