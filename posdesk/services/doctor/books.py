"""Whether the shop's own files can be read, and whether the holidays of this year are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posdesk import paths
from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.moment import BEIJING
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, warning
from posdesk.services.library import Shelves, read_library


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong in the files that the shop laid over the shipped ones."""
    shipped = paths.resources()
    if not (shipped / "flows").is_dir():
        return
    library = read_library(Shelves(shipped, patient.folder, paths.cache_folder()))
    for fault in library.faults:
        where = f"{fault.file.name} 第 {fault.line} 行"
        yield warning(
            "own-files",
            f"{where}：{fault.text.zh_CN}随软件的照常用；请改正这个文件。",
            f"{fault.file.name}, line {fault.line}: {fault.text.en} What was shipped is used;"
            " correct that file.",
        )
    if not library.faults:
        yield Check("own-files")
    yield _calendar(library.calendar)


def _calendar(calendar: WorkCalendar) -> Check:
    today = datetime.now(BEIJING).date()
    if not calendar.day(today).estimate:
        return Check("calendar")
    return warning(
        "calendar",
        f"没有 {today.year} 年的节假日表，日期只是估计：请在“设置 > 节假日”导入。",
        f"The holidays of {today.year} are not known, so dates are estimates: bring in the year"
        " file in Settings > Holidays.",
    )
