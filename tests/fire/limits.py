"""What reading may cost, in seconds of the processor and in memory: no input holds a counter up."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

SECONDS = 5.0
MOST_KIB = 512 * 1024
_UNIT = 1024 if sys.platform == "darwin" else 1


class Hangs(AssertionError):
    """It took too long."""


class Grows(AssertionError):
    """It took too much memory."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Raise in what takes longer than it may, by the processor's clock."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise Hangs(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def no_growth() -> Iterator[None]:
    """Raise after what took more memory than it may, given back or not."""
    _forget_peak()
    before = _peak()
    yield
    grown = _peak() - before
    if grown >= MOST_KIB:
        raise Grows(f"{grown} KiB more")


def _forget_peak() -> None:
    """Let the peak begin anew, where the system can: the same input is seen to grow again then."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _UNIT
