"""Whether the shop's own files can be read, and whether the holidays of this year are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from posdesk import paths
from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, warning
from posdesk.services.library import Shelves, read_library
from posdesk.services.policy import read_in_force

_BRING = Text(
    "请在“设置 > 工作日”导入国务院公布的表。",
    "Bring in the announced year file in Settings, Working days.",
)


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
            Text(
                f"{where}：{fault.text.zh_CN}随软件的照常用。",
                f"{fault.file.name}, line {fault.line}: {fault.text.en} What was shipped is used.",
            ),
            Text("请改正这个文件。", "Correct that file."),
        )
    if not library.faults:
        yield Check("own-files")
    yield from installed(patient.folder)
    yield from calendar(library.calendar, datetime.now(BEIJING).date())


def installed(folder: Path) -> Iterator[Check]:
    """Yield what is wrong in the installer's file, of which the last sound state holds."""
    force = read_in_force(folder)
    for fault in force.faults:
        yield warning(
            "installed",
            Text(
                f"安装设置 {fault.file.name} 第 {fault.line} 行：{fault.text.zh_CN}上一份还用着。",
                f"The installer's file {fault.file.name}, line {fault.line}: {fault.text.en} What"
                " it said before holds.",
            ),
            Text(
                "请装机的人用 posdesk provision check 看全部的错并改正。",
                "Whoever installed this counter finds all faults by posdesk provision check.",
            ),
        )
    if force.file and not force.faults:
        yield Check("installed")


def calendar(known: WorkCalendar, today: date) -> Iterator[Check]:
    """Yield whether this year's holidays are known, and from December on the next year's."""
    if not known.day(today).estimate:
        yield Check("calendar")
    else:
        yield warning(
            "calendar",
            Text(
                f"没有 {today.year} 年的节假日表，到期日只是估计。",
                f"The holidays of {today.year} are not known, so due dates are estimates.",
            ),
            _BRING,
        )
    coming = today.year + 1
    if today.month < 12 or coming in known.years:
        yield Check("calendar-next")
    else:
        yield warning(
            "calendar-next",
            Text(
                f"还没有 {coming} 年的节假日表，跨年的到期日只是估计。",
                f"The holidays of {coming} are not known yet; due dates in it are estimates.",
            ),
            _BRING,
        )
