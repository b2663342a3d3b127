"""What a kill left of small files goes, what somebody may be writing stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

from posdesk.storage.backup.place import BackupFolder
from tests.storage.samples import open_store


def left(path: Path, hours: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - hours * 3600,) * 2)
    return path


def test_what_was_begun_long_ago_goes_when_the_folder_is_opened(data_dir: Path) -> None:
    open_store(data_dir).close()
    old = [
        left(data_dir / name, 2)
        for name in ("settings.toml.4711.new", "flows/a.yaml.1.new", "calendars/2027.toml.23.new")
    ]
    fresh = left(data_dir / "settings.toml.4712.new", 0.1)
    own = left(data_dir / "flows" / "what is new.new", 2)
    open_store(data_dir).close()
    assert not any(path.exists() for path in old)
    assert fresh.exists()
    assert own.exists()


def test_in_a_folder_of_backups_too(tmp_path: Path) -> None:
    old = left(tmp_path / "second-place.txt.4711.new", 2)
    with BackupFolder(tmp_path, None).held():
        assert not old.exists()
