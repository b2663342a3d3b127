"""Whether the computer is fit for the program: memory, processor, a place for passing files."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning

LEAST_MEMORY = 300 * 1024 * 1024
"""Bytes that are free; a bundle with many photos takes about that."""

LEAST_TEMPORARY = 50 * 1024 * 1024
_NEEDED = ("ssse3", "sse4_1", "sse4_2", "popcnt")
"""What Qt is built for on x86-64."""


def check(_patient: Patient) -> Iterator[Check]:
    """Yield what the computer lacks."""
    yield memory(free_memory())
    yield processor(sys.maxsize > 2**32, platform.machine(), _flags())
    yield temporary()


def memory(free: int | None) -> Check:
    """Return whether ``free`` bytes of memory are enough; ``None`` is not known."""
    if free is None or free >= LEAST_MEMORY:
        return Check("memory")
    return warning(
        "memory",
        Text(
            f"内存只剩 {free // 2**20} MB，做证据包时可能很慢或失败。",
            f"Only {free // 2**20} MB of memory are free: making bundles may be slow or fail.",
        ),
        Text(
            "请关掉不用的程序和网页；常这样就加内存。",
            "Close programs and web pages that are not needed; add memory if this is so often.",
        ),
    )


def processor(wide: bool, machine: str, flags: frozenset[str]) -> Check:
    """Return whether the processor, with ``flags`` where they are known, runs the program."""
    lacking = [one for one in _NEEDED if flags and one not in flags]
    old = machine.lower() in {"x86_64", "amd64"} and lacking
    if wide and not old:
        return Check("processor")
    why = "32 位" if not wide else f"缺 {'、'.join(lacking)}"
    reason = "32 bit" if not wide else f"without {', '.join(lacking)}"
    return warning(
        "processor",
        Text(
            f"系统或处理器太旧（{why}），程序可能打不开或很慢。",
            f"The system or the processor is too old ({reason}): the program may not start.",
        ),
        Text("请换一台 2010 年以后的 64 位电脑。", "Use a 64-bit computer made after 2010."),
    )


def temporary() -> Check:
    """Return whether passing files can be written."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        named = os.environ.get(name)
        if named and not os.access(named, os.W_OK | os.X_OK):
            return _no_temporary(named)
    try:
        place = Path(tempfile.gettempdir())
        free = shutil.disk_usage(place).free
    except OSError:
        return _no_temporary(os.environ.get("TMPDIR") or "/tmp")
    if free >= LEAST_TEMPORARY:
        return Check("temporary")
    return error(
        "temporary",
        Text(
            f"临时文件夹 {place} 只剩 {free // 2**20} MB，做 PDF 和备份可能失败。",
            f"Only {free // 2**20} MB are left in the folder for temporary files, {place}: PDFs"
            " and backups may fail.",
        ),
        Text("请清理这个盘。", "Make room on that disk."),
    )


def _no_temporary(place: str) -> Check:
    return error(
        "temporary",
        Text(
            f"临时文件夹 {place} 不在或不能写，做 PDF 可能失败。",
            f"The folder for temporary files, {place}, is not there or cannot be written: PDFs may"
            " fail.",
        ),
        Text(
            "请建好这个文件夹并允许写入，或改 TMPDIR（Windows 是 TEMP）。",
            "Make that folder and allow writing, or change TMPDIR (on Windows TEMP).",
        ),
    )


def free_memory() -> int | None:
    """Return the bytes of memory that programs can still have, where the system tells."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        (told,) = (line for line in lines if line.startswith("MemAvailable:"))
        return int(told.split()[1]) * 1024
    except (OSError, ValueError):
        return None


def _windows_memory() -> int | None:
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((name, ctypes.c_ulonglong) for name in "abcdefg"),
            )

        status = Status(length=ctypes.sizeof(Status))
        if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return int(status.b)  # ullAvailPhys
    return None


def _flags() -> frozenset[str]:
    try:
        for line in Path("/proc/cpuinfo").read_text("ascii", "replace").splitlines():
            if line.startswith("flags"):
                return frozenset(line.partition(":")[2].split())
    except OSError:
        pass
    return frozenset()
