"""The support file: useful, the same each time, and without anything of a shop or a person."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk import app, paths
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.moment import BEIJING
from posdesk.services.diary import Diary, Kind, Process
from posdesk.services.doctor.patient import Seat
from posdesk.services.support import PARTS, Support
from posdesk.services.support.log_part import LogPart
from posdesk.storage.store import KEY_FILE, Store
from tests.ui.stage import CARD, speaking

AT = datetime(2026, 11, 20, 14, 43, 7, tzinfo=BEIJING)
SEAT = Seat(1366, 768, 100, 1)

PLANTED = {
    "person": "欧阳晓晓",
    "manager": "Quentin Fabre",
    "customer": "上官顾客甲",
    "shop": "晓晓烟酒便利行",
    "account": "qfabre77",
    "computer": "QIANTAI-9F3",
    "mobile": "13812345678",
    "landline": "0571-87654321",
    "card": CARD,
    "merchant": "104110070110001",
    "terminal": "70110023",
    "order": "4200001234202611201234567890",
    "amount": "9317.64",
    "mail": "fabre@example.com",
    "pin": "739152",
    "passphrase": "kiefer mond leiter sieben",
    "note": "顾客很生气要投诉到总部",
    "folder": "我的收银资料",
    "file": "发票欧阳晓晓",
}
_DATA = Path(f"{PLANTED['folder']} {PLANTED['mobile']}", PLANTED["file"])
FORMS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a shop's folder that has personal things wherever anything can be said."""
    home = tmp_path_factory.mktemp("kept") / PLANTED["account"]
    _fill(home / _DATA)
    return home


@pytest.fixture
def folder(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / PLANTED["account"]
    shutil.copytree(kept, home)
    data = home / _DATA
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, PLANTED["account"])
    monkeypatch.setattr(socket, "gethostname", lambda: PLANTED["computer"])
    _plant(data)
    return data


def _fill(data: Path) -> None:
    """Type personal things into everything that takes words."""
    desk = app.open_desk(data, lambda: AT)
    book = desk.shop_book
    for field, word in (
        ("name", "shop"),
        ("manager", "manager"),
        ("cashier", "person"),
        ("merchant_id", "merchant"),
        ("terminal_id", "terminal"),
        ("acquirer_phone", "landline"),
    ):
        book.save_shop(field, PLANTED[word])
    book.save_contact("acquirer", PLANTED["customer"], PLANTED["mobile"])
    book.save_terminal(PLANTED["terminal"], "place", PLANTED["folder"])
    desk.staff.add(PLANTED["person"], "cashier")
    said = {
        "amount": PLANTED["amount"],
        "order_no": PLANTED["order"],
        "note": PLANTED["note"],
        "symptom": f"{PLANTED['customer']}说没到账",
        "cashier": PLANTED["person"],
    }
    desk.log.add(desk.log.read(said))
    desk.backups.make()
    desk.care.close()


def _plant(data: Path) -> None:
    """Write personal things where only hands and other programs can: names of files, the log."""
    with Diary(data, Process.COMMAND).path.open("a", encoding="utf-8") as log:
        for word in PLANTED.values():
            log.write(
                f"{word}\n2026-11-20T14:43:07+08:00\twindow\t12\twork\tat={word}\tms={word}\n"
            )
            log.write(f"2026-11-20T14:43:07+08:00\twindow\t12\tbug\tkind={word}\tframes={word}\n")
            log.write(
                f"2026-11-20T14:43:07+08:00\twindow\t12\ttrouble\tsaid={word}\t{word}={word}\n"
            )
    for name in ("file", "mobile", "note", "card"):
        (data / f"{PLANTED[name]}.part").write_text(PLANTED["note"], "utf-8")
    flows = data / "flows"
    flows.mkdir()
    (flows / f"{PLANTED['person']}.yaml").write_text(f"id: {PLANTED['note']}\n", "utf-8")
    with (data / "settings.toml").open("a", encoding="utf-8") as settings:
        for n, word in enumerate(PLANTED.values()):
            settings.write(f'\n["{word}"]\n"{word}" = "{word}"\nx{n} = "{word}"\n')
        settings.write(
            f'\n[window]\nlanguage = "{PLANTED["note"]}"\ntheme = "{PLANTED["mobile"]}"\n'
        )
        settings.write(f'\n[updates]\ncheck = "{PLANTED["pin"]}"\n')
    (data / "presets.toml").write_text(f"[{PLANTED['pin']}]\nname = 'x", "utf-8")
    provision = paths.provision_file()
    provision.write_text(
        f'[shop]\nname = "{PLANTED["shop"]}"\nnix = "{PLANTED["passphrase"]}"\n'
        f'[people]\nmanagers = ["{PLANTED["manager"]}"]\n',
        "utf-8",
    )


def support(data: Path, key: Key | None = None) -> Support:
    return Support(data, key, lambda: AT)


def opened(file: Path) -> dict[str, str]:
    with ZipFile(file) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name).decode() for name in whole.namelist()}


def told(file: Path, part: str) -> Any:
    return json.loads(opened(file)[part])


def everything(file: Path) -> bytes:
    """Return the bytes of the file, and those of its parts unpacked, with names and comments."""
    with ZipFile(BytesIO(file.read_bytes())) as whole:
        inside = [whole.read(one) for one in whole.infolist()]
        named = [f"{one.filename}{one.comment!r}{one.extra!r}".encode() for one in whole.infolist()]
        return b"\n".join((file.read_bytes(), whole.comment, *inside, *named))


