"""What the doctor says of backups: whether one is recent enough to lose little."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.domain.moment import from_iso
from posdesk.domain.text import Text
from posdesk.services.backup_list import beside, tried
from posdesk.services.second_place import read_second_place
from posdesk.storage.backup.about import first_opened
from posdesk.storage.backup.copying import one_moment
from posdesk.storage.backup.place import BackupFolder
from posdesk.storage.store import DATABASE

RECENT = timedelta(days=7)

NONE_YET = Text(
    "还没有备份：请在设置的“数据”里点“现在备份”。",
    "There is no backup yet: press “Back up now” in Settings, Data.",
)
LOST = Text(
    "这里没有数据，却有备份：请恢复最近的一份。",
    "There are no data here, but backups of them: restore the newest one.",
)


def are_lost(folder: Path) -> bool:
    """Return whether ``folder`` holds no database while backups of one lie beside it."""
    if (folder / DATABASE).exists():
        return False
    here, _ = tried(lambda: BackupFolder(beside(folder), None).named())
    return bool(here)


def examine_backups(folder: Path, key: Key | None, now: datetime) -> tuple[Text, ...]:
    """Return what is wrong with the backups of the data in ``folder``; none where all is well.

    A backup gets its name only once it was read back, so that names tell enough; a second place
    that is not plugged in counts by what was noted of it. A shop in its first week has time.
    """
    began, _ = tried(lambda: first_case(folder, key))
    if not began or now - from_iso(began) <= RECENT:
        return ()
    here, _ = tried(lambda: BackupFolder(beside(folder), None).named())
    second, _ = tried(lambda: read_second_place(folder, beside(folder)))
    made = [*(here or {}).values(), *([second.last] if second and second.last else [])]
    past = [moment for moment in made if moment <= now]
    if not past:
        return (NONE_YET,)
    days = (now - max(past)).days
    if now - max(past) <= RECENT:
        return ()
    return (
        Text(
            f"上次备份是 {days} 天前：请在设置的“数据”里点“现在备份”。",
            f"The last backup is {days} days old: press “Back up now” in Settings, Data.",
        ),
    )


def first_case(folder: Path, key: Key | None) -> str:
    """Return when the first case was opened (ISO), empty where there is none."""
    with one_moment(folder / DATABASE, key) as moment:
        return first_opened(moment)
