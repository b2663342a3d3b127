"""A shop that is struck again and again, and what it was told: that much must always be there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from posdesk import app
from posdesk.domain.key import Key
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.keys import key_for
from posdesk.storage.exchange import enter
from posdesk.storage.store import KEY_FILE
from tests.fire.old_folder import lay_oldest
from tests.storage.samples import Clock

PASSPHRASE = "七号柜台的雨伞 27"


@dataclass
class Shop:
    """What a shop was told: which events are kept, which cases are gone for good."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    events: set[str] = field(default_factory=set)
    cases: dict[str, str] = field(default_factory=dict)
    """Marks by the ids of their cases: words that stand in no other case."""
    erased: dict[str, str] = field(default_factory=dict)
    files: dict[Path, str] = field(default_factory=dict)
    """What was taken out of the data, with its SHA-256."""
    name: str = ""
    """What the shop calls itself, as it was kept last."""
    naming: str = ""
    """What it was about to be called, if that was not acknowledged."""

    @property
    def out(self) -> Path:
        """Where its bundles go."""
        return self.folder.with_name("out")

    def lay_oldest(self) -> None:
        """Have the data of the oldest version instead, as if nothing had been before."""
        shutil.rmtree(beside(self.folder), ignore_errors=True)
        self.events, self.cases, self.name = lay_oldest(self.folder), {}, ""
        self.naming = ""

    def key(self) -> Key | None:
        """Return what opens the data now, as the shop would find it."""
        path = self.folder / KEY_FILE
        return key_for(path, PASSPHRASE) if path.exists() else None

    def desk(self) -> Desk:
        """Open the shop's desk."""
        # What was cut is finished first, so that the key file is the right one.
        enter(self.folder).close()
        return app.open_desk(self.folder, self.clock, key=self.key())

    def hear(self, told: tuple[tuple[str, ...], ...]) -> None:
        """Hold the shop to what was acknowledged."""
        for kind, *words in told:
            if kind == "case":
                self.cases[words[0]] = words[1]
                self.events |= set(words[2:])
            elif kind == "event":
                self.events |= set(words)
            elif kind == "erased":
                self.erased[words[0]] = self.cases.pop(words[0])
            elif kind == "file":
                self.files[Path(words[0])] = words[1]
            elif kind == "named":
                self.name, self.naming = words[0], ""
            elif kind == "naming":
                self.naming = words[0]


def key_of(backup: Path) -> Key | None:
    """Return what opens a backup, which may be older than the last turn of encryption."""
    sidecar = backup.with_name(f"{backup.name}.key")
    return key_for(sidecar, PASSPHRASE) if sidecar.exists() else None
