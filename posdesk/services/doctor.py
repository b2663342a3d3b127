"""Says what this installation consists of and what is wrong with it, one sentence a fault."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from posdesk import __version__, paths
from posdesk.domain.text import Text
from posdesk.storage.health import Health, examine_folder

LIBRARIES = ("PySide6-Essentials", "sqlite-utils", "sqlcipher3", "reportlab", "Pillow")
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below this a shop's day may not fit any more."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``findings`` are faults, each with what to do."""

    versions: dict[str, str]
    paths: dict[str, str]
    fonts: dict[str, bool]
    database: Health
    display: dict[str, Any]
    findings: tuple[Text, ...] = field(default=())

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "healthy": self.healthy,
            "versions": self.versions,
            "paths": self.paths,
            "fonts": self.fonts,
            "database": self.database.as_dict(),
            "display": self.display,
            "findings": [finding.as_dict() for finding in self.findings],
        }


def examine(folder: Path) -> Report:
    """Return the report on this installation and the data in ``folder``; changes nothing."""
    shipped = paths.resources()
    fonts = {name: (shipped / "fonts" / name).is_file() for name in FONTS}
    database = examine_folder(folder)
    return Report(
        versions=_versions(database),
        paths={
            "data": str(folder),
            "resources": str(shipped),
            "cache": str(paths.cache_folder()),
            "program": sys.executable,
        },
        fonts=fonts,
        database=database,
        display=_display(),
        findings=tuple(_findings(folder, shipped, fonts, database)),
    )


def _versions(database: Health) -> dict[str, str]:
    named = {
        "posdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": database.sqlite_version,
        "sqlcipher": database.cipher_version,
    }
    for library in LIBRARIES:
        try:
            named[library] = version(library)
        except PackageNotFoundError:  # A frozen program may come without that record.
            named[library] = "bundled"
    return named


def _display() -> dict[str, Any]:
    return {
        "platform": os.environ.get("QT_QPA_PLATFORM") or None,
        "available": has_display(),
    }


def has_display() -> bool:
    """Return whether a window can be shown to anyone here."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _findings(
    folder: Path, shipped: Path, fonts: dict[str, bool], database: Health
) -> Iterator[Text]:
    for name, there in fonts.items():
        if not there:
            yield Text(
                f"缺字体 {name}：中文会变成方块，请重新安装 PosDesk。",
                f"The typeface {name} is missing: Chinese would be boxes; install PosDesk again.",
            )
    if not (shipped / "flows").is_dir():
        yield Text(
            "缺流程文件：请重新安装 PosDesk。", "The flow files are missing; install PosDesk again."
        )
    yield from database.findings
    yield from _disk(folder)


def _disk(folder: Path) -> Iterator[Text]:
    nearest = next((p for p in (folder, *folder.parents) if p.exists()), None)
    if nearest is None:
        return
    try:
        free = shutil.disk_usage(nearest).free
    except OSError as error:
        yield Text(
            f"数据文件夹所在的盘读不到（{error.strerror}）：请检查硬盘或网络盘。",
            f"The disk of the data folder cannot be read ({error.strerror}); check the drive.",
        )
        return
    if free < LEAST_FREE:
        yield Text(
            f"硬盘只剩 {free // 2**20} MB：请腾出空间，不然记不下新案件。",
            f"Only {free // 2**20} MB of disk are left: free some, or new cases cannot be kept.",
        )
    if not os.access(nearest, os.W_OK):
        yield Text(
            f"数据文件夹不能写入：{nearest}。请改权限或换文件夹。",
            f"The data folder cannot be written: {nearest}. Change its rights or choose another.",
        )
