"""Each likely fault is made, for real where that can be, and named with what to do about it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from sqlcipher3 import dbapi2 as sqlite

from posdesk import app, paths
from posdesk.domain.calendar import WorkCalendar, Year
from posdesk.domain.errors import KeyNeeded
from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import LANGS
from posdesk.services import keys
from posdesk.services.backup_list import beside
from posdesk.services.doctor import books, computer, place, program, seal, window
from posdesk.services.doctor import clock as clock_theme
from posdesk.services.doctor.backups import second_place
from posdesk.services.doctor.examination import examine
from posdesk.services.doctor.patient import Seat
from posdesk.services.doctor.report import Check, Report, Severity
from posdesk.services.doctor.whereabouts import SYNCED, synced_by
from posdesk.services.seal_keys import SEAL_FILE, SealKeys
from posdesk.services.second_place import SecondPlace
from posdesk.storage.store import KEY_FILE
from tests.ui.stage import Ticking

NOW = datetime(2026, 11, 20, 15, tzinfo=BEIJING)
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away"
)


@pytest.fixture
def folder(data_dir: Path) -> Path:
    """A shop's folder with a case in it."""
    desk = app.open_desk(data_dir)
    desk.log.add(desk.log.read({"amount": "320.00"}))
    desk.care.close()
    return data_dir


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped resources, to be spoilt."""
    real, copy = paths.resources(), tmp_path / "resources"
    copy.mkdir()
    for one in real.iterdir():
        if one.name in ("cards", "fonts", "icons"):
            shutil.copytree(one, copy / one.name, copy_function=os.symlink)
        else:
            (copy / one.name).symlink_to(one)
    monkeypatch.setattr(paths, "resources", lambda: copy)
    return copy


def found(report: Report, name: str) -> Check:
    """Return the check of that name, which says in both languages what to do if it is a fault."""
    (check,) = (one for one in report.checks if one.id == name)
    if not check.ok:
        assert all(check.said.in_(lang).strip() for lang in LANGS)
        assert check.said.zh_CN.endswith("。") or "apt install" in check.said.zh_CN
    return check


def wrong(report: Report) -> dict[str, Severity]:
    return {check.id: check.severity for check in report.checks if not check.ok}


def test_a_typeface_that_is_gone_or_another_one_is_found(shipped: Path, data_dir: Path) -> None:
    bold = shipped / "fonts" / "NotoSansSC-Bold.ttf"
    whole = bytearray(bold.read_bytes())
    whole[-5000] ^= 1
    bold.unlink()
    bold.write_bytes(whole)
    assert wrong(examine(data_dir)) == {"fonts": Severity.ERROR}
    assert wrong(examine(data_dir, quick=True)) == {}, "a quick look reads no font"
    bold.unlink()
    assert wrong(examine(data_dir, quick=True)) == {"fonts": Severity.ERROR}


def test_resources_that_are_missing_are_named(shipped: Path, data_dir: Path) -> None:
    shutil.rmtree(shipped / "cards")
    for file in (shipped / "icons").iterdir():
        file.unlink()
    check = found(examine(data_dir), "resources")
    assert check.severity is Severity.ERROR
    assert "cards, icons" in check.text.en


def test_a_changed_file_of_the_built_program_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    built = tmp_path / "program"
    (built / "_internal").mkdir(parents=True)
    names = ("posdesk", "_internal/libone.so", "_internal/two three.dat")
    for name in names:
        (built / name).write_bytes(name.encode())
    files = [
        {"name": name, "hashes": [{"content": hashlib.sha256(name.encode()).hexdigest()}]}
        for name in names
    ]
    (built / program.BILL).parent.mkdir()
    bill = {"components": [{"name": "one"}, {"name": "two", "components": files}]}
    (built / program.BILL).write_text(json.dumps(bill), "utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(built / "posdesk"))
    assert found(examine(data_dir), "program-files").ok
    (built / "_internal" / "two three.dat").write_bytes(b"a virus")
    (built / "_internal" / "libone.so").unlink()
    check = found(examine(data_dir), "program-files")
    assert check.severity is Severity.WARNING
    assert "_internal/libone.so, _internal/two three.dat" in check.text.en


@linux
def test_a_missing_library_of_the_window_is_named_with_its_package(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = {**window.LINUX, "libxcb-cursor.so.99": "libxcb-cursor99"}
    monkeypatch.setattr(window, "LINUX", lacking)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    check = found(examine(data_dir, quick=True), "window-libraries")
    assert check.severity is Severity.ERROR
    assert "sudo apt install libxcb-cursor99" in check.what_to_do.zh_CN
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert found(examine(data_dir, quick=True), "window-libraries").ok, "a server needs no window"


@linux
def test_a_part_of_qt_that_cannot_be_loaded_is_named(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    assert window._qt_plugins() == real.parent
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqxcb.so").write_bytes((real / "libqxcb.so").read_bytes()[:4000])
    monkeypatch.setattr(window, "_qt_plugins", lambda: tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libqxcb.so" in found(examine(data_dir, quick=True), "window-libraries").text.en


@linux
def test_a_display_that_does_not_answer_is_named(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":987")
    check = found(examine(data_dir, quick=True), "display")
    assert check.severity is Severity.ERROR
    assert ":987" in check.text.en
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X987")
        server.listen()
        assert found(examine(data_dir, quick=True), "display").ok
    monkeypatch.delenv("DISPLAY")
    assert "no screen" in found(examine(data_dir, quick=True), "display").text.en


def test_a_small_screen_and_no_printer_are_told(data_dir: Path) -> None:
    small = examine(data_dir, quick=True, seat=Seat(960, 540, 200, 0))
    assert wrong(small) == {"screen": Severity.WARNING}
    assert "960×540" in found(small, "screen").text.en
    assert "没有装打印机" in found(small, "printer").text.zh_CN
    fits = examine(data_dir, quick=True, seat=Seat(1366, 768, 100, 1))
    assert wrong(fits) == {}
    assert not found(fits, "printer").is_worth_telling


@linux
def test_an_input_method_that_the_window_cannot_use_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    here = {"DISPLAY": ":0"}
    strange = window.typing({**here, "QT_IM_MODULE": "scim"}, frozenset())
    assert strange.severity is Severity.WARNING
    assert "QT_IM_MODULE=ibus" in strange.what_to_do.en
    assert not window.typing({**here, "QT_IM_MODULE": "ibus"}, frozenset()).is_worth_telling
    assert not window.typing(here, frozenset(("fcitx5",))).is_worth_telling
    assert "ibus-libpinyin" in window.typing(here, frozenset(("bash",))).what_to_do.zh_CN


@pytest.mark.parametrize(
    ("check", "name"),
    [
        (computer.memory(200 * 2**20), "200 MB"),
        (computer.processor(False, "i686", frozenset()), "32 bit"),
        (computer.processor(True, "x86_64", frozenset(("sse2", "ssse3"))), "sse4_1"),
    ],
)
def test_a_weak_computer_is_told(check: Check, name: str) -> None:
    assert check.severity is Severity.WARNING
    assert name in check.text.en


def test_this_computer_is_strong_enough() -> None:
    assert computer.processor(True, "aarch64", frozenset(("neon",))).ok
    assert computer.memory(None).ok
    free = computer.free_memory()
    assert free is None or free > 2**20


def test_a_folder_for_temporary_files_that_is_not_there_is_named(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(data_dir / "gone"))
    report = examine(data_dir, quick=True)
    assert wrong(report) == {"temporary": Severity.ERROR}
    assert "gone" in found(report, "temporary").text.zh_CN


def test_hardly_any_room_for_temporary_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer, "LEAST_TEMPORARY", 2**60)
    assert computer.temporary().severity is Severity.ERROR


def test_a_disk_that_will_soon_be_full_is_a_warning(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "SOON_FULL", 2**60)
    assert wrong(examine(folder, quick=True)) == {"disk": Severity.WARNING}


@root
def test_data_of_another_account_are_told(folder: Path) -> None:
    os.chown(folder / "posdesk.db", 65534, 65534)
    report = examine(folder, quick=True)
    assert wrong(report) == {"owner": Severity.WARNING}
    assert "65534" in found(report, "owner").text.en


@root
def test_a_folder_that_may_not_be_looked_into_is_told(folder: Path) -> None:
    """As another account, for whom rights count."""
    folder.chmod(0o700)
    script = f"""
