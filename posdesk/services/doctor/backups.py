"""Whether a backup is recent enough to lose little."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posdesk.domain.moment import BEIJING
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, Severity
from posdesk.services.doctor_backups import LOST, are_lost, examine_backups


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the backups, where there are data that can be opened or none."""
    if are_lost(patient.folder):
        yield Check("backups", LOST, Severity.ERROR)
        return
    if patient.records is None:
        return
    found = examine_backups(patient.folder, patient.key, datetime.now(BEIJING))
    yield from (Check("backups", said, Severity.WARNING) for said in found)
    if not found:
        yield Check("backups")
