"""Whether anybody can see a window here."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path
from typing import Any

_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def display() -> dict[str, Any]:
    """Return what is known of the screen."""
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


def unreachable_screen() -> str:
    """Return the X display of this computer that is named and does not answer, empty for none."""
    if not has_display() or not sys.platform.startswith("linux"):
        return ""
    named = os.environ.get("DISPLAY", "")
    local = _LOCAL.fullmatch(named)
    if local is None or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    place = f"/tmp/.X11-unix/X{local[1]}"
    for address in (place, f"\0{place}"):
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(1)
            try:
                asking.connect(address)
            except OSError:
                continue
            return ""
    return "" if Path(place).is_socket() and not os.access(place, os.W_OK) else named
