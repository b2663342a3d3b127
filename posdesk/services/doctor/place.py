"""Whether the data lie on a disk with room, can be written there, and are out of others' sight."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.intake.settings_file import read_settings
from posdesk.ownership import PRIVATE_FILE, SHARED_FILE, is_shared, require_member
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning
from posdesk.services.pins import KEY_FILE as PIN_KEY
from posdesk.storage.exchange import STAGE
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below this a shop's day may not fit any more."""

SOON_FULL = 1024 * 1024 * 1024

_SECRET = (DATABASE, f"{DATABASE}-wal", EXHIBITS, f"{EXHIBITS}-wal", KEY_FILE, PIN_KEY)
_HALF = ("*.part", ".*.part", "*.new", "*.half")


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the place of the data, and with that of the second backups."""
    folder = patient.folder
    yield _disk("disk", folder)
    second = _second(folder)
    if second is not None and _is_there(second):
        yield _disk("disk-second", second)
    yield _writable(folder)
    yield _owner(folder)
    yield _rights(folder)
    yield _leftovers(folder)


def _disk(name: str, folder: Path) -> Check:
    try:
        free = shutil.disk_usage(nearest(folder)).free
    except OSError as trouble:
        return error(
            name,
            Text(
                f"{folder} 所在的盘读不到（{trouble.strerror}）。",
                f"The disk of {folder} cannot be read ({trouble.strerror}).",
            ),
            Text("请检查硬盘、U 盘或网络盘。", "Check the disk, the stick or the network drive."),
        )
    if free >= max(SOON_FULL, LEAST_FREE):
        return Check(name)
    left = free // 2**20
    if free >= LEAST_FREE:
        return warning(
            name,
            Text(
                f"{folder} 的盘只剩 {left} MB，备份会先装不下。",
                f"Only {left} MB are left on the disk of {folder}: backups will not fit first.",
            ),
            Text("请腾出空间。", "Make room."),
        )
    return error(
        name,
        Text(
            f"{folder} 的盘只剩 {left} MB，很快记不下新案件。",
            f"Only {left} MB are left on the disk of {folder}: new cases will soon not be kept.",
        ),
        Text("请马上腾出空间。", "Make room at once."),
    )


def _writable(folder: Path) -> Check:
    closest = nearest(folder)
    there = [closest, *(folder / n for n in (DATABASE, EXHIBITS) if _is_there(folder / n))]
    try:
        require_member(folder)
    except DataTrouble as trouble:
        return error(
            "writable",
            in_both(trouble),
            Text(
                "请装机的人运行 sudo usermod -aG 组名 账户名，再重新登录电脑。",
                "Whoever installed this counter runs sudo usermod -aG GROUP ACCOUNT; sign in anew.",
            ),
        )
    closed = next((one for one in there if not os.access(one, os.W_OK)), None)
    if closed is None and closest.is_dir() and os.access(closest, os.R_OK | os.X_OK):
        return Check("writable")
    return error(
        "writable",
        Text(
            f"不能读写：{closed or closest}，什么都记不下。",
            f"{closed or closest} cannot be read and written: nothing can be kept.",
        ),
        Text(
            "请改它的权限，或换一个数据文件夹（POSDESK_DATA）。",
            "Change its rights, or choose another data folder (POSDESK_DATA).",
        ),
    )


def _owner(folder: Path) -> Check:
    """Return whether the data belong to this account, or to a group that shares them."""
    if sys.platform == "win32":
        return Check("owner")
    for path in (folder, folder / DATABASE, folder / EXHIBITS):
        try:
            told = path.stat()
        except OSError:
            continue
        shared = told.st_mode & stat.S_IWGRP and told.st_gid in {os.getegid(), *os.getgroups()}
        if told.st_uid == os.geteuid() or (shared and os.geteuid() != 0):
            continue
        return warning(
            "owner",
            Text(
                f"{path} 属于另一个账户（编号 {told.st_uid}）：两个账户轮着用，文件会互相打不开。",
                f"{path} belongs to another account (number {told.st_uid}): used by two accounts in"
                " turn, files will be closed to one of them.",
            ),
            Text(
                f"请用那个账户打开 PosDesk，或运行 sudo chown -R 账户名 “{folder}”。",
                f"Start PosDesk from that account, or run sudo chown -R ACCOUNT “{folder}”.",
            ),
        )
    return Check("owner")


def _rights(folder: Path) -> Check:
    """Return whether others can read the data; a folder that a group shares is meant for it."""
    if sys.platform == "win32":
        return Check("rights")
    shared = is_shared(folder)
    others = stat.S_IRWXO if shared else stat.S_IRWXO | stat.S_IRWXG
    right = f"{SHARED_FILE if shared else PRIVATE_FILE:o}"
    for name in _SECRET:
        try:
            mode = (folder / name).stat().st_mode
        except OSError:
            continue
        if mode & others:
            return warning(
                "rights",
                Text(f"{name} 别的账户也能读。", f"Other accounts can read {name}."),
                Text(
                    f"请运行 chmod {right} “{folder / name}”。",
                    f"Run chmod {right} “{folder / name}”.",
                ),
            )
    return Check("rights")


def _leftovers(folder: Path) -> Check:
    try:
        left = [folder / STAGE] if (folder / STAGE).exists() else []
        left += [one for pattern in _HALF for one in folder.glob(pattern)]
    except OSError:  # told by others here
        left = []
    if not left:
        return Check("leftovers")
    return warning(
        "leftovers",
        Text(
            f"留有没做完的文件（{left[0].name}）。",
            f"Something was begun and not ended ({left[0].name}).",
        ),
        Text(
            "重新打开 PosDesk 会清理；没有 PosDesk 在运行时也可以删掉。",
            "A start of PosDesk puts it right; while none is running it can be deleted.",
        ),
    )


def _second(folder: Path) -> Path | None:
    try:
        chosen = read_settings(folder).second_place
    except PosDeskError:  # the theme of the books tells it
        return None
    return Path(chosen) if chosen else None


def nearest(folder: Path) -> Path:
    """Return ``folder``, or the nearest one above it that is there."""
    return next((p for p in (folder, *folder.parents) if _is_there(p)), folder)


def _is_there(path: Path) -> bool:
    return os.access(path, os.F_OK)  # also where the folder above may not be looked into
