"""Where the window stood last time, kept beside the data and used only where a screen still is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FILE = "window.ini"


def restore(window: QWidget, folder: Path) -> None:
    """Put ``window`` where it was; Qt moves it back onto a screen that is there."""
    kept = _settings(folder).value("geometry")
    if kept is not None:
        window.restoreGeometry(kept)
    there = window.screen().availableSize()
    is_seen = QGuiApplication.platformName() != "offscreen"  # whose screen is of no size
    if is_seen and (window.width() > there.width() or window.height() > there.height()):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep(window: QWidget, folder: Path) -> None:
    """Remember where ``window`` is; a folder that cannot be written is no reason to complain."""
    settings = _settings(folder)
    settings.setValue("geometry", window.saveGeometry())
    settings.sync()


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / FILE), QSettings.Format.IniFormat)
