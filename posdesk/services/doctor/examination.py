"""The whole examination: theme by theme, none of which can keep the others from being told."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from posdesk import __version__, paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.services.doctor import (
    backups,
    books,
    clock,
    computer,
    data,
    exhibits,
    place,
    program,
    seal,
    use,
    whereabouts,
    window,
)
from posdesk.services.doctor.display import display
from posdesk.services.doctor.patient import Patient, Seat
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

BUNDLED = "bundled"
"""The version of a library where a frozen program comes without its record."""

Theme = Callable[[Patient], Iterable[Check]]

THEMES: tuple[tuple[str, Theme], ...] = (
    ("program", program.check),
    ("window", window.check),
    ("computer", computer.check),
    ("folder", place.check),
    ("whereabouts", whereabouts.check),
    ("use", use.check),
    ("data", data.check),
    ("exhibits", exhibits.check),
    ("seal", seal.check),
    ("backups", backups.check),
    ("books", books.check),
    ("clock", clock.check),
)


def examine(
    folder: Path,
    *,
    key: Key | None = None,
    quick: bool = False,
    seat: Seat | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Return the report on this installation and the data in ``folder``; changes nothing.

    ``key`` is what they are encrypted with, else the system's key store is asked. ``quick`` leaves
    out what goes through everything that is stored; ``progress`` is told of themes that are done,
    and may raise to stop.
    """
    found: list[Check] = []
    stopped: list[BaseException] = []
    at = 0

    def breathe() -> None:
        if progress is not None:
            try:
                progress(at, len(THEMES))
            except BaseException as stop:
                stopped.append(stop)
                raise

    patient = Patient.of(folder, key, quick=quick, seat=seat, breathe=breathe)
    try:
        for name, theme in THEMES:
            breathe()
            at += 1
            found += (replace(check, theme=name) for check in _looked(name, theme, patient))
            if stopped:
                raise stopped[0]  # what a theme takes for its own trouble
        return Report(
            versions=_versions(),
            paths={
                "data": str(folder),
                "resources": str(paths.resources()),
                "cache": str(paths.cache_folder()),
                "program": sys.executable,
            },
            fonts=program.fonts(),
            database=None if quick else _health(patient),
            display=display(),
            checks=tuple(found),
            quick=quick,
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
            Text(
                f"有一部分（{name}）坏得查不下去（{kind}）。",
                f"A part ({name}) is too damaged to be examined ({kind}).",
            ),
            Text("先别用，请用备份恢复。", "Stop and restore a backup."),
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
            named[library] = BUNDLED
    return named
