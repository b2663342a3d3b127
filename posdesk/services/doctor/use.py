"""Who has the data open now, and since when: no fault, but what explains a wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posdesk.domain.moment import BEIJING
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, note
from posdesk.storage.folder_use import LOCK
from posdesk.storage.holders import Holder, holders

_WINDOW = "window.lock"
"""What ui.start.one_window keeps: three lines, the first the process, the third the computer."""


def check(patient: Patient) -> Iterator[Check]:
    """Yield the programs that have the data open."""
    yield _window(patient.folder)
    others = [one for one in holders(patient.folder / LOCK) if one.process != os.getpid()]
    if not others:
        yield Check("in-use")
        return
    named_zh = "、".join(f"进程 {one.process}（{_since(one)}起）" for one in others)
    named_en = ", ".join(f"process {one.process} since {_since(one)}" for one in others)
    yield note("in-use", f"数据正被使用：{named_zh}。", f"The data are in use: {named_en}.")


def _window(folder: Path) -> Check:
    lock = folder / _WINDOW
    try:
        lines = lock.read_text("utf-8", "replace").splitlines()
        at = datetime.fromtimestamp(lock.stat().st_mtime, BEIJING).strftime("%Y-%m-%d %H:%M")
    except OSError:
        return Check("window")
    process = lines[0] if lines and lines[0].isdigit() else "?"
    host = lines[2] if len(lines) > 2 else "?"
    if process.isdigit() and sys.platform == "linux" and not Path("/proc", process).exists():
        return Check("window")  # left by a crash; the next start takes it
    return note(
        "window",
        f"窗口从 {at} 起开着（电脑 {host}，进程 {process}）。",
        f"A window is open since {at} (computer {host}, process {process}).",
    )


def _since(holder: Holder) -> str:
    if holder.since is None:
        return "?"
    return datetime.fromtimestamp(holder.since, BEIJING).strftime("%Y-%m-%d %H:%M")
