"""A data folder carried to another computer: nothing in it depends on the one that it was on."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import KeyNeeded
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.moment import BEIJING
from posdesk.domain.recovery import recovery_code
from posdesk.i18n import in_both
from posdesk.services.keys import has_passphrase, is_locked, key_for, known_key, unlock
from posdesk.services.library import read_library
from posdesk.services.second_place import read_second_place
from posdesk.storage.store import KEY_FILE
from tests.key_stores import Memory, using
from tests.releases.kept import Kept
from tests.releases.story import Story, StoryClock

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LEGAL = re.compile(r"[^<>:\"/\\|?*\x00-\x1f]{1,120}(?<![. ])")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)


def clock() -> datetime:
    return NOW


@contextmanager
def zone(name: str) -> Iterator[None]:
    """Let the computer's clock go by another zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's folder after some days, with backups and settings, as it lies on a stick."""
    shop = tmp_path_factory.mktemp("where-it-was") / "shop"
    desk = app.open_desk(shop, StoryClock())
    desk.shop_book.save_shop("name", "清和桥百货店")
    Story(desk, StoryClock(), shop.parent).play()
    desk.backups.make()
    desk.care.close()
    return shop


def test_names_of_files_are_legal_everywhere_and_differ_by_more_than_case(carried: Path) -> None:
    for root in (carried, carried.with_name("shop-backups")):
        found = [path.relative_to(root) for path in root.rglob("*")]
        assert found
        for path in found:
            for part in path.parts:
                assert LEGAL.fullmatch(part), part
                assert not RESERVED.fullmatch(part), part
        assert len({str(path).casefold() for path in found}) == len(found)


def test_nothing_in_it_names_the_place_where_it_was(carried: Path) -> None:
    where = str(carried.parent).encode()
    for root in (carried, carried.with_name("shop-backups")):
        for path in root.rglob("*"):
            # What SQLite has open here may not be opened besides; nobody has it open now.
            if path.is_file():
                assert where not in path.read_bytes(), path


@pytest.mark.parametrize("name", ["America/New_York", "Pacific/Kiritimati"])
def test_it_opens_elsewhere_with_other_zones_and_times_of_files(
    carried: Path, tmp_path: Path, name: str
) -> None:
    there = tmp_path / "Données d’un magasin 数据"
    shutil.copytree(carried, there)
    for number, path in enumerate(sorted(there.rglob("*"))):
        os.utime(path, (number * 86400, 4_000_000_000 - number))
    here = app.open_desk(carried, clock)
    with zone(name):
        desk = app.open_desk(there, clock)
        assert desk.shop_book.shop.name == "清和桥百货店"
        rows = [(row.number, row.opened_at, row.life) for row in desk.log.cases()]
        assert rows == [(row.number, row.opened_at, row.life) for row in here.log.cases()]
        for case, *_ in rows:
            assert desk.log.case(case).verdict == here.log.case(case).verdict
        assert desk.care._store.verify().valid
        assert desk.care._store.damaged_exhibits() == ()
        desk.log.add(desk.log.read({"amount": "5.00"}))
        assert desk.backups.make().first is not None
        desk.care.close()
    here.care.close()


def test_settings_that_another_editor_and_another_version_wrote_are_read_and_kept(
    data_dir: Path,
) -> None:
    said = '[shop]\nname = "清和桥百货店"\nmood = "calm"\n\n[weather]\nshown = true\n'
    (data_dir / "settings.toml").write_bytes(b"\xef\xbb\xbf" + said.replace("\n", "\r\n").encode())
    desk = app.open_desk(data_dir, clock)
    assert desk.shop_book.shop.name == "清和桥百货店"
    desk.shop_book.save_shop("till", "7")
    desk.care.close()
    kept = (data_dir / "settings.toml").read_text("utf-8-sig")
    assert 'mood = "calm"' in kept
    assert "[weather]" in kept
    assert read_library(app.shelves(data_dir)).shop.till == "7"


@pytest.mark.parametrize("place", [r"E:\backups", r"\\server\share\pos", "backups/beside"])
def test_a_second_place_of_another_system_is_not_there(
    data_dir: Path, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / place / "PosDesk-backups").mkdir(parents=True)
    (data_dir / "settings.toml").write_text(f"[keeping]\nsecond_place = '{place}'\n", "utf-8")
    found = read_second_place(data_dir, tmp_path)
    assert found is not None
    assert not found.is_there


def test_a_key_in_another_computers_store_is_asked_for_by_a_sentence(data_dir: Path) -> None:
    kept = Kept("schema-4-encrypted")
    folder = kept.unpack(data_dir)
    key = kept.key(folder)
    assert key is not None
    (folder / KEY_FILE).write_bytes(KeyFile(key.id, KeptIn.KEY_STORE).to_bytes())
    there = Memory()
    there.set_password("PosDesk", key.id, key.secret.hex())
    with using(there):
        assert known_key(folder) == key
    with using(Memory()) as here:
        assert is_locked(folder)
        assert not has_passphrase(folder)
        with pytest.raises(KeyNeeded) as told:
            key_for(folder / KEY_FILE)
        words = in_both(told.value)
        assert "not in this computer's key store" in words.en
        assert "恢复码" in words.zh_CN
        unlocked = unlock(folder, recovery_code(key))
        assert (unlocked.key, unlocked.kept_again) == (key, True)
        assert here.get_password("PosDesk", key.id)
        desk = app.open_desk(folder, clock)
        kept.check(desk.care._store)
        desk.care.close()
