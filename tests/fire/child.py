"""A process of its own that does some work and is killed, or refused something, on the way.

The instant is drawn over the time that the work takes, or among the calls with which it changes
files: each state that a kill can leave behind lies between two of these. ``strace`` finds them;
where it is not there, only time is drawn.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

Tell = Callable[..., None]
Work = Callable[[Tell], None]

CHANGING = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "link", "linkat", "fallocate"),
)
"""The calls with which files change; a child tells by a socket, so that it is none of them."""

_CALL = re.compile(r"^\d+ +(\w+)\((.*)")
ATTACH_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class AfterSeconds:
    """The child is killed so long after it began."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AtCall:
    """Something happens to the child instead of its ``number``-th ``call``."""

    call: str
    number: int
    what: str = "signal=KILL"
    for_good: bool = False
    """Whether it happens to all later calls of that name too."""

    @property
    def words(self) -> str:
        """What strace is told."""
        return f"inject={self.call}:{self.what}:when={self.number}{'+' * self.for_good}"


@dataclass(frozen=True, slots=True)
class Ended:
    """What the child told, line by line, and whether it was killed; ``failed`` is its traceback."""

    told: tuple[tuple[str, ...], ...]
    killed: bool
    failed: str
    seconds: float


@cache
def strace() -> str | None:
    """Return the program that watches calls, ``None`` where it is not there or may not."""
    found = shutil.which("strace")
    if found is None:
        return None
    done = subprocess.run([found, "-o", os.devnull, "true"], capture_output=True, check=False)
    return found if done.returncode == 0 else None


def watched(work: Work, notes: Path) -> tuple[Ended, tuple[AtCall, ...]]:
    """Let a child do ``work`` and return all calls with which it changed files, in order."""
    watching = ["-e", f"trace={','.join(CHANGING)}", "-o", str(notes)]
    ended = run(work, None, watching)
    counted: dict[str, int] = {}
    found = []
    for line in notes.read_text("utf-8", "replace").splitlines():
        if match := _CALL.match(line):
            counted[match[1]] = number = counted.get(match[1], 0) + 1
            found.append(AtCall(match[1], number))
    notes.unlink()
    return ended, tuple(found)


def run(work: Work, when: AfterSeconds | AtCall | None, watching: Sequence[str] = ()) -> Ended:
    """Let a child do ``work``; at the instant ``when`` it is killed or refused something."""
    ours, its = socket.socketpair()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        ours.close()
        _live(work, its)
    its.close()
    if isinstance(when, AtCall):
        watching = ["-e", f"trace={when.call}", "-e", when.words, "-o", os.devnull]
    watcher = _watch(child, watching) if watching else None
    begun = time.monotonic()
    ours.sendall(b"!")
    if isinstance(when, AfterSeconds):
        time.sleep(when.seconds)
        os.kill(child, signal.SIGKILL)
    whole = _heard(ours).decode("utf-8", "replace").split("\n")[:-1]
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - begun
    if watcher is not None:
        watcher.wait()
        _stderr(watcher).close()
    lines = [tuple(json.loads(line)) for line in whole]
    failed = "\n".join(words[1] for words in lines if words[0] == "failed")
    told = tuple(words for words in lines if words[0] != "failed")
    return Ended(told, os.WIFSIGNALED(status), failed, seconds)


def _heard(ours: socket.socket) -> bytes:
    """Return all that the child said before it ended."""
    heard = bytearray()
    # A child that was killed before it heard the word has said nothing, and resets the line.
    with ours, suppress(ConnectionResetError):
        while some := ours.recv(65536):
            heard += some
    return bytes(heard)


def _live(work: Work, its: socket.socket) -> None:
    """Do ``work`` once the word is given; never returns."""
    its.recv(1)

    def tell(*words: str) -> None:
        its.sendall((json.dumps(words) + "\n").encode())

    try:
        work(tell)
    except BaseException:  # noqa: BLE001 - the parent says it
        tell("failed", traceback.format_exc())
    finally:
        os._exit(0)


def _watch(child: int, watching: Sequence[str]) -> subprocess.Popen[bytes]:
    """Set strace on the child and return it once it watches."""
    program = strace()
    assert program is not None, "strace is not there"
    command = [program, "-f", "-p", str(child), *watching]
    watcher = subprocess.Popen(command, stderr=subprocess.PIPE)
    line = _stderr(watcher).readline()
    assert b"attached" in line, line
    return watcher


def _stderr(watcher: subprocess.Popen[bytes]) -> IO[bytes]:
    assert watcher.stderr is not None
    return watcher.stderr
