"""The data as they may leave the shop: files by size, the database by its form, the backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.moment import from_iso, iso
from posdesk.services.backup_list import Where, beside, tried
from posdesk.services.diary_facts import kinds
from posdesk.services.doctor.patient import Patient
from posdesk.services.second_place import read_second_place
from posdesk.services.support.doctor_part import KNOWN
from posdesk.storage.backup.place import RESTORE, UPGRADE, BackupFolder, Found, made_before

_OTHER = "other"


def database_part(patient: Patient) -> dict[str, object]:
    """Return the form of the database, or what kind of trouble keeps it from being seen."""
    files = _files(patient.folder)
    if patient.records is None:
        trouble = kinds(patient.trouble) if patient.trouble is not None else None
        return {"files": files, "trouble": trouble, "shape": None}
    try:
        return {"files": files, "trouble": None, "shape": patient.records.shape().as_dict()}
    except Exception as bug:  # noqa: BLE001 - damage has no end of kinds, and all are told
        return {"files": files, "trouble": kinds(bug), "shape": None}


def backups_part(folder: Path, key: Key | None, now: datetime) -> list[dict[str, object]]:
    """Return every backup in both places: when it was made, its size, what it counts."""
    places = [(Where.HERE, beside(folder))]
    second, _ = tried(lambda: read_second_place(folder, beside(folder)))
    if second is not None and second.is_there:
        places.append((Where.SECOND, second.folder))
    return [
        _backup(one, where, now)
        for where, place in places
        for one in tried(BackupFolder(place, key).found)[0] or ()
    ]


def names_in(patient: Patient) -> Iterator[str]:
    """Yield the names of people that the data know, as far as they can be read."""
    if patient.records is None:
        return
    for read in (_people, _cashiers):
        try:
            yield from read(patient)
        except Exception:  # noqa: BLE001, S112 - what is damaged goes out by no way either
            continue


def _people(patient: Patient) -> list[str]:
    events = (one.event for one in patient.records.beside_cases()) if patient.records else ()
    return [str(name) for event in events if (name := getattr(event, "name", None))]


def _cashiers(patient: Patient) -> tuple[str, ...]:
    return patient.records.cashiers() if patient.records else ()


def _files(folder: Path) -> dict[str, object]:
    """Return the sizes of the files that every shop has; of all others only how many they are."""
    sizes, others, beyond = dict[str, int](), 0, 0
    try:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            size = path.stat().st_size
            if path.parent == folder and path.name in KNOWN:
                sizes[path.name] = size
            else:
                others, beyond = others + 1, beyond + size
    except OSError as error:
        return {"trouble": kinds(error), "bytes": sizes}
    return {"bytes": sizes, "others": others, "bytes_of_others": beyond}


def _backup(one: Found, where: Where, now: datetime) -> dict[str, object]:
    before, about = made_before(one.path), one.about
    told: dict[str, object] = {
        "where": where.value,
        "made_at": iso(one.made),
        "days_old": (now - one.made).days,
        "bytes": one.size,
        "before": before if before in ("", RESTORE, UPGRADE) else _OTHER,
        "trouble": _kind(one.trouble),
    }
    if about is None:
        return told
    return told | {
        "began_at": iso(from_iso(about.made_at)),
        "events": about.events,
        "cases": about.cases,
        "exhibits": about.exhibits,
        "missing_exhibits": about.missing,
        "is_whole": about.whole,
    }


def _kind(trouble: PosDeskError | None) -> str | None:
    return kinds(trouble) if trouble is not None else None
