"""Collects Python's garbage on the interface's thread alone, as long as there are worker threads.

A closed page is often a ring of objects that only the collector finds. It runs wherever memory is
asked for, so a worker that made a PDF would now and then destroy widgets, which Qt forbids.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500

_wanted = 0
"""How many collectors are at work; Python's own stays off until the last one ends."""


class Collector(QObject):
    """Stands in for Python's own collector from now on until it is finished."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        global _wanted
        _wanted += 1
        gc.disable()
        self._at_work = True
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def finish(self) -> None:
        """Let Python collect by itself again; no worker may run any more."""
        global _wanted
        if not self._at_work:
            return
        self._at_work = False
        self._timer.stop()
        _wanted -= 1
        if not _wanted:
            gc.enable()

    def _collect(self) -> None:
        """Collect as far as Python itself would by now, the oldest seldom."""
        due = [
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return


def spare_what_is_there() -> None:
    """Go through what a start made no more: it stays as long as the program.

    A start turns Python's collector off; whoever collects from then on, or ends that, turns it on.
    """
    if not gc.isenabled():
        gc.freeze()
