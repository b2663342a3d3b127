"""Who has the data open now, and since when: no fault, but what explains a wait."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, note
from posdesk.storage.folder_use import LOCK
from posdesk.storage.holders import Holder, holders, writers
from posdesk.storage.store import DATABASE, EXHIBITS

_WINDOW = "window.lock"
"""What ui.start.one_window keeps: three lines, the first the process, the third the computer."""

_LONG = 0.5
"""Seconds; a save takes some thousandths of one."""

_FREE = Check("locked")
_SCANNER = Text("杀毒或索引软件", "A virus scanner or an indexer")


def check(patient: Patient) -> Iterator[Check]:
    """Yield the programs that have the data open."""
    yield _window(patient.folder)
    yield _locked(patient.folder)
    others = [one for one in holders(patient.folder / LOCK) if one.process != os.getpid()]
    if not others:
        yield Check("in-use")
        return
    named_zh = "、".join(f"进程 {one.process}（{_since(one)}起）" for one in others)
    named_en = ", ".join(f"process {one.process} since {_since(one)}" for one in others)
    yield note("in-use", Text(f"数据正被使用：{named_zh}。", f"The data are in use: {named_en}."))


def _window(folder: Path) -> Check:
    lock = folder / _WINDOW
    try:
        lines = lock.read_text("utf-8", "replace").splitlines()
        at = datetime.fromtimestamp(lock.stat().st_mtime, BEIJING).strftime("%Y-%m-%d %H:%M")
    except OSError:
        return Check("window")
    process = lines[0] if lines and lines[0].isdigit() else "?"
    host = lines[2] if len(lines) > 2 else "?"
    if process == str(os.getpid()):
        return Check("window")
    if process.isdigit() and sys.platform == "linux" and not Path("/proc", process).exists():
        return Check("window")  # left by a crash; the next start takes it
    return note(
        "window",
        Text(
            f"窗口从 {at} 起开着（电脑 {host}，进程 {process}）。",
            f"A window is open since {at} (computer {host}, process {process}).",
        ),
    )


def _locked(folder: Path) -> Check:
    """Return whether another program keeps the files from being written for longer than a save."""
    if sys.platform == "win32":
        shut = next((n for n in (DATABASE, EXHIBITS) if _is_shut(folder / n)), "")
        return _keeps(shut, _SCANNER) if shut else _FREE
    for name in (DATABASE, EXHIBITS):
        first = {one.process for one in writers(folder / name)} - {os.getpid()}
        if not first:
            continue
        time.sleep(_LONG)
        still = [one for one in writers(folder / name) if one.process in first]
        if still:
            return _keeps(
                name,
                Text(
                    "、".join(f"{one.name or '程序'}（进程 {one.process}）" for one in still),
                    ", ".join(
                        f"{one.name or 'a program'} (process {one.process})" for one in still
                    ),
                ),
            )
    return _FREE


def _keeps(file: str, who: Text) -> Check:
    return error(
        "locked",
        Text(
            f"{who.zh_CN}一直占着 {file}：现在什么都记不下。",
            f"{who.en} keeps {file} locked: nothing can be stored just now.",
        ),
        Text(
            "请等它结束或关掉它；若是杀毒或索引软件，请把数据文件夹加入排除名单。",
            "Wait for it or close it; tell a virus scanner or an indexer to leave the data folder"
            " alone.",
        ),
    )


def _is_shut(path: Path) -> bool:
    """Return whether Windows says that another program has ``path`` for itself."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError as error:
        return getattr(error, "winerror", 0) in {32, 33}
    return False


def _since(holder: Holder) -> str:
    if holder.since is None:
        return "?"
    return datetime.fromtimestamp(holder.since, BEIJING).strftime("%Y-%m-%d %H:%M")
