"""Whether anybody can see a window here."""

from __future__ import annotations

import os
import sys
from typing import Any


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
