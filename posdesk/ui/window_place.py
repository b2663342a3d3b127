"""Where the window stood last time, kept beside the data and used only where a screen still is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

FILE = "window.ini"


def restore(window: QWidget, folder: Path) -> None:
    """Put ``window`` where it was; Qt moves it back onto a screen that is there."""
    kept = _settings(folder).value("geometry")
    if kept is not None:
        window.restoreGeometry(kept)


def keep(window: QWidget, folder: Path) -> None:
    """Remember where ``window`` is; a folder that cannot be written is no reason to complain."""
    settings = _settings(folder)
    settings.setValue("geometry", window.saveGeometry())
    settings.sync()


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / FILE), QSettings.Format.IniFormat)
