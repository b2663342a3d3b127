"""One window a data folder: a second start brings the first window forward and ends.

A lock file says that there is one; it is let go of by a crash and by a restart of the computer. A
local socket, named after folder and account, is how the second start asks the first.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from posdesk.i18n import Translator
from posdesk.ownership import make_folder, owner_of, settle

LOCK = "window.lock"
"""In the data folder; not the lock of the data themselves, which other programs share."""

PATIENCE = 3000
"""Milliseconds in which the first window answers, unless it hangs."""
STARTING = 20
"""Seconds that a window may take to start on a slow computer; until then it cannot answer."""

_ASKED, _ANSWERED = b"come\n", b"here\n"
_FILE = b"open "
"""Asks with a file, its path in hexadecimal: no name of a file is a line of ours."""
_LONGEST = 32 * 1024
"""Bytes of a question; nobody of ours asks a longer one."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Why this start shows no window: ``sentence``, and whether the first window came forward."""

    sentence: str
    came: bool


class OneWindow(QObject):
    """Holds the window's place in ``folder`` from ``enter`` to ``leave``.

    ``wanted`` is emitted when another start asks for the window that is there, and then
    ``file_wanted`` with the path, where it was started for a file.
    """

    wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, folder: Path, tr: Translator, patience: int = PATIENCE) -> None:
        super().__init__()
        self._folder, self._tr, self._patience = folder, tr, patience
        self._name = _socket_name(folder)
        self._server = QLocalServer(self)
        # Only this account may ask: another one's window could not come forward to it anyway.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        self._lock: QLockFile | None = None
        self._asking: list[QLocalSocket] = []

    def enter(self, file: Path | None = None) -> Elsewhere | None:
        """Take the place; ``None`` where it is ours, else who has it and what came of asking.

        Whoever has it is told of ``file``.
        A folder that cannot be written is no matter of this class: opening the data says so.
        """
        if self._lock is not None:
            return None
        if not self._folder.exists():
            try:
                make_folder(self._folder)
            except OSError:
                return None
        lock = QLockFile(str(self._folder / LOCK))
        # A day is no reason to doubt a window: only its process being gone is.
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._lock = lock
            # Another account has to be able to take it over from a process that is gone.
            settle(self._folder / LOCK)
            # What a crash left of the socket; its owner is gone, since the lock is ours.
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return None
        if lock.error() != QLockFile.LockError.LockFailedError:
            return None
        return self._ask(lock, file)

    def leave(self) -> None:
        """Give the place up; the next start shows a window of its own."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _ask(self, lock: QLockFile, file: Path | None) -> Elsewhere:
        tr = self._tr
        process, host, _program = lock.getLockInfo()
        if host and host != QSysInfo.machineHostName():
            return Elsewhere(
                tr(
                    "PosDesk is open with these data on the computer {host}; close it there first."
                    " Should that computer be off, delete {file}.",
                    host=host,
                    file=self._folder / LOCK,
                ),
                came=False,
            )
        _let_forward(process)
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(self._patience):
            socket.write(_ASKED if file is None else _asked_with(file))
            if socket.waitForReadyRead(self._how_long()) and socket.readAll().data() == _ANSWERED:
                return Elsewhere(
                    tr("PosDesk is open with these data already; its window is in front."),
                    came=True,
                )
        elif not _is_ours(self._folder / LOCK):
            return Elsewhere(self._another_account(), came=False)
        return Elsewhere(
            tr(
                "PosDesk is open with these data already but does not answer; wait a minute, else"
                " end it (process {process}) and start again: every answer is saved.",
                process=process,
            ),
            came=False,
        )

    def _how_long(self) -> int:
        """Return the milliseconds to wait for an answer: longer while the window is starting."""
        try:
            age = time.time() - (self._folder / LOCK).stat().st_mtime
        except OSError:
            return self._patience
        return max(self._patience, round((STARTING - age) * 1000))

    def _another_account(self) -> str:
        """Say who has the window, and since when, as far as the system tells."""
        tr, file = self._tr, self._folder / LOCK
        who = owner_of(file)
        try:
            since = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        except OSError:  # closed just now
            since = None
        if not who or since is None:
            return tr(
                "PosDesk is open with these data under another account of this computer; close it"
                " there first."
            )
        return tr(
            "The account {who} has PosDesk open with these data since {day} {time}: change to that"
            " account and close it there first. Nothing is lost by waiting.",
            who=who,
            day=f"{since:%Y-%m-%d}",
            time=f"{since:%H:%M}",
        )

    def _asked(self) -> None:
        """Hear what other starts ask."""
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(_LONGEST)
            self._asking.append(socket)
            socket.readyRead.connect(self._answer)
            socket.disconnected.connect(self._let_go)
        self._answer()

    def _answer(self) -> None:
        """Come forward for each question that is there whole, with the file it is about."""
        for socket in [s for s in self._asking if s.canReadLine()]:
            said = bytes(socket.readLine(_LONGEST).data())
            self.wanted.emit()
            socket.write(_ANSWERED)
            socket.flush()
            file = _file_in(said)
            if file is not None:
                self.file_wanted.emit(file)

    def _let_go(self) -> None:
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for socket in [s for s in self._asking if s.state() == gone]:
            self._asking.remove(socket)
            socket.deleteLater()


def bring_forward(window: QWidget) -> None:
    """Show ``window`` in front of all others, unfolded where it was minimised."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()


def _asked_with(file: Path) -> bytes:
    return _FILE + os.fsencode(file).hex().encode("ascii") + b"\n"


def _file_in(said: bytes) -> Path | None:
    """Return the file that a question is about; ``None`` where it is about none."""
    if not said.startswith(_FILE):
        return None
    try:
        return Path(os.fsdecode(bytes.fromhex(said.removeprefix(_FILE).decode("ascii"))))
    except ValueError:
        return None


def _socket_name(folder: Path) -> str:
    """Return a name that this folder has for this account and no other."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        account = ""
    meant = f"{folder.resolve()}\n{account}".encode("utf-8", "surrogatepass")
    return f"posdesk-{hashlib.sha256(meant).hexdigest()[:24]}"


def _is_ours(lock: Path) -> bool:
    """Return whether a window of this account holds the lock, as far as files tell."""
    if sys.platform == "win32":
        return False
    try:
        return lock.stat().st_uid == os.getuid()
    except OSError:
        return True


def _let_forward(process: int) -> None:
    """Let the first window take the foreground, which Windows gives to what was started last."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
