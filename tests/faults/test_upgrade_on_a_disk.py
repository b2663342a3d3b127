"""An upgrade on a disk that fills up, and data looked at on one that nobody can write to."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from posdesk import app
from posdesk.cli.main import main
from posdesk.domain.errors import DataTrouble
from posdesk.services.upgrading import Upgrading
from posdesk.storage.driver import connect
from tests.faults.small_disk import SmallDisk
from tests.releases.kept import OLDER, Kept
from tests.storage.next_version import dump

KB = 1024


def data_and_backups(disk: SmallDisk, kept: Kept) -> Path:
    """Lay old data out where their backups come to lie on the same disk."""
    return kept.unpack(disk.folder / "data")


def fold(folder: Path) -> None:
    """Fold the logs into their files, as a program that ends in peace does: that makes room."""
    for name in ("posdesk.db", "exhibits.db"):
        connection = connect(folder / name)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.close()


def said(folder: Path, beside: Path) -> list[object]:
    """Return what the data say, read in a copy elsewhere."""
    beside.mkdir()
    found: list[object] = []
    for name in ("posdesk.db", "exhibits.db"):
        for ending in ("", "-wal"):
            if (folder / f"{name}{ending}").exists():
                data = (folder / f"{name}{ending}").read_bytes()
                (beside / f"{name}{ending}").write_bytes(data)
        found.append(dump(beside / name))
    return found


@pytest.mark.parametrize("free", [0, 64, 160, 256])
def test_wherever_the_disk_is_full_the_old_data_are_as_they_were(
    disk: SmallDisk, tmp_path: Path, free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the look ahead it runs into the wall, as where others write meanwhile.
    monkeypatch.setattr("posdesk.services.upgrading.shortage", lambda *_: None)
    folder = data_and_backups(disk, OLDER[0])
    fold(folder)
    before = said(folder, tmp_path / "before")
    disk.leave(free * KB)
    upgrading = Upgrading(app.shelves(folder), app.beijing_clock)
    with pytest.raises(DataTrouble) as told:
        upgrading.do()
    assert "full" in str(told.value)
    assert said(folder, tmp_path / "after") == before
    disk.make_room()
    assert upgrading.do() is not None


def test_a_disk_too_small_is_told_at_once(disk: SmallDisk) -> None:
    folder = data_and_backups(disk, OLDER[0])
    fold(folder)
    disk.leave(2048 * KB)
    with pytest.raises(DataTrouble, match=r"no room for the backup.*MB are needed, 2\.1 MB are"):
        Upgrading(app.shelves(folder), app.beijing_clock).do()
    assert not list(disk.folder.glob("data-backups/*.backup"))


@pytest.mark.parametrize("kept", ["schema-1", "schema-4-bundles"])
def test_data_on_a_disc_that_cannot_be_written_are_looked_at(
    disk: SmallDisk, kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = data_and_backups(disk, Kept(kept))
    fold(folder)
    names = sorted(path.name for path in folder.iterdir())
    subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
    where = ("--data-dir", str(folder), "--lang", "en")
    assert main(["journal", "verify", *where]) == 0
    assert "The journal is whole" in capsys.readouterr().out
    main(["doctor", "--json", *where])
    checks = json.loads(capsys.readouterr().out)["checks"]
    (journal,) = (one for one in checks if one["id"] == "journal")
    assert journal["severity"] != "error"
    assert sorted(path.name for path in folder.iterdir()) == names


def test_a_log_that_cannot_be_read_there_is_told_rather_than_left_out(
    disk: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = data_and_backups(disk, Kept("schema-4-bundles"))
    subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
    assert main(["journal", "verify", "--data-dir", str(folder), "--lang", "en"]) == 1
    assert "copy the folder to another disk" in capsys.readouterr().err
