"""The data of every version, as zips: laid out again, and what must be found in them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.key import Key
from posdesk.services.keys import key_for
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.store import KEY_FILE, Store

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Kept:
    """One zip, and the JSON beside it."""

    name: str

    @property
    def found(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((HERE / f"{self.name}.json").read_text("utf-8"))
        return said

    @property
    def is_older(self) -> bool:
        return bool(self.found["schema"] < JOURNAL.version)

    def unpack(self, folder: Path) -> Path:
        """Lay the data out as the program left them and return their folder."""
        with zipfile.ZipFile(HERE / f"{self.name}.zip") as zipped:
            zipped.extractall(folder)
        return folder

    def key(self, folder: Path) -> Key | None:
        """Return what opens the data that were laid out in ``folder``."""
        return key_for(folder / KEY_FILE, self.found["passphrase"]) if self._is_locked else None

    @property
    def _is_locked(self) -> bool:
        return bool(self.found["passphrase"])

    def check(self, store: Store) -> None:
        """Fail where anything of what was told to the old program is not there."""
        found = self.found
        assert store.has_hash(found["head"])
        assert sorted(row.number for row in store.cases()) == sorted(found["cases"])
        for number, told in found["cases"].items():
            case = store.case(number)
            assert case.money == told["state"]
            assert case.verdict.charge_again == told["charge_again"]
            assert [one.slip.amount for one in case.attempts] == told["amounts"]
            assert len(case.history) == told["events"]
            assert case.symptom == told["symptom"]
            assert [one.sha256 for one in case.exhibits] == told["exhibits"]
            for digest in told["exhibits"]:
                assert store.exhibits.get(digest)
        assert store.verify().valid
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()


KEPT = tuple(Kept(path.stem) for path in sorted(HERE.glob("*.zip")))
"""All of them."""

OLDER = tuple(one for one in KEPT if one.is_older)
"""Those whose files the present program lays out in another way."""
