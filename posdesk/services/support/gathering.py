"""Brings the parts of the support file together, and passes each of them by the scrubber."""

from __future__ import annotations

import hashlib
import json
import locale
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from posdesk import __version__, paths
from posdesk.domain.key import Key
from posdesk.domain.moment import iso
from posdesk.domain.scrubbing import Scrubber
from posdesk.i18n import Translator
from posdesk.services.diary import Diary, Process
from posdesk.services.diary_facts import kinds
from posdesk.services.doctor.patient import Patient, Seat
from posdesk.services.doctor.report import Report
from posdesk.services.support.data_part import backups_part, database_part
from posdesk.services.support.doctor_part import as_json, fit, in_words
from posdesk.services.support.known_names import scrubber_for
from posdesk.services.support.log_part import LogPart
from posdesk.services.support.readme import PARTS, README, readme
from posdesk.services.support.settings_part import provision_part, settings_part

_MACHINES = ("x86_64", "AMD64", "arm64", "aarch64", "i686")


def gather(
    folder: Path, key: Key | None, report: Report, seat: Seat | None, now: datetime
) -> dict[str, str]:
    """Return the texts of the file by their names, in their order, with nothing of anybody."""
    patient = Patient.of(folder, key)
    try:
        return _scrubbed(report, seat, patient, now)
    finally:
        patient.close()


def _scrubbed(report: Report, seat: Seat | None, patient: Patient, now: datetime) -> dict[str, str]:
    scrubber, folder = scrubber_for(patient), patient.folder
    fitting = fit(report, scrubber)
    written = tuple(Diary(folder, Process.COMMAND).lines())
    log = LogPart(Translator("zh_CN", paths.resources() / "i18n"))
    values: dict[str, Callable[[], object]] = {
        "doctor.json": lambda: as_json(fitting),
        "about.json": lambda: _about(fitting, seat, now),
        "settings.json": lambda: settings_part(folder),
        "provision.json": lambda: provision_part(folder),
        "database.json": lambda: database_part(patient),
        "backups.json": lambda: backups_part(folder, patient.key, now),
    }
    lines: dict[str, Callable[[], str]] = {
        "doctor.txt": lambda: in_words(fitting),
        "log.txt": lambda: "".join(f"{line}\n" for line in log.lines(written)),
        "crashes.txt": lambda: _crashes(log, written),
    }
    found = {name: scrubber.clean(_tried(make)) for name, make in lines.items()}
    found |= {name: _dumped(_tried(make), scrubber) for name, make in values.items()}
    return {part.name: readme() if part.name == README else found[part.name] for part in PARTS}


def _tried(make: Callable[[], Any]) -> Any:
    """Return a part, or what kind of trouble kept it from being made: the others go on."""
    try:
        return make()
    except Exception as bug:  # noqa: BLE001 - a file for trouble is made in every trouble
        return f"({kinds(bug)})"


def _about(fitting: Report, seat: Seat | None, now: datetime) -> dict[str, object]:
    machine = platform.machine()
    return {
        "made_at": iso(now),
        "posdesk": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "versions": fitting.versions,
        "machine": machine if machine in _MACHINES else None,
        "encoding": locale.getpreferredencoding(False),
        "bill_of_materials_sha256": _bill(),
        "screen": asdict(seat) if seat is not None else None,
        "display": fitting.display,
    }


def _bill() -> str | None:
    """Return the digest of the built program's bill of materials."""
    with suppress(OSError):
        place = Path(sys.executable).parent / "licences" / "bom.json"
        return hashlib.sha256(place.read_bytes()).hexdigest()
    return None


def _crashes(log: LogPart, written: tuple[str, ...]) -> str:
    blocks = (
        "\n".join((f"{one.count} x {one.kind}  {one.last}", *one.frames.split(" ")))
        for one in log.crashes(written)
    )
    return "\n\n".join(blocks) + "\n"


def _dumped(value: object, scrubber: Scrubber) -> str:
    return json.dumps(_cleaned(value, scrubber), ensure_ascii=False, indent=1) + "\n"


def _cleaned(value: Any, scrubber: Scrubber) -> Any:
    """Return JSON values with every text in them cleaned; numbers are sizes and counts."""
    if isinstance(value, str):
        return scrubber.clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(one, scrubber) for name, one in value.items()}
    return [_cleaned(one, scrubber) for one in value] if isinstance(value, list | tuple) else value
