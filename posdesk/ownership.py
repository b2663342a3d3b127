"""Whose the files of a data folder are: one account's alone, or those of a group that shares them.

Nothing is remembered for it: a folder with the set-group-ID bit that its group may write is shared,
and what comes into it is the group's, whatever the umask of the account that happens to write. In
any other folder what is private is its owner's alone. On Windows what comes into a folder has the
rights of that folder, so that none are given here.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_

SHARED_FOLDER, SHARED_FILE = 0o2770, 0o660
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
USUAL = 0o777

_NOT_IN_GROUP = N_(
    "The data in {folder} are for the accounts of the group {group}, and the account {account} is"
    " not one of them; nothing was opened; whoever installed this counter adds it to the group,"
    " then sign in to the computer anew."
)


def is_shared(folder: Path) -> bool:
    """Return whether the accounts of a group share what lies in ``folder``."""
    if sys.platform == "win32":
        return False
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def open_private(path: str | os.PathLike[str], flags: int) -> int:
    """Open a file as ``os.open`` does; a new one is for its owner, or the group of its folder."""
    return _open(path, flags, PRIVATE_FILE)


def open_usual(path: str | os.PathLike[str], flags: int) -> int:
    """Open a file as ``open`` does; a new one in a shared folder is the group's and nobody else's.

    Elsewhere it has the rights that the account gives to its files.
    """
    return _open(path, flags, 0o666)


def make_folder(folder: Path, *, exist_ok: bool = True) -> None:
    """Make a data folder, or another that is nobody else's, and what is missing above it."""
    _make(folder, PRIVATE_FOLDER, exist_ok=exist_ok)


def make_inside(folder: Path, *, exist_ok: bool = True) -> None:
    """Make a folder within the data; what Windows lets into the data it lets into this one."""
    # There a folder of mode 700 would be closed to the other accounts that share the data.
    mode = USUAL if sys.platform == "win32" else PRIVATE_FOLDER
    _make(folder, mode, exist_ok=exist_ok)


def settle(path: Path) -> None:
    """Give a file that another library made the rights of the shared folder in which it lies."""
    if is_shared(path.parent):
        with suppress(OSError):  # it is another account's, whose program does it
            if stat.S_IMODE(path.stat().st_mode) != SHARED_FILE:
                path.chmod(SHARED_FILE)


def share_like(data: Path, folder: Path) -> None:
    """Share ``folder``, which lies elsewhere, with the group of the ``data``, if these are shared.

    A drive that knows no groups lets everybody in anyway.
    """
    if is_shared(data) and not is_shared(folder):
        with suppress(OSError):
            os.chown(folder, -1, data.stat().st_gid)
            folder.chmod(SHARED_FOLDER)


def require_member(folder: Path) -> None:
    """Raise ``DataTrouble`` where the data are a group's and this account is not one of it."""
    if is_shared(folder) and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise DataTrouble(
            _NOT_IN_GROUP,
            folder=folder,
            group=group_name(folder.stat().st_gid),
            account=account_name(os.geteuid()),
        )


def owner_of(path: Path) -> str:
    """Return the name of the account that a file belongs to, empty where it cannot be told."""
    if sys.platform == "win32":
        return ""
    try:
        return account_name(path.stat().st_uid)
    except OSError:
        return ""


def account_name(number: int) -> str:
    """Return what the system calls the account ``number``, else the number."""
    if sys.platform != "win32":
        import pwd

        with suppress(KeyError):
            return pwd.getpwuid(number).pw_name
    return str(number)


def group_name(number: int) -> str:
    """Return what the system calls the group ``number``, else the number."""
    if sys.platform != "win32":
        import grp

        with suppress(KeyError):
            return grp.getgrgid(number).gr_name
    return str(number)


def _open(path: str | os.PathLike[str], flags: int, mode: int) -> int:
    if not flags & os.O_CREAT or not is_shared(Path(path).parent):
        return os.open(path, flags, mode)
    number = os.open(path, flags, SHARED_FILE)
    if sys.platform != "win32":
        with suppress(OSError):  # it was there, and is another account's
            if stat.S_IMODE(os.fstat(number).st_mode) != SHARED_FILE:
                os.fchmod(number, SHARED_FILE)  # the umask took something
    return number


def _make(folder: Path, mode: int, *, exist_ok: bool) -> None:
    if not folder.parent.is_dir():
        shared = next((p for p in folder.parents if p.is_dir()), folder)
        if is_shared(shared):
            _make(folder.parent, mode, exist_ok=True)
    is_new = not folder.is_dir()
    folder.mkdir(mode=mode, parents=True, exist_ok=exist_ok)
    if is_new and is_shared(folder.parent):
        with suppress(OSError):  # another account was quicker
            folder.chmod(SHARED_FOLDER)
