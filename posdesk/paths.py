"""Where things lie: the shipped resources, and the shop's own data."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the shipped resources: in the package (wheel, frozen), else beside it."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def data_folder(given: str | None = None) -> Path:
    """Return the data folder: ``given``, else ``POSDESK_DATA``, else the system's place."""
    named = given or os.environ.get("POSDESK_DATA")
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("PosDesk", appauthor=False))


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time; it holds nothing of a case."""
    return Path(platformdirs.user_cache_dir("PosDesk", appauthor=False))


def documents_folder() -> Path:
    """Return the folder in which people look for what they exported."""
    return Path(platformdirs.user_documents_dir())