def _leaks(file: Path) -> Iterator[str]:
    whole = everything(file)
    for what, word in PLANTED.items():
        for said in {word, word.replace(" ", ""), *(p for p in word.split() if len(p) > 4)}:
            if any(said.encode(form) in whole for form in FORMS):
                yield f"{what}: {said}"


@pytest.mark.parametrize("state", ["well", "damaged", "torn", "empty", "no database", "no folder"])
def test_nothing_of_anybody_is_in_it(folder: Path, tmp_path: Path, state: str) -> None:
    database = folder / "posdesk.db"
    if state == "damaged":
        torn = bytearray(database.read_bytes())
        torn[5000:9000] = os.urandom(4000)
        database.write_bytes(torn)
    elif state == "torn":
        database.write_bytes(database.read_bytes()[:7000])
    elif state == "empty":
        database.write_bytes(b"")
    elif state == "no database":
        database.unlink()
    data = folder / PLANTED["person"] if state == "no folder" else folder
    target = tmp_path / "out.zip"
    made = support(data).make(target, seat=SEAT)
    assert list(_leaks(target)) == []
    parts = opened(target)
    assert list(parts) == [part.name for part in PARTS]
    assert made.size == target.stat().st_size
    assert json.loads(parts["doctor.json"])["checks"]
    if state == "well":
        shape = json.loads(parts["database.json"])["shape"]
        assert shape["events"]["case_opened"] == 1
        assert shape["rows"]["cases"] == 1
        (backup,) = json.loads(parts["backups.json"])
        assert (backup["where"], backup["cases"], backup["trouble"]) == ("here", 1, None)


def test_what_helps_is_in_it(folder: Path, tmp_path: Path) -> None:
    diary = Diary(folder, Process.WINDOW, lambda: AT)
    diary.begin()
    diary.note(Kind.SEAT, width=1366, height=768)
    try:
        raise KeyError(PLANTED["note"])
    except KeyError as bug:
        diary.bug(bug, bug.__traceback__)
    diary.trouble(
        DataTrouble("Only a manager exports; nothing was written; let a manager sign in.")
    )
    target = tmp_path / "out.zip"
    support(folder).make(target, seat=SEAT)
    parts = opened(target)
    log = parts["log.txt"]
    assert "width=1360\theight=768" in log
    assert "kind=DataTrouble\tsaid=Only a manager exports" in log
    assert "posdesk=" in log
    assert "1 x KeyError  2026-11-20T14:43:07+08:00\n" in parts["crashes.txt"]
    about = told(target, "about.json")
    assert about["versions"]["posdesk"]
    assert about["versions"]["system"] != "?"
    assert about["screen"] == {"width": 1366, "height": 768, "scale": 100, "printers": 1}
    settings = told(target, "settings.json")
    assert settings["settings"]["shop.name"] == "set"
    assert settings["settings"]["people.lock_minutes"] == "5"
    assert settings["faults"]
    provision = told(target, "provision.json")
    assert provision["faulty_lines"] == [3]
    assert "<data>" in parts["doctor.txt"]
    assert "own-files" in parts["doctor.txt"]
    assert "给帮您查问题的人" in parts["README.txt"]
    assert "For whoever helps you" in parts["README.txt"]
    assert all(name in parts["README.txt"] for name in parts)


def test_encrypted_data_tell_their_form_only_with_their_key(tmp_path: Path) -> None:
    data, key = tmp_path / "data", Key(bytes(range(KEY_BYTES)))
    data.mkdir()
    (data / KEY_FILE).write_bytes(KeyFile(key.id, KeptIn.PAPER).to_bytes())
    Store.open(data, clock=lambda: AT, software="0.9.0", key=key).close()
    target = tmp_path / "out.zip"
    support(data).make(target, quick=True)
    assert told(target, "database.json")["shape"] is None
    assert "KeyNeeded" in told(target, "database.json")["trouble"]
    support(data, key).make(target, quick=True)
    assert told(target, "database.json")["shape"]["events"] == {"journal_started": 1}


def test_the_same_data_give_the_same_bytes_for_their_owners_eyes(
    folder: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    support(folder).make(one, seat=SEAT, quick=True)
    support(folder).make(other, seat=SEAT, quick=True)
    assert one.read_bytes() == other.read_bytes()
    if sys.platform != "win32":  # whose rights come from the folder
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_it_never_comes_into_the_data_folder(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(WrongInput, match="lies in the data folder"):
        support(folder).make(folder / "out.zip")
    assert sorted(folder.rglob("*")) == before


def test_a_full_disk_leaves_what_was_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.zip"
    target.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataTrouble, match="The disk is full"):
        support(folder).make(target, quick=True)
    assert target.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))


def test_it_can_be_stopped(folder: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        support(folder).make(tmp_path / "out.zip", stop)
    assert not (tmp_path / "out.zip").exists()


FIELDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\r"), max_size=30)
LINES = st.lists(
    st.one_of(
        FIELDS,
        st.sampled_from(["2026-11-20T14:43:07+08:00", "window", "12", *Kind]),
        st.builds(
            "{}={}".format,
            st.sampled_from(["at", "ms", "kind", "frames", "said", "system", "posdesk", "count"]),
            FIELDS,
        ),
    ),
    max_size=9,
).map("\t".join)


@given(LINES, st.sampled_from(sorted(PLANTED)))
def test_of_the_log_only_what_the_program_writes_goes_out(line: str, what: str) -> None:
    word = PLANTED[what]
    part = LogPart(speaking("zh_CN"))
    (told_line,) = part.lines([f"{line}{word}"])
    assert told_line.isascii()
    assert word not in told_line
    assert not any(p.isdigit() and p.strip("0") == p and len(p) > 3 for p in told_line.split("="))
