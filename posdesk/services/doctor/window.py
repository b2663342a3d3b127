"""Whether a window can be shown here, and worked at: libraries, screen, printer, typing Chinese."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.services.doctor.display import has_display, unreachable_screen
from posdesk.services.doctor.patient import Patient, Seat
from posdesk.services.doctor.report import Check, error, note, warning

LINUX = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What Qt's window needs of the system, and the Debian package it comes in."""

WINDOWS = {"vcruntime140.dll": "", "vcruntime140_1.dll": "", "msvcp140.dll": ""}
LEAST_WIDTH, LEAST_HEIGHT = 1024, 700
_PLUGIN = Path("platforms", "libqxcb.so")
_TYPING = ("ibus-daemon", "fcitx", "fcitx5")


def check(patient: Patient) -> Iterator[Check]:
    """Yield what keeps the window from being shown, read, printed from or typed into."""
    yield _libraries()
    if patient.seat is None:
        yield _display()
    else:
        yield _screen(patient.seat)
        if patient.seat.printers is not None:
            yield _printer(patient.seat)
    if sys.platform.startswith("linux"):
        yield typing(os.environ, _running())


def missing(libraries: Mapping[str, str]) -> list[str]:
    """Return which of ``libraries`` the system cannot load."""
    lacking = []
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            lacking.append(name)
    return lacking


def _libraries() -> Check:
    if sys.platform == "win32":
        return _on_windows()
    if not sys.platform.startswith("linux"):
        return Check("window-libraries")
    lacking = missing(LINUX)
    named = " ".join(LINUX[name] for name in lacking)
    why = _plugin_trouble() if not lacking else ""
    if not lacking and not why:
        return Check("window-libraries")
    text = Text(
        f"系统缺窗口要用的库（{'、'.join(lacking) or why}），窗口打不开；命令行照常能用。",
        f"Libraries that the window needs are missing ({', '.join(lacking) or why}): it does not"
        " open; commands work all the same.",
    )
    todo = Text(
        f"请运行：sudo apt install {named}" if named else "请重新安装 PosDesk。",
        f"Run: sudo apt install {named}" if named else "Install PosDesk again.",
    )
    return (error if has_display() else note)("window-libraries", text, todo)


def _on_windows() -> Check:
    lacking = missing(WINDOWS)
    if not lacking:
        return Check("window-libraries")
    return error(
        "window-libraries",
        Text(
            f"Windows 缺 Visual C++ 运行库（{'、'.join(lacking)}），窗口可能打不开。",
            f"Windows lacks the Visual C++ runtime ({', '.join(lacking)}): the window may not"
            " open.",
        ),
        Text(
            "请安装微软的“Visual C++ 2015-2022 可再发行程序包 (x64)”。",
            "Install Microsoft's Visual C++ 2015-2022 Redistributable (x64).",
        ),
    )


def _plugin_trouble() -> str:
    """Return why the part of Qt that shows windows on Linux cannot be loaded, empty if it can.

    The system's own tool looks: to load a damaged file would end this program too.
    """
    plugin, ldd = _qt_plugins() / _PLUGIN, shutil.which("ldd")
    if not plugin.is_file():
        return _PLUGIN.name
    if ldd is None:
        return ""
    try:
        told = subprocess.run(
            [ldd, str(plugin)], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    lacking = [line.split()[0] for line in told.stdout.splitlines() if "not found" in line]
    return "、".join(lacking) or (_PLUGIN.name if told.returncode else "")


def _qt_plugins() -> Path:
    found = find_spec("PySide6")
    folder = Path(found.origin).parent if found is not None and found.origin else Path()
    return folder / "Qt" / "plugins"


def _display() -> Check:
    screen = unreachable_screen()
    if screen:
        return error(
            "display",
            Text(
                f"显示服务 {screen} 连不上，窗口打不开。",
                f"The display {screen} cannot be reached: the window does not open.",
            ),
            Text(
                "请在电脑的桌面上打开 PosDesk；远程登录请用 ssh -X，或只用命令行。",
                "Start PosDesk on the computer's desktop; from afar use ssh -X, or commands only.",
            ),
        )
    if has_display():
        return Check("display")
    return note(
        "display",
        Text("这里没有屏幕，只能用命令行。", "There is no screen here: only commands work."),
        Text("要用窗口，请在桌面上打开 PosDesk。", "For the window start PosDesk on a desktop."),
    )


def _screen(seat: Seat) -> Check:
    if seat.width >= LEAST_WIDTH and seat.height >= LEAST_HEIGHT:
        return Check("screen")
    size = f"{seat.width}×{seat.height}"
    return warning(
        "screen",
        Text(
            f"屏幕只有 {size}（缩放 {seat.scale}%），窗口要 {LEAST_WIDTH}×{LEAST_HEIGHT}，有些按钮"
            "会看不到。",
            f"The screen has only {size} (scaled {seat.scale}%); the window needs"
            f" {LEAST_WIDTH}×{LEAST_HEIGHT}, and some buttons will be out of sight.",
        ),
        Text(
            "请在系统的显示设置里调高分辨率，或把缩放调小。",
            "Choose a higher resolution or a smaller scale in the system's display settings.",
        ),
    )


def _printer(seat: Seat) -> Check:
    if seat.printers:
        return Check("printer")
    return note(
        "printer",
        Text("这台电脑没有装打印机。", "No printer is installed on this computer."),
        Text(
            "要打印，请先在系统里添加；也可以存成 PDF 到别处打印。",
            "To print, add one in the system's settings, or save a PDF and print it elsewhere.",
        ),
    )


def typing(environment: Mapping[str, str], running: frozenset[str]) -> Check:
    """Return whether Chinese can be typed, by the variables and the programs that run."""
    if not has_display() or not environment.get("DISPLAY"):
        return Check("typing")
    named = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")
    plugins = _qt_plugins() / "platforminputcontexts"
    has = {p.name.removeprefix("lib").partition("platform")[0] for p in plugins.glob("*.so")}
    wanted = [one for one in named.split(";") if one and one != "xim"]
    if wanted and has and not has & set(wanted):
        return warning(
            "typing",
            Text(
                f"系统的输入法（{named}）窗口用不上，可能打不了中文。",
                f"The window cannot use the system's input method ({named}): Chinese may not be"
                " typed.",
            ),
            Text(
                "请设环境变量 QT_IM_MODULE=ibus 再打开（fcitx5 也支持）。",
                "Set the variable QT_IM_MODULE=ibus and start again (fcitx5 understands it too).",
            ),
        )
    if wanted or running & set(_TYPING):
        return Check("typing")
    return note(
        "typing",
        Text("没看到中文输入法在运行。", "No Chinese input method is running."),
        Text(
            "打不了中文的话请运行：sudo apt install ibus-libpinyin，再重新登录。",
            "Should Chinese not be typed, run: sudo apt install ibus-libpinyin, and log in again.",
        ),
    )


def _running() -> frozenset[str]:
    """Return the names of the programs that run, as Linux tells them."""
    found = set()
    for one in Path("/proc").glob("[0-9]*/comm"):
        try:
            found.add(one.read_text("utf-8", "replace").strip())
        except OSError:  # it has just ended
            continue
    return frozenset(found)
