"""Whether a backup is recent enough to lose little, and whether one survives this disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.text import Text
from posdesk.services.backup_check import check_backups, key_of_backup
from posdesk.services.backup_list import beside, tried
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.place import nearest
from posdesk.services.doctor.report import Check, Severity, note, warning
from posdesk.services.doctor_backups import LOST, RECENT, are_lost, examine_backups, first_case
from posdesk.services.second_place import SecondPlace, read_second_place
from posdesk.services.turn import backup_places
from posdesk.storage.backup.place import BackupFolder


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the backups, where there are data that can be opened or none."""
    if are_lost(patient.folder):
        yield Check("backups", LOST, Severity.ERROR)
        return
    if patient.records is None:
        return
    now = datetime.now(BEIJING)
    found = examine_backups(patient.folder, patient.key, now)
    yield from (Check("backups", said, Severity.WARNING) for said in found)
    if not found:
        yield Check("backups")
    if not patient.quick:
        yield exhibits(patient)
    second, trouble = tried(lambda: read_second_place(patient.folder, beside(patient.folder)))
    if trouble is None:
        began, _ = tried(lambda: first_case(patient.folder, patient.key))
        is_new = not began or now - from_iso(began) <= RECENT
        yield second_place(patient.folder, second, now, is_new=is_new)


def exhibits(patient: Patient) -> Check:
    """Return whether each backup still has its exhibits, which lie beside it; all are read."""
    places = backup_places(patient.folder)
    listed = (tried(BackupFolder(place, patient.key).named)[0] for place in places)
    checked = check_backups(
        [path for named in listed for path in named or ()],
        lambda path: key_of_backup(path, patient.key),
        lambda _done, _total: patient.breathe(),
        only_exhibits=True,
    )
    bad = [one for one in checked if one.lacking]
    if not bad:
        return Check("backup-exhibits")
    name, count = bad[0].path.name, bad[0].lacking
    return warning(
        "backup-exhibits",
        Text(
            f"{len(bad)} 份备份有证据缺失或损坏（{name}：{count} 件），其余都完好。",
            f"{len(bad)} backups lack exhibits or hold damaged ones ({name}: {count}); all else in"
            " them is whole.",
        ),
        Text(
            "现在的数据里还有的没有丢：请在别的盘上另做一份完整备份（posdesk backup 文件）。",
            "What the present data still have is not lost: make a whole backup on another disk"
            " (posdesk backup FILE).",
        ),
    )


def second_place(folder: Path, second: SecondPlace | None, now: datetime, *, is_new: bool) -> Check:
    """Return whether a copy of the data would be left if this disk died.

    A shop in its first week, which ``is_new``, has time to choose.
    """
    choose = Text(
        "请在“设置 > 数据”选一个 U 盘或网络盘作第二处。",
        "Choose a USB stick or a network drive as the second place in Settings, Data.",
    )
    if second is None:
        return (note if is_new else warning)(
            "second-place",
            Text(
                "备份只在这块硬盘上：硬盘坏了就一起没了。",
                "The backups lie on this disk alone and would be lost with it.",
            ),
            choose,
        )
    if not second.is_there:
        away = second.last is None or now - second.last > RECENT
        return (warning if away else note)(
            "second-place",
            Text(
                f"备份的第二处 {second.place} 现在不在"
                f"{f'，上次备份到那里是 {second.last.date()}' if second.last else ''}。",
                f"The second place of the backups, {second.place}, is not there now"
                f"{f'; the last backup came to it on {second.last.date()}' if second.last else ''}"
                ".",
            ),
            Text(
                "请插上它，在“设置 > 数据”点“现在备份”。",
                "Plug it in and press “Back up now” in Settings, Data.",
            ),
        )
    if _disk(second.folder) == _disk(folder):
        return warning(
            "second-place",
            Text(
                f"备份的第二处 {second.place} 和数据在同一块盘上：盘坏了就一起没了。",
                f"The second place of the backups, {second.place}, is on the disk of the data and"
                " would be lost with it.",
            ),
            choose,
        )
    return Check("second-place")


def _disk(place: Path) -> int:
    return nearest(place).stat().st_dev
