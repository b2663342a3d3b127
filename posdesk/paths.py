"""Where things lie: the shipped resources, and the shop's own data."""

from __future__ import annotations

import os
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import platformdirs

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the shipped resources: in the package (wheel, frozen), else beside it."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def manual() -> Path:
    """Return the manual: in the package (wheel, frozen), else among the documents beside it."""
    inside = _PACKAGE / "manual"
    return inside if inside.is_dir() else _PACKAGE.parent / "docs" / "manual"


def data_folder(given: str | None = None) -> Path:
    """Return the data folder: ``given``, else ``POSDESK_DATA``, the installer's, the user's own.

    Raises ``DataTrouble`` where the installer's file names one that this account cannot resolve:
    an empty folder in its place would look like lost data.
    """
    named = given or os.environ.get("POSDESK_DATA")
    if named:
        return Path(named).expanduser().absolute()
    written = _provisioned_folder()
    if not written:
        return own_data_folder()
    folder = spelt_out(written)
    if folder is None:
        raise DataTrouble(
            N_(
                "The installer's file {file} names the data folder {folder}, which this account"
                " cannot resolve; nothing was opened; ask whoever installed this counter."
            ),
            file=provision_file(),
            folder=written[:200],
        )
    return folder


def own_data_folder() -> Path:
    """Return the system's place for the data of the account that is signed in."""
    return Path(platformdirs.user_data_dir("PosDesk", appauthor=False))


def provision_file() -> Path:
    """Return where the installer's file for this computer lies, if there is one."""
    named = os.environ.get("POSDESK_PROVISION")
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "PosDesk", "provision.toml")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/PosDesk/provision.toml")
    return Path("/etc/posdesk/provision.toml")


def spelt_out(written: str) -> Path | None:
    """Return the absolute path that ``written`` means with ``~`` and variables of the environment.

    ``None`` where a variable is not set, or where it is no absolute path.
    """
    plain = os.path.expandvars(os.path.expanduser(written.strip()))  # noqa: PTH111 - before a path
    is_left = "$" in plain or (os.name == "nt" and "%" in plain)
    return Path(plain) if not is_left and Path(plain).is_absolute() else None


def _provisioned_folder() -> str:
    """Return the data folder as the installer's file writes it, empty where it names none.

    While the file cannot be understood, the folder of last time holds.
    """
    try:
        said = tomllib.loads(provision_file().read_text("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError, RecursionError):
        with suppress(OSError, ValueError):
            return _note().read_text("utf-8").strip()
        return ""
    data = said.get("data")
    folder = data.get("folder") if isinstance(data, dict) else None
    return folder if isinstance(folder, str) and folder.strip() else ""


def remember_provisioned_folder() -> None:
    """Keep the folder that the installer's file names, for the day on which it is broken."""
    written, note = _provisioned_folder(), _note()
    with suppress(OSError):
        if written:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(written, "utf-8")
        else:
            note.unlink(missing_ok=True)


def _note() -> Path:
    return Path(platformdirs.user_state_dir("PosDesk", appauthor=False)) / "provisioned-folder.txt"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time; it holds nothing of a case."""
    return Path(platformdirs.user_cache_dir("PosDesk", appauthor=False))


def documents_folder() -> Path:
    """Return the folder in which people look for what they exported."""
    return Path(platformdirs.user_documents_dir())
