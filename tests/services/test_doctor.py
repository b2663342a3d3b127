"""The doctor: names what is wrong by a stable id, changes nothing, and survives any damage."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import LANGS
from posdesk.services.doctor import place as place_theme
from posdesk.services.doctor import whereabouts
from posdesk.services.doctor.examination import examine
from posdesk.services.doctor.report import Report
from posdesk.storage import network_drive as drives
from posdesk.storage.database import Database
from posdesk.storage.holders import holders
from posdesk.storage.store import Store
from tests.ui.stage import Ticking, encoded, picture

FACTS: dict[str, object] = {"amount": "320.00", "symptom": "没出单", "terminal": "timeout"}
IDS = {
    *("fonts", "resources", "shipped-flows", "program-files", "window-libraries", "display"),
    *("memory", "processor", "temporary", "disk", "writable", "owner", "rights", "leftovers"),
    *("network", "synced", "window", "locked", "in-use", "encryption", "key-file", "database"),
    *("journal", "lost-log"),
    *(
        "tables",
        "pins",
        "exhibits",
        "seal",
        "seal-key",
        "backups",
        "backup-exhibits",
        "second-place",
    ),
    *("own-files", "calendar"),
    *("calendar-next", "clock-made", "clock", "clock-jumped", "zone"),
}
if sys.platform.startswith("linux"):
    IDS.add("typing")
KEYS = {"id", "theme", "ok", "severity", "said", "text", "what_to_do"}

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


@pytest.fixture
def folder(data_dir: Path) -> Path:
    """A shop's folder with a case, an exhibit and a person with a PIN."""
    desk = app.open_desk(data_dir)
    case = desk.log.add(desk.log.read(FACTS))
    desk.exhibits.attach(case.id, encoded(picture(), "PNG"), "slip", name="shot.png")
    desk.staff.add("林晓")
    desk.staff.set_pin("林晓", "280746")
    desk.shop_book.save_shop("name", "第一家店")
    desk.care.close()
    return data_dir


def wrong(report: Report) -> set[str]:
    return {check.id for check in report.checks if not check.ok}


