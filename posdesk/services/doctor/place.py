"""Whether the data lie on a disk with room, can be written there, and are out of others' sight."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from posdesk.domain.errors import PosDeskError
from posdesk.intake.settings_file import read_settings
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning
from posdesk.services.pins import KEY_FILE as PIN_KEY
from posdesk.storage.exchange import STAGE
from posdesk.storage.network_drive import network_drive
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below this a shop's day may not fit any more."""

_SECRET = (DATABASE, f"{DATABASE}-wal", EXHIBITS, f"{EXHIBITS}-wal", KEY_FILE, PIN_KEY)
_HALF = ("*.part", ".*.part", "*.new", "*.half")


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the place of the data, and with that of the second backups."""
    folder = patient.folder
    yield _disk("disk", folder)
    second = _second(folder)
    if second is not None and second.exists():
        yield _disk("disk-second", second)
    yield _writable(folder)
    yield _network(folder)
    yield _rights(folder)
    yield _leftovers(folder)


def _disk(name: str, folder: Path) -> Check:
    try:
        free = shutil.disk_usage(_nearest(folder)).free
    except OSError as trouble:
        return error(
            name,
            f"{folder} 所在的盘读不到（{trouble.strerror}）：请检查硬盘或网络盘。",
            f"The disk of {folder} cannot be read ({trouble.strerror}); check the drive.",
        )
    if free >= LEAST_FREE:
        return Check(name)
    return error(
        name,
        f"{folder} 的盘只剩 {free // 2**20} MB：请腾出空间，不然记不下新案件。",
        f"Only {free // 2**20} MB are left on the disk of {folder}: free some, or new cases cannot"
        " be kept.",
    )


def _writable(folder: Path) -> Check:
    nearest = _nearest(folder)
    there = [nearest, *(folder / n for n in (DATABASE, EXHIBITS) if (folder / n).exists())]
    closed = next((one for one in there if not os.access(one, os.W_OK)), None)
    if closed is None and nearest.is_dir():
        return Check("writable")
    return error(
        "writable",
        f"不能写入：{closed or nearest}。请改权限或换数据文件夹。",
        f"{closed or nearest} cannot be written: change its rights or choose another data folder.",
    )


def _network(folder: Path) -> Check:
    kind = network_drive(folder)
    if not kind:
        return Check("network")
    return warning(
        "network",
        f"数据在网络盘上（{kind}）：只能一台电脑使用，断网会出错；最好放本机硬盘，备份放网络盘。",
        f"The data lie on a network drive ({kind}): only one computer may use them, and they fail"
        " with the network; better keep them on this computer and the backups on the drive.",
    )


def _rights(folder: Path) -> Check:
    if sys.platform == "win32":
        return Check("rights")
    for name in _SECRET:
        try:
            mode = (folder / name).stat().st_mode
        except OSError:
            continue
        if mode & 0o077:
            return warning(
                "rights",
                f"{name} 别的账户也能读：请运行 chmod 600 “{folder / name}”。",
                f"Other accounts can read {name}: run chmod 600 “{folder / name}”.",
            )
    return Check("rights")


def _leftovers(folder: Path) -> Check:
    left = [folder / STAGE] if (folder / STAGE).exists() else []
    left += [one for pattern in _HALF for one in folder.glob(pattern)]
    if not left:
        return Check("leftovers")
    return warning(
        "leftovers",
        f"留有没做完的文件（{left[0].name}）：没有 PosDesk 在运行时可以删掉；重新打开会清理。",
        f"Something was begun and not ended ({left[0].name}): a start of PosDesk puts it right;"
        " while none is running it can be deleted.",
    )


def _second(folder: Path) -> Path | None:
    try:
        chosen = read_settings(folder).second_place
    except PosDeskError:  # the theme of the books tells it
        return None
    return Path(chosen) if chosen else None


def _nearest(folder: Path) -> Path:
    return next((p for p in (folder, *folder.parents) if p.exists()), folder)
