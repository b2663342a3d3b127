"""The place for threads: long work runs on a worker and comes back by one queued signal.

What is asked with every key has a thread beside it, of ``latest``; there are no others.

Work gets values and paths, never a widget and never the interface's connection to the store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from posdesk.domain.errors import PosDeskError
from posdesk.ui.collecting import Collector
from posdesk.ui.latest import Latest, Reading

Result = TypeVar("Result")


class Stopped(Exception):
    """Raised inside work whose job was cancelled; nobody is told."""


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work under way: who wants it, and what happens with what comes of it."""

    owner: QObject
    work: Callable[..., object]
    done: Callable[[Any], None]
    failed: Callable[[PosDeskError], None]
    progressed: Callable[[int, int], None] | None
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=monotonic)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress; nothing of it is delivered."""
        self.stop.set()


class Tasks(QObject):
    """Runs work on two worker threads; every answer arrives on the Qt thread.

    Each does one piece after the other: one what somebody waits for, the other what may take
    minutes, so that no PDF and no PIN waits for an export.
    """

    worked = Signal(object, int, object)
    """Which work came to its end, after how many ms, and with which error, else ``None``."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._short = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posdesk")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posdesk-long")
        self._jobs: set[Job] = set()
        self._collector = Collector(self)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._jobs)

    def run(
        self,
        owner: QObject,
        work: Callable[[Callable[[int, int], None]], Result],
        done: Callable[[Result], None],
        failed: Callable[[PosDeskError], None],
        progressed: Callable[[int, int], None] | None = None,
        *,
        long: bool = False,
    ) -> Job:
        """Run ``work(report)`` on a worker; ``report(count, total)`` is its progress.

        ``long`` says that it may take minutes: it then waits for other such work only.

        ``done`` gets the result, ``failed`` an expected failure; a bug goes to ``sys.excepthook``.
        Nothing is delivered once ``owner`` is gone or the job was cancelled.
        """
        job = Job(owner, work, done, failed, progressed)
        self._jobs.add(job)

        def report(count: int, total: int) -> None:
            if job.stop.is_set():
                raise Stopped
            self._arrived.emit(job, (count, total))

        def finished(future: Future[Result]) -> None:
            self._arrived.emit(job, future)

        lane = self._long if long else self._short
        lane.submit(work, report).add_done_callback(finished)
        return job

    def latest(self, reading: Reading) -> Latest:
        """Return a thread beside the worker for what is asked of ``reading`` with every key."""
        return Latest(reading, self)

    def finish(self) -> None:
        """Stop what runs and wait for it: nothing may run when the program ends."""
        for beside in self.findChildren(Latest):
            beside.finish()
        self._arrived.disconnect(self._deliver)
        for job in self._jobs:
            job.cancel()
        for lane in (self._short, self._long):
            lane.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()
        self._collector.finish()

    @Slot(object, object)
    def _deliver(self, job: Job, news: Future[Any] | tuple[int, int]) -> None:
        wanted = shiboken6.isValid(job.owner) and not job.stop.is_set()
        if isinstance(news, tuple):
            if wanted and job.progressed:
                job.progressed(*news)
            return
        self._jobs.discard(job)
        error = None if news.cancelled() else news.exception()
        self.worked.emit(job.work, round((monotonic() - job.began) * 1000), error)
        if error is not None and not isinstance(error, PosDeskError | Stopped | CancelledError):
            raise error
        if not wanted or news.cancelled():
            return
        if isinstance(error, PosDeskError):
            job.failed(error)
        elif error is None:
            job.done(news.result())