def stored(folder: Path) -> dict[str, bytes]:
    """Return what lies in the folder; what SQLite keeps beside a file that is open is its own."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_healthy_folder_has_every_check_and_no_finding(folder: Path) -> None:
    before = stored(folder)
    report = examine(folder)
    assert wrong(report) == set()
    assert {check.id for check in report.checks} == IDS
    assert report.database is not None
    assert report.database.cases == 1
    told = report.as_dict()
    assert all(check.keys() == KEYS for check in told["checks"])
    assert all(check.what_to_do.in_(lang) for check in report.worst_first for lang in LANGS)
    assert stored(folder) == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    report = examine(tmp_path / "none")
    assert wrong(report) == set()
    assert report.database is None
    assert not (tmp_path / "none").exists()


def damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    """Return ``data`` replaced, cut off, or with bytes of it turned over."""
    if how == "replaced":
        return chance.randbytes(len(data))
    if how == "cut off":
        return data[: chance.randrange(len(data))]
    turned = bytearray(data)
    for _ in range(40):
        turned[chance.randrange(len(turned))] = chance.randrange(256)
    return bytes(turned)


@pytest.mark.parametrize("how", ["replaced", "cut off", "turned"])
@pytest.mark.parametrize("name", ["posdesk.db", "exhibits.db", "settings.toml"])
def test_any_damage_is_told_and_nothing_is_made_worse(folder: Path, name: str, how: str) -> None:
    chance = random.Random(f"{name}{how}")
    whole = stored(folder)
    for _ in range(12):
        for kept, data in whole.items():
            (folder / kept).write_bytes(data)
        for beside in (*folder.glob("*-wal"), *folder.glob("*-shm")):
            beside.unlink()
        now = damaged(whole[name], how, chance)
        (folder / name).write_bytes(now)
        report = examine(folder)
        assert how != "replaced" or wrong(report)
        assert all(check.said.in_(lang).strip() for check in report.checks for lang in LANGS)
        assert (folder / name).read_bytes() == now


def test_missing_and_damaged_exhibits_are_counted(folder: Path) -> None:
    (folder / "exhibits.db").unlink()
    assert wrong(examine(folder)) == {"exhibits"}


def test_lists_that_differ_from_the_journal_are_found(folder: Path) -> None:
    store = Store.open(folder, clock=Ticking(), software="test")
    with store._database.atomic() as connection:
        connection.execute("UPDATE cases SET cashier = 'nobody'")
    store.close()
    assert wrong(examine(folder)) == {"tables"}


def test_a_clock_that_was_set_back_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = Ticking()
    ahead.now = ahead.now.replace(year=2031, tzinfo=BEIJING)
    desk = app.open_desk(folder, ahead)
    desk.log.add(desk.log.read(FACTS))
    desk.care.close()
    report = examine(folder)
    assert wrong(report) == {"clock"}
    assert any("早" in finding.zh_CN for finding in report.findings)


@posix
def test_files_that_others_can_read_are_found(folder: Path) -> None:
    (folder / "posdesk.db").chmod(0o644)
    report = examine(folder)
    assert wrong(report) == {"rights"}
    assert any("chmod 600" in finding.en for finding in report.findings)


def test_what_was_begun_and_not_ended_is_found(folder: Path) -> None:
    (folder / ".backup.part").write_bytes(b"")
    assert wrong(examine(folder)) == {"leftovers"}
    (folder / ".backup.part").unlink()
    (folder / "exchange").mkdir()
    assert wrong(examine(folder)) == {"leftovers"}
    assert (folder / "exchange").exists(), "it only looks"


def test_hardly_any_room_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_theme, "LEAST_FREE", 2**60)
    assert wrong(examine(folder)) == {"disk"}


def test_a_network_drive_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whereabouts, "network_drive", lambda _folder: "cifs")
    report = examine(folder)
    assert wrong(report) == {"network"}
    assert any("cifs" in finding.en for finding in report.findings)


MOUNTS = r"""
22 1 254:0 / / rw,relatime - ext4 /dev/vda1 rw
40 22 0:45 / /mnt/till\040share rw,relatime shared:9 - cifs //server/till rw,vers=3.0
41 40 254:0 /x /mnt/till\040share/local rw,relatime - ext4 /dev/vda1 rw
42 22 0:50 / /home/lin/net rw,nosuid shared:10 master:3 - fuse.sshfs lin@host: rw
"""


def test_mounts_of_linux_are_read() -> None:
    mounts = drives.linux_mounts(MOUNTS)
    for place, kind in (
        ("/mnt/till share/PosDesk", "cifs"),
        ("/mnt/till share", "cifs"),
        ("/mnt/till share/local/data", ""),
        ("/mnt/till sharely", ""),
        ("/home/lin/net/data", "fuse.sshfs"),
        ("/home/lin", ""),
    ):
        assert drives._network(mounts, place) == kind, place


def test_mounts_of_a_mac_are_read() -> None:
    told = "/dev/disk1s1 on / (apfs, local)\n//lin@nas/till on /Volumes/till (smbfs, nodev)\n"
    mounts = drives.mac_mounts(told)
    assert drives._network(mounts, "/Volumes/till/PosDesk") == "smbfs"
    assert drives._network(mounts, "/Users/lin") == ""


def test_this_computers_own_disk_is_no_network_drive(tmp_path: Path) -> None:
    assert drives.network_drive(tmp_path / "not" / "there") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who holds a lock")
def test_who_has_the_data_open_is_told_and_is_no_fault(folder: Path) -> None:
    desk = app.open_desk(folder)
    try:
        (here,) = holders(folder / "posdesk.lock")
        assert here.process == os.getpid()
        assert here.since is not None
        assert wrong(examine(folder)) == set()
    finally:
        desk.care.close()
    assert holders(folder / "posdesk.lock") == ()


def test_examining_beside_an_open_desk_takes_no_lock_away(folder: Path) -> None:
    desk = app.open_desk(folder)
    try:
        assert examine(folder).database is not None
        assert (folder / "posdesk.db-wal").exists()
        desk.log.add(desk.log.read(FACTS))
        assert examine(folder).database.cases == 2  # type: ignore[union-attr]
    finally:
        desk.care.close()


def test_a_theme_that_fails_keeps_no_other_from_being_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Database, "rows", broken)
    report = examine(folder)
    assert "data-unreadable" in wrong(report)
    assert {"fonts", "disk", "own-files"} <= {check.id for check in report.checks}
