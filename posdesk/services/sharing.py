"""Makes the data folder that several accounts of one computer share, once, with its rights."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import DataTrouble, NotAllowed, WrongInput
from posdesk.domain.provision import Provision
from posdesk.domain.text import N_
from posdesk.ownership import SHARED_FILE, SHARED_FOLDER
from posdesk.services.backup_list import beside
from posdesk.storage.durable import file_trouble
from posdesk.storage.folder_use import LOCK
from posdesk.storage.store import DATABASE

GROUP = "posdesk"
"""The group where the installer's file names none."""

EVERYBODY, ADMINISTRATORS, SYSTEM = "*S-1-5-32-545", "*S-1-5-32-544", "*S-1-5-18"
"""What Windows calls its users, administrators and itself in whatever language."""

_NOT_SHARED = N_(
    "The installer's file does not say that several accounts share a data folder ([data] folder ="
    " …, shared = true); nothing was made."
)
_NOT_ROOT = N_(
    "Only root can give a folder to a group; nothing was made; run sudo posdesk provision prepare."
)
_NO_GROUP = N_(
    "This computer has no group {group}; nothing was made; make it first (sudo groupadd --system"
    " {group}) and add the accounts (sudo usermod -aG {group} ACCOUNT)."
)
_OTHERS_THINGS = N_(
    "{folder} holds files that are not PosDesk's; nothing was changed; name a folder of its own."
)
_NO_RIGHTS = N_(
    "Windows did not give {folder} its rights ({reason}); run this as an administrator, then again."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The folders of the data and of their backups, and the group to which they belong now."""

    folder: Path
    backups: Path
    group: str


def prepare(provision: Provision) -> Prepared:
    """Make the folders that ``provision`` shares, or bring those that are there to their group.

    Doing it twice changes nothing more. Raises ``WrongInput``, ``NotAllowed``, ``DataTrouble``.
    """
    data = provision.data
    folder = paths.spelt_out(data.folder) if data.shared else None
    if folder is None:
        raise WrongInput(_NOT_SHARED)
    prepared = Prepared(folder, beside(folder), data.group or GROUP)
    if sys.platform == "win32":
        prepared = Prepared(folder, beside(folder), data.group or EVERYBODY)
    _require_ours(folder)
    if sys.platform == "win32":
        _give_on_windows(prepared)
    else:
        _give(prepared)
    return prepared


def rights_on_windows(folder: Path, group: str) -> tuple[Sequence[str], ...]:
    """Return the commands by which ``folder``, and all that comes into it, is the group's."""
    everywhere = "(OI)(CI)"
    grants = (
        f"{group}:{everywhere}M",
        f"{ADMINISTRATORS}:{everywhere}F",
        f"{SYSTEM}:{everywhere}F",
    )
    return (
        ("icacls", str(folder), "/inheritance:r", "/grant:r", *grants),
        ("icacls", str(folder / "*"), "/reset", "/T", "/C", "/Q"),
    )


def _require_ours(folder: Path) -> None:
    """See that nothing is given away that only happens to lie where the file points."""
    try:
        there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        raise file_trouble(folder, error) from error
    if there and not {DATABASE, LOCK} & set(there):
        raise WrongInput(_OTHERS_THINGS, folder=folder)


def _give(prepared: Prepared) -> None:
    import grp

    try:
        number = grp.getgrnam(prepared.group).gr_gid
    except KeyError:
        raise WrongInput(_NO_GROUP, group=prepared.group) from None
    if os.geteuid() != 0:
        raise NotAllowed(_NOT_ROOT)
    for folder in (prepared.folder, prepared.backups):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for _, _, files, place in os.fwalk(folder):
                _hand_over(place, number, SHARED_FOLDER)
                for name in files:
                    _hand_over_file(name, place, number)
        except OSError as error:
            raise file_trouble(folder, error) from error


def _hand_over_file(name: str, place: int, group: int) -> None:
    """Give a file to the group; a link that somebody laid leads nowhere."""
    if not stat.S_ISREG(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
        return
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
    try:
        _hand_over(file, group, SHARED_FILE)
    finally:
        os.close(file)


def _hand_over(opened: int, group: int, mode: int) -> None:
    os.fchown(opened, -1, group)
    os.fchmod(opened, mode)


def _give_on_windows(prepared: Prepared) -> None:
    for folder in (prepared.folder, prepared.backups):
        folder.mkdir(parents=True, exist_ok=True)
        for command in rights_on_windows(folder, prepared.group):
            done = subprocess.run(command, capture_output=True, check=False)
            if done.returncode:
                reason = done.stderr.decode(errors="replace").strip()[:200]
                raise DataTrouble(_NO_RIGHTS, folder=folder, reason=reason)