import os, json
from pathlib import Path
from posdesk.services.doctor.examination import examine
examine(Path('/none'), quick=True)
os.setuid(65534)
print(json.dumps([c.id for c in examine(Path({str(folder)!r}), quick=True).worst_first]))
"""
    for above in folder.parents:
        if above.stat().st_uid == 0 and above.is_relative_to("/tmp") and above != Path("/tmp"):
            above.chmod(0o755)
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if "PermissionError" in told.stderr and "/root" in told.stderr:
        pytest.skip("this Python itself lies where only root may look")
    assert told.returncode == 0, told.stderr
    assert "writable" in json.loads(told.stdout)


def test_a_folder_that_a_group_shares_is_in_order(folder: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights of POSIX")
    folder.chmod(0o2770)
    for name in ("posdesk.db", "exhibits.db"):
        if (folder / name).exists():
            (folder / name).chmod(0o660)
    assert wrong(examine(folder, quick=True)) == {}
    (folder / "posdesk.db").chmod(0o664)
    assert wrong(examine(folder, quick=True)) == {"rights": Severity.WARNING}


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("C:/Users/lin/OneDrive/PosDesk", "OneDrive"),
        ("C:/Users/lin/OneDrive - 第一家店/PosDesk", "OneDrive"),
        ("/home/lin/Dropbox/PosDesk", "Dropbox"),
        ("D:/Nutstore Files/我的坚果云/PosDesk", "坚果云 (Nutstore)"),
        ("/Users/lin/Library/Mobile Documents/com~apple~CloudDocs/PosDesk", "iCloud"),
        ("D:/BaiduSyncdisk/PosDesk", "百度网盘"),
        ("G:/My Drive/PosDesk", "Google Drive"),
        ("/home/lin/WPS云盘/PosDesk", "WPS 云盘"),
        ("/home/lin/.local/share/PosDesk", ""),
        ("/home/dropboxer/PosDesk", ""),
    ],
)
def test_folders_that_are_synced_are_known_by_their_names(path: str, program: str) -> None:
    assert synced_by(Path(path)) == program
    assert program in {"", *SYNCED}


def test_data_in_a_synced_folder_are_told(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "OneDrive" / "data"
    shutil.copytree(folder, there)
    assert wrong(examine(there, quick=True)) == {"synced": Severity.WARNING}


LOCKER = """
import sys, time
from sqlcipher3 import dbapi2 as sqlite
base = sqlite.connect(sys.argv[1], isolation_level=None)
base.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(60)
"""


@linux
def test_a_program_that_keeps_the_data_locked_is_named(folder: Path) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(folder / "posdesk.db")], stdout=subprocess.PIPE
    )
    try:
        assert held.stdout is not None
        held.stdout.readline()
        check = found(examine(folder, quick=True), "locked")
        assert check.severity is Severity.ERROR
        assert f"(process {held.pid})" in check.text.en
        assert "python" in check.text.zh_CN
    finally:
        held.kill()
        held.wait()
        assert held.stdout is not None
        held.stdout.close()
    assert found(examine(folder, quick=True), "locked").ok


def test_reading_and_working_beside_it_is_no_lock(folder: Path) -> None:
    desk = app.open_desk(folder)
    try:
        assert found(examine(folder, quick=True), "locked").ok
    finally:
        desk.care.close()


def test_data_of_a_newer_program_are_named_so(folder: Path) -> None:
    base = sqlite.connect(str(folder / "posdesk.db"))
    base.execute("PRAGMA user_version = 999")
    base.commit()
    base.close()
    assert wrong(examine(folder)) == {"newer-database": Severity.ERROR}


def test_a_key_that_cannot_be_reached_is_named_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / KEY_FILE).write_text("{}", "utf-8")

    def gone(_file: Path) -> None:
        raise KeyNeeded(keys._NOT_IN_STORE)

    monkeypatch.setattr("posdesk.services.doctor.patient.key_for", gone)
    report = examine(folder)
    assert wrong(report)["key"] is Severity.ERROR
    assert "recovery code" in found(report, "key").said.en


def test_a_damaged_database_is_named_so(folder: Path) -> None:
    (folder / "posdesk.db").write_bytes(b"no database" * 1000)
    assert wrong(examine(folder))["database"] is Severity.ERROR


def test_a_seal_that_ends_is_told_in_time() -> None:
    assert seal.certificate(NOW + timedelta(days=400), NOW).ok
    assert seal.certificate(NOW + timedelta(days=30), NOW).severity is Severity.WARNING
    assert seal.certificate(NOW - timedelta(days=1), NOW).severity is Severity.ERROR


def test_the_seal_of_a_shop_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = app.open_desk(folder)
    desk.seals.present()
    desk.care.close()
    assert found(examine(folder), "seal").ok
    monkeypatch.setattr(seal, "SOON", timedelta(days=365 * 60))
    assert found(examine(folder), "seal").severity is Severity.WARNING


def test_a_seal_whose_key_is_damaged_or_gone_is_told_before_a_bundle_gets_another(
    folder: Path,
) -> None:
    desk = app.open_desk(folder)
    certificate = desk.seals.present().seal.certificate
    desk.care.close()
    file = folder / SEAL_FILE
    whole = file.read_bytes()
    assert found(examine(folder), "seal-key").ok
    assert file.read_bytes() == whole, "looking writes nothing"
    for damage in (whole.replace(b"a", b"b"), b"", None):
        file.unlink() if damage is None else file.write_bytes(damage)
        said = found(examine(folder), "seal-key")
        assert said.severity is Severity.WARNING
        assert "posdesk seal import" in said.what_to_do.zh_CN
    file.write_bytes(whole)
    key = Key(bytes(range(KEY_BYTES)))
    SealKeys(folder, None).turn(key)
    assert SealKeys(folder, key).holds(certificate)
    assert not SealKeys(folder, None).holds(certificate)


def test_a_second_place_that_is_of_no_use_is_told(folder: Path, tmp_path: Path) -> None:
    none = second_place(folder, None, NOW, is_new=False)
    assert none.severity is Severity.WARNING
    assert second_place(folder, None, NOW, is_new=True).ok
    stick = tmp_path / "stick"
    gone = SecondPlace(stick, stick / "PosDesk-backups", False, NOW - timedelta(days=30))
    away = second_place(folder, gone, NOW, is_new=False)
    assert away.severity is Severity.WARNING
    assert "2026-10-21" in away.text.en
    fresh = SecondPlace(stick, stick, False, NOW - timedelta(days=1))
    assert second_place(folder, fresh, NOW, is_new=False).ok
    stick.mkdir()
    same = SecondPlace(stick, stick, True, NOW)
    assert "same disk" not in second_place(folder, same, NOW, is_new=False).text.en
    assert second_place(folder, same, NOW, is_new=False).severity is Severity.WARNING


def test_data_that_are_gone_while_backups_lie_there_are_told(folder: Path) -> None:
    desk = app.open_desk(folder)
    desk.backups.make()
    desk.care.close()
    (folder / "posdesk.db").unlink()
    assert beside(folder).is_dir()
    assert found(examine(folder), "backups").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("today", "named"),
    [
        (date(2026, 11, 30), set()),
        (date(2026, 12, 1), {"calendar-next"}),
        (date(2027, 3, 1), {"calendar"}),
        (date(2027, 12, 1), {"calendar", "calendar-next"}),
    ],
)
def test_holidays_are_missed_in_time(today: date, named: set[str]) -> None:
    known = WorkCalendar([Year(2026, {}, {})])
    assert {check.id for check in books.calendar(known, today) if not check.ok} == named


def test_a_clock_from_before_the_program_is_told() -> None:
    assert clock_theme.past_making(datetime(2020, 1, 1, tzinfo=UTC)).severity is Severity.ERROR
    assert clock_theme.past_making(datetime.now(UTC)).ok


def test_a_clock_that_jumped_is_told(folder: Path) -> None:
    ahead = Ticking()
    ahead.now = ahead.now.replace(year=2031)
    for clock in (ahead, Ticking()):
        desk = app.open_desk(folder, clock)
        desk.log.add(desk.log.read({"amount": "1.00"}))
        desk.care.close()
    check = found(examine(folder), "clock-jumped")
    assert check.ok, "nothing can be done about it any more"
    assert "2031-11-20" in check.text.en


def test_progress_is_told_and_may_stop(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    examine(folder, quick=True, progress=lambda *so_far: told.append(so_far))
    assert [count for count, _ in told] == list(range(told[0][1]))

    def stop(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        examine(folder, progress=stop)
    (folder / "posdesk.db").rename(folder / "moved")  # nothing keeps it open


def test_a_quick_look_is_quick(folder: Path) -> None:
    began = time.process_time()
    report = examine(folder, quick=True)
    assert time.process_time() - began < 2
    assert report.quick
    assert not {"journal", "exhibits", "program-files"} & {check.id for check in report.checks}
