"""The whole examination: theme by theme, none of which can keep the others from being told."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from posdesk import __version__, paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.i18n import in_both
from posdesk.services.doctor import backups, books, clock, data, exhibits, place, program, use
from posdesk.services.doctor.display import display
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, Report, Severity, error
from posdesk.storage.driver import SQLITE_VERSION
from posdesk.storage.health import Health

LIBRARIES = (
    "PySide6-Essentials",
    "sqlite-utils",
    "sqlcipher3",
    "reportlab",
    "Pillow",
    "argon2-cffi",
)

Theme = Callable[[Patient], Iterable[Check]]

THEMES: tuple[tuple[str, Theme], ...] = (
    ("program", program.check),
    ("folder", place.check),
    ("use", use.check),
    ("data", data.check),
    ("exhibits", exhibits.check),
    ("backups", backups.check),
    ("books", books.check),
    ("clock", clock.check),
)


def examine(folder: Path, *, key: Key | None = None) -> Report:
    """Return the report on this installation and the data in ``folder``; changes nothing.

    ``key`` is what they are encrypted with, else the system's key store is asked.
    """
    patient = Patient.of(folder, key)
    try:
        return Report(
            versions=_versions(),
            paths={
                "data": str(folder),
                "resources": str(paths.resources()),
                "cache": str(paths.cache_folder()),
                "program": sys.executable,
            },
            fonts=program.fonts(),
            database=_health(patient),
            display=display(),
            checks=tuple(
                check for name, theme in THEMES for check in _looked(name, theme, patient)
            ),
        )
    finally:
        patient.close()


def _looked(name: str, theme: Theme, patient: Patient) -> Iterator[Check]:
    """Yield what a theme found; what is too damaged to be looked at is a finding itself."""
    try:
        yield from theme(patient)
    except PosDeskError as trouble:
        yield Check(f"{name}-unreadable", in_both(trouble), Severity.ERROR)
    except Exception as bug:  # noqa: BLE001 - damage has no end of kinds, and all are told
        kind = type(bug).__name__
        yield error(
            f"{name}-unreadable",
            f"有一部分（{name}）坏得查不下去（{kind}）：先别用，用备份恢复。",
            f"A part ({name}) is too damaged to be examined ({kind}): stop and restore a backup.",
        )


def _health(patient: Patient) -> Health | None:
    try:
        return patient.records.health() if patient.records is not None else None
    except Exception:  # noqa: BLE001 - the theme of the data tells it
        return None


def _versions() -> dict[str, str]:
    named = {
        "posdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": SQLITE_VERSION,
    }
    for library in LIBRARIES:
        try:
            named[library] = version(library)
        except PackageNotFoundError:  # A frozen program may come without that record.
            named[library] = "bundled"
    return named
