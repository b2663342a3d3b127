"""Whether the computer's clock can be right, and which zone it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posdesk import paths
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.text import Text
from posdesk.services.clock_check import LEEWAY, clock_trouble, zone_offset
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import WELL, Check, Severity, error, note
from posdesk.services.library import Shelves, read_library

MADE = datetime(2026, 11, 1, tzinfo=BEIJING)
"""This version was not there before."""


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the clock by itself and beside the events."""
    now = datetime.now(BEIJING)
    yield past_making(now)
    newest = patient.records.newest_at() if patient.records is not None else ""
    library = read_library(Shelves(paths.resources(), patient.folder, paths.cache_folder()))
    trouble = clock_trouble(now, newest, library.calendar)
    yield Check("clock", trouble or WELL, Severity.WARNING if trouble else Severity.NOTE)
    latest = patient.records.latest_at() if patient.records is not None else ""
    yield _jumped(newest, latest)
    yield Check("zone", zone_offset(now.astimezone()) or WELL)


def past_making(now: datetime) -> Check:
    """Return whether the clock is behind the day on which this program was made."""
    if now >= MADE:
        return Check("clock-made")
    return error(
        "clock-made",
        Text(
            f"电脑时间是 {now.date()}，比这个软件做出来还早：到期日和 PDF 上的日期都会错。",
            f"The computer's clock says {now.date()}, before this program was made: due dates and"
            " the dates in PDFs will be wrong.",
        ),
        Text(
            "请校准时间；每次开机都不对的话，换主板电池。",
            "Set the clock; if it is wrong after every start, change the mainboard's battery.",
        ),
    )


def _jumped(newest: str, latest: str) -> Check:
    """Return whether events bear moments that the clock came to only once and left again."""
    if not latest or from_iso(latest) - from_iso(newest) <= LEEWAY:
        return Check("clock-jumped")
    moment = latest[:16].replace("T", " ")
    return note(
        "clock-jumped",
        Text(
            f"电脑时间跳过：有记录写着 {moment}，后来的反而更早。顺序没乱，只是那几条的日期不准。",
            f"The clock has jumped: a record says {moment}, and later ones"
            " are before that. Their order is right, only those dates are not.",
        ),
        Text(
            "请在系统设置里打开自动校时。",
            "Let the system set its clock by the network.",
        ),
    )
