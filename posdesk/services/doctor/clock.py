"""Whether the computer's clock can be right, and which zone it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posdesk import paths
from posdesk.domain.moment import BEIJING
from posdesk.services.clock_check import clock_trouble, zone_offset
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import WELL, Check, Severity
from posdesk.services.library import Shelves, read_library


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the clock beside the last event."""
    newest = patient.records.newest_at() if patient.records is not None else ""
    library = read_library(Shelves(paths.resources(), patient.folder, paths.cache_folder()))
    trouble = clock_trouble(datetime.now(BEIJING), newest, library.calendar)
    yield Check("clock", trouble or WELL, Severity.WARNING if trouble else Severity.NOTE)
    yield Check("zone", zone_offset(datetime.now(BEIJING).astimezone()) or WELL)
