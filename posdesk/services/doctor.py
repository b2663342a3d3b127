"""Says what this installation consists of and what is wrong with it, one sentence a fault."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from posdesk import __version__, paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.people import fold_people
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.services.doctor_backups import examine_backups
from posdesk.services.keys import known_key
from posdesk.services.library import Shelves, read_library
from posdesk.services.pins import KEY_FILE, Pins
from posdesk.storage.driver import SQLITE_VERSION
from posdesk.storage.health import Health
from posdesk.storage.store import DATABASE, Store

LIBRARIES = (
    "PySide6-Essentials",
    "sqlite-utils",
    "sqlcipher3",
    "reportlab",
    "Pillow",
    "argon2-cffi",
)
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
DAMAGED = Text(
    "数据库文件有损坏：先别用，用备份恢复。",
    "The database file is damaged: stop and restore a backup.",
)
LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below this a shop's day may not fit any more."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``findings`` are faults, each with what to do."""

    versions: dict[str, str]
    paths: dict[str, str]
    fonts: dict[str, bool]
    database: Health | None
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
            "database": asdict(self.database) if self.database else None,
            "display": self.display,
            "findings": [finding.as_dict() for finding in self.findings],
        }


def examine(folder: Path, *, key: Key | None = None) -> Report:
    """Return the report on this installation and the data in ``folder``; changes nothing.

    ``key`` is what they are encrypted with, else the system's key store is asked.
    """
    shipped = paths.resources()
    fonts = {name: (shipped / "fonts" / name).is_file() for name in FONTS}
    database, trouble = _database(folder, key)
    return Report(
        versions=_versions(),
        paths={
            "data": str(folder),
            "resources": str(shipped),
            "cache": str(paths.cache_folder()),
            "program": sys.executable,
        },
        fonts=fonts,
        database=database,
        display=_display(),
        findings=(
            *(*_missing(shipped, fonts), *trouble, *_own_files(folder), *_disk(folder)),
            *_backups(folder, key, database),
        ),
    )


def _versions() -> dict[str, str]:
    named = {
        "posdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": SQLITE_VERSION,
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


def _backups(folder: Path, key: Key | None, database: Health | None) -> tuple[Text, ...]:
    """Return what is wrong with the backups, where there are data that can be opened."""
    if database is None:
        return ()
    return examine_backups(folder, key or known_key(folder), datetime.now(BEIJING))


def _database(folder: Path, key: Key | None) -> tuple[Health | None, tuple[Text, ...]]:
    """Return the database's health, ``None`` where there is none yet or it cannot be opened."""
    if not (folder / DATABASE).exists():
        return None, ()
    try:
        with Store.open(
            folder,
            clock=lambda: datetime.now(BEIJING),
            software=__version__,
            key=key or known_key(folder),
            as_it_lies=True,
        ) as store:
            health = store.health()
            whole = store.verify()
            unchecked = () if whole.first_bad else _pins(folder, store)
    except PosDeskError as error:
        return None, (in_both(error),)
    findings = [*unchecked]
    if health.quick_check != ("ok",):
        findings.append(DAMAGED)
    if whole.first_bad is not None:
        bad, why = whole.first_bad, whole.first_bad.why
        findings.append(
            Text(
                f"日志第 {bad.seq} 条被动过（{why.zh_CN}）：先别用，用备份恢复。",
                f"Event {bad.seq} of the journal is bad ({why.en}): stop and restore a backup.",
            )
        )
    return health, tuple(findings)


def _pins(folder: Path, store: Store) -> tuple[Text, ...]:
    """Return what to do where the key of the PINs is gone or another one."""
    pins = Pins(folder)
    people = fold_people(store.beside_cases())
    lost = [p.name for p in people.active if p.pin and not pins.can_check(p.pin)]
    if not lost:
        return ()
    return (
        Text(
            f"PIN 的密钥（{KEY_FILE}）不在，{'、'.join(lost)}的 PIN 核对不了：用恢复码重设。",
            f"The key of the PINs ({KEY_FILE}) is missing, so those of {', '.join(lost)} cannot be"
            " checked: set new ones with the recovery code.",
        ),
    )


def _own_files(folder: Path) -> Iterator[Text]:
    """Yield what is wrong in the files that the shop laid over the shipped ones."""
    if not (paths.resources() / "flows").is_dir():
        return
    for fault in read_library(Shelves(paths.resources(), folder, paths.cache_folder())).faults:
        where = f"{fault.file.name} 第 {fault.line} 行"
        yield Text(
            f"{where}：{fault.text.zh_CN}随软件的照常用；请改正这个文件。",
            f"{fault.file.name}, line {fault.line}: {fault.text.en} What was shipped is used;"
            " correct that file.",
        )


def _missing(shipped: Path, fonts: dict[str, bool]) -> Iterator[Text]:
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
