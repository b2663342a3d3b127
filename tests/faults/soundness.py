"""What must hold after every failure: the chain, the lists, the exhibits, and no half files."""

from __future__ import annotations

from pathlib import Path

from posdesk.storage.store import Store

HALF = ("*.part", "*.new", "*.tmp", "exchange")


def assert_sound(store: Store) -> None:
    """Nothing is lost, nothing is half done."""
    found = store.verify()
    assert found.valid, found.first_bad
    assert found.tables
    assert store.differing() == ()
    assert store.damaged_exhibits() == ()
    assert half_files(store.folder) == []


def half_files(folder: Path) -> list[Path]:
    """Return what was begun under ``folder`` and not ended."""
    return [path for pattern in HALF for path in folder.rglob(pattern)]
