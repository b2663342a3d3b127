"""Whether something else works on the place of the data: the network, or a program that syncs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, warning
from posdesk.storage.network_drive import network_drive

SYNCED = {
    "OneDrive": r"onedrive( - .+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "坚果云 (Nutstore)": r"nutstore( files)?|我的坚果云|坚果云",
    "iCloud": r"mobile documents|iclouddrive|icloud drive|com~apple~clouddocs",
    "百度网盘": r"baidusyncdisk|baidunetdisk(workspace|download)?|百度网盘(同步空间)?|百度云.*",
    "Google Drive": r"google drive|googledrive(-.+)?|my drive",
    "WPS 云盘": r"wps ?(云盘|drive|网盘)|wpsdrive",
    "微云": r"微云(同步(助手|盘))?|weiyun",
    "阿里云盘": r"阿里云盘|aliyundrive|adrive",
    "Syncthing": r"syncthing",
}
"""What programs call the folders that they copy elsewhere."""


def check(patient: Patient) -> Iterator[Check]:
    """Yield what else works on the files while PosDesk does."""
    yield _network(patient.folder)
    yield _synced(patient.folder)


def synced_by(folder: Path) -> str:
    """Return the program whose folder ``folder`` lies in, as far as names tell, else nothing."""
    for part in folder.parts:
        for program, pattern in SYNCED.items():
            if re.fullmatch(pattern, part.strip(), re.IGNORECASE):
                return program
    return ""


def _network(folder: Path) -> Check:
    kind = network_drive(folder)
    if not kind:
        return Check("network")
    return warning(
        "network",
        Text(
            f"数据在网络盘上（{kind}）：只能一台电脑使用，断网会出错。",
            f"The data lie on a network drive ({kind}): only one computer may use them, and they"
            " fail with the network.",
        ),
        Text(
            "最好把数据放本机硬盘，备份放网络盘。",
            "Better keep them on this computer and the backups on the drive.",
        ),
    )


def _synced(folder: Path) -> Check:
    program = synced_by(folder)
    if not program:
        return Check("synced")
    return warning(
        "synced",
        Text(
            f"数据在 {program} 的同步文件夹里：同步会锁住或换掉正在用的文件，可能损坏；顾客资料也"
            "会传到网上。",
            f"The data lie in a folder of {program}: it locks and replaces files that are in use,"
            " which can damage them, and takes customers' data to the internet.",
        ),
        Text(
            "请把数据文件夹移到同步文件夹外面；要多一份，就把备份放进去。",
            "Move the data folder out of it; for a second copy put backups there.",
        ),
    )
