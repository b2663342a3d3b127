"""What is examined: a data folder, and the records in it, opened only to be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.services.keys import key_for
from posdesk.storage.examination import Records
from posdesk.storage.store import DATABASE, KEY_FILE


@dataclass(frozen=True, slots=True)
class Patient:
    """``records`` are missing where there are none yet, or where ``trouble`` says why."""

    folder: Path
    records: Records | None = None
    trouble: Text | None = None
    key: Key | None = None

    @classmethod
    def of(cls, folder: Path, key: Key | None) -> Patient:
        """Open what can be opened of ``folder``; nothing is changed or made."""
        if not (folder / DATABASE).exists():
            return cls(folder)
        try:
            if key is None and (folder / KEY_FILE).exists():
                key = key_for(folder / KEY_FILE)
            return cls(folder, Records.open(folder, key), key=key)
        except PosDeskError as error:
            return cls(folder, None, in_both(error))

    def close(self) -> None:
        """Let go of the records."""
        if self.records is not None:
            self.records.close()
