"""A thread for what is asked with every key: a new question stops the one before it.

``Tasks`` runs work one after the other, and a backup may take minutes; nobody who types waits for
that, nor for an answer to words that are no longer there.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from posdesk.domain.errors import PosDeskError

Result = TypeVar("Result")
Stop = Callable[[], bool]
"""Whether nobody waits for the answer any more."""


class Reading(Protocol):
    """What is asked on the thread: it can be interrupted, and is closed by the thread it served."""

    def interrupt(self) -> None:
        """Give up what is being answered; any thread may say so."""

    def close(self) -> None:
        """Let go of what the calling thread holds."""


@dataclass(eq=False, slots=True)
class _Question:
    """One question: who waits for its answer."""

    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[PosDeskError], None]
    broke: Callable[[], None] | None = None
    over: bool = False

    def is_over(self) -> bool:
        return self.over


class Latest(QObject):
    """Answers the last question only, on a thread of its own; answers arrive on the Qt thread."""

    _arrived = Signal(object, object)

    def __init__(self, reading: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posdesk-latest")
        self._question: _Question | None = None
        self._waiting: Future[Any] | None = None
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a question is not answered yet."""
        return self._question is not None

    def ask(
        self,
        owner: QObject,
        work: Callable[[Stop], Result],
        done: Callable[[Result], None],
        failed: Callable[[PosDeskError], None],
        broke: Callable[[], None] | None = None,
    ) -> None:
        """Run ``work(stop)`` on the thread; whatever was asked before is given up.

        ``done`` gets the answer, ``failed`` an expected failure; a bug goes to ``sys.excepthook``,
        and ``broke`` hears that no answer comes.
        Nothing is delivered of what was given up, nor once ``owner`` is gone.
        """
        if not self._open:
            return
        self.give_up()
        question = self._question = _Question(owner, done, failed, broke)

        def answered(future: Future[Result]) -> None:
            self._arrived.emit(question, future)

        self._waiting = self._executor.submit(work, question.is_over)
        self._waiting.add_done_callback(answered)

    def give_up(self) -> None:
        """Wait for no answer any more; what runs is interrupted."""
        if self._question is None:
            return
        self._question.over, self._question = True, None
        if self._waiting is not None and not self._waiting.cancel():
            self._reading.interrupt()

    def finish(self) -> None:
        """Stop what runs and wait for it; nothing can be asked after."""
        if not self._open:
            return
        self._open = False
        self._arrived.disconnect(self._deliver)
        self.give_up()
        self._executor.submit(self._reading.close)
        self._executor.shutdown(wait=True)

    @Slot(object, object)
    def _deliver(self, question: _Question, answer: Future[Any]) -> None:
        if question.over or question is not self._question:
            return
        self._question = None
        error = answer.exception()
        if error is not None and not isinstance(error, PosDeskError):
            if question.broke is not None and shiboken6.isValid(question.owner):
                question.broke()
            raise error
        if not shiboken6.isValid(question.owner):
            return
        if isinstance(error, PosDeskError):
            question.failed(error)
        else:
            question.done(answer.result())
