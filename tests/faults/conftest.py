"""A desk on a disk that fills up, and what must hold after whatever happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk import app
from posdesk.services.desk import Desk
from tests.faults.small_disk import SmallDisk, can_mount
from tests.ui.stage import Ticking


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk; skips where none can be mounted."""
    if not can_mount(tmp_path / "disk"):
        pytest.skip("no disk can be mounted here: that takes Linux and its root")
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.unmount()


@pytest.fixture
def full(disk: SmallDisk) -> Iterator[Desk]:
    """A desk whose data lie on the small disk."""
    desk = app.open_desk(disk.folder / "data", Ticking())
    yield desk
    disk.make_room()
    desk.care.close()
