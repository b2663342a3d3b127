"""What comes of an installer's file: what was set and kept, what waits, or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.provision import SECOND_PLACE_KEY
from posdesk.domain.text import N_, Text
from posdesk.intake.provision_faults import ProvisionFault
from posdesk.services.provision_plan import Change, Fate
from posdesk.services.turn import Turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the file asks for and only a person, or a stick that is plugged in, can bring about."""

    key: str
    why: Text


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a file; ``people`` were added. ``turn`` is to be done once all is closed."""

    file: Path
    digest: str
    changes: tuple[Change, ...] = ()
    people: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    turn: Turn | None = None
    sheet: Path | None = None

    def keys(self, fate: Fate) -> tuple[str, ...]:
        """Return the settings that became so."""
        return tuple(change.key for change in self.changes if change.fate is fate)


class ProvisionFaulty(WrongInput):
    """The file has faults, all of them named; nothing was applied."""

    def __init__(self, faults: Sequence[ProvisionFault]) -> None:
        self.faults = tuple(faults)
        first = faults[0]
        super().__init__(
            N_(
                "Faults found: {count}. {file}, line {line}: {fault} Nothing was applied;"
                " `posdesk provision check` shows them all."
            ),
            count=len(faults),
            file=first.file.name,
            line=first.line,
            fault=first.text,
        )


TO_ENCRYPT = Text(
    "安装设置要求加密数据：请店长在“设置 > 数据”里打开，并打印恢复单。",
    "The installer's file asks for encryption: a manager turns it on in Settings > Data and prints"
    " the recovery sheet.",
)
TO_DECRYPT = Text(
    "安装设置不要加密，数据却已加密：什么都没有动，请装机的人来定。",
    "The installer's file wants no encryption, but the data are encrypted: nothing was changed; ask"
    " whoever installed this counter.",
)
TO_GUARD = Text(
    "安装设置要求店长有 PIN：请在“设置 > 人员”里给店长设一个。",
    "The installer's file asks for a manager's PIN: set one in Settings > People.",
)
NO_PLACE = Waiting(
    SECOND_PLACE_KEY,
    Text(
        "备份的第二处还没有插上或连上：插上后重新打开就用上。",
        "The second place of backups is not plugged in yet: plug it in and start again.",
    ),
)
