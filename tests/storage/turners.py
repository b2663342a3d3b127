"""A shop's folder that is turned encrypted and back, in this process or in one that is killed."""

from __future__ import annotations

import os
from pathlib import Path

from posdesk.domain.event import EncryptionTurned
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.storage.key_mark import named_key
from posdesk.storage.store import KEY_FILE, Store
from posdesk.storage.turning import Turning
from tests.storage.samples import Clock, exhibit, open_case, open_store

KEY = Key(bytes(range(32)))
TOLD = "WITNESS-OF-CUSTOMER-7731"
"""What stands in events and exhibits and must be found nowhere in encrypted files."""


def fill(folder: Path, *, cases: int = 12, photos: int = 6, size: int = 40_000) -> None:
    with open_store(folder) as store:
        for number in range(cases):
            open_case(store, f"{TOLD}-{number}")
        for number in range(photos):
            body = f"{TOLD} {number} ".encode() * (size // 30)
            digest = store.exhibits.put(body)
            store.append([exhibit(f"{TOLD}-0", f"photo-{number}", digest)], actor="03")


def turn(folder: Path, *, on: bool) -> None:
    turning(folder, on=on).turn()


def turning(folder: Path, *, on: bool) -> Turning:
    return Turning(
        folder=folder,
        old=None if on else KEY,
        new=KEY if on else None,
        key_file=KeyFile(KEY.id, KeptIn.PAPER).to_bytes(),
        actor="03",
        clock=Clock(),
        software="posdesk test",
    )


def opened(folder: Path) -> Store:
    """Open the folder whichever way it is; what a kill left is finished first."""
    from posdesk.storage.exchange import enter

    enter(folder).close()
    key = KEY if (folder / KEY_FILE).exists() else None
    assert key is None or named_key(folder / KEY_FILE) == KEY.id
    return Store.open(folder, clock=Clock(), software="posdesk test", key=key)


def is_sound(folder: Path) -> bool:
    """See that everything is there and sound; return whether it is encrypted."""
    with opened(folder) as store:
        on = store.key is not None
        assert store.verify().valid
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()
        assert store.health().quick_check == ("ok",)
        assert len(store.case(f"{TOLD}-0").exhibits) == 6
        turns = [e.event for e in store.beside_cases() if isinstance(e.event, EncryptionTurned)]
        assert (turns[-1].on if turns else False) == on
        assert all(one.key == KEY.id for one in turns)
    left = {path.name.removesuffix("-wal").removesuffix("-shm") for path in folder.iterdir()}
    assert left <= {"posdesk.db", "exhibits.db", "posdesk.key", "posdesk.lock"}, left
    return on


def tells(folder: Path) -> list[str]:
    """Return the files under ``folder`` in which the witness can be read."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            number = os.open(path, os.O_RDONLY)
            try:
                data = b"".join(iter(lambda n=number: os.read(n, 1 << 20), b""))  # type: ignore[misc]
            finally:
                os.close(number)
            if TOLD.encode() in data:
                found.append(path.name)
    return found
