"""The exhibits that several backups share are read back too; which backup lacks what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import DataTrouble
from posdesk.services.backup_list import beside
from posdesk.services.desk import Desk
from posdesk.services.doctor.examination import examine
from posdesk.storage.driver import connect
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.fire.deeds import encrypt, picture
from tests.fire.shop import Shop
from tests.ui.stage import Ticking


def _filled(desk: Desk) -> tuple[str, str]:
    """Make two backups, the second with one more exhibit; return the digests."""
    case = desk.log.add(desk.log.read({"amount": "1.00"}))
    desk.exhibits.attach(case.id, picture(), "slip", name="a.png")
    desk.backups.make()
    case = desk.exhibits.attach(case.id, picture(), "slip", name="b.png")
    desk.backups.make()
    first, second = (exhibit.sha256 for exhibit in desk.log.case(case.id).exhibits)
    return first, second


def strike(file: Path, digest: str, *, gone: bool, key: object = None) -> None:
    base = connect(file, key)  # type: ignore[arg-type]
    for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        base.execute(f"DROP TRIGGER {name}")
    if gone:
        base.execute("DELETE FROM blobs WHERE sha256 = ?", (digest,))
    else:
        base.execute("UPDATE blobs SET body = zeroblob(size) WHERE sha256 = ?", (digest,))
    base.close()


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "damaged"])
def test_each_backup_that_lacks_one_is_named(data_dir: Path, run: Run, *, gone: bool) -> None:
    desk = app.open_desk(data_dir, Ticking())
    try:
        _, second = _filled(desk)
        assert all(one.trouble is None for one in desk.backups.check())
        strike(beside(data_dir) / "exhibits.db", second, gone=gone)
        heard: list[int] = []
        newer, older = desk.backups.check(lambda done, _total: heard.append(done))
        assert heard == sorted(heard)
        assert (older.trouble, older.lacking) == (None, 0)
        assert newer.lacking == 1
        assert isinstance(newer.trouble, DataTrouble)
        assert newer.path.name in str(newer.trouble)
    finally:
        desk.care.close()
    (check,) = (one for one in examine(data_dir).checks if one.id == "backup-exhibits")
    assert not check.ok
    assert newer.path.name in check.text.zh_CN
    assert {"backup-exhibits"} & {one.id for one in examine(data_dir, quick=True).checks} == set()
    told = run("backup", "check", "--json")
    assert (told.code, told.json["sound"]) == (1, False)
    assert [one["missing_exhibits"] for one in told.json["backups"]] == [1, 0]
    assert newer.path.name in told.json["backups"][0]["trouble"]
    assert run("backup", "check", str(older.path)).code == 0
    said = run("backup", "check", str(newer.path), "--lang", "en")
    assert (said.code, "1 exhibits of the backup" in said.out) == (1, True)
    assert run("backup", "check", str(data_dir / "no.backup")).code == 2


def test_none_there_and_a_whole_one(data_dir: Path, run: Run, tmp_path: Path) -> None:
    assert run("backup", "check").code == 1
    run("case", "add", facts={"amount": "1"})
    assert run("backup", str(tmp_path / "all.backup")).code == 0
    assert run("backup", "check", str(tmp_path / "all.backup"), "--json").json["sound"]


def test_encrypted_ones_and_stopping(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "data")
    desk = shop.desk()
    encrypt(shop, desk, lambda *_words: None)
    desk = shop.desk()
    try:
        first, _ = _filled(desk)
        key = shop.key()
        assert key is not None
        strike(beside(shop.folder) / f"exhibits-{key.id}.db", first, gone=False, key=key)
        assert [one.lacking for one in desk.backups.check()] == [1, 1]

        def stop(_done: int, _total: int) -> None:
            raise InterruptedError

        with pytest.raises(InterruptedError):
            desk.backups.check(stop)
    finally:
        desk.care.close()


def test_the_doctor_can_be_stopped_among_exhibits(data_dir: Path) -> None:
    desk = app.open_desk(data_dir, Ticking())
    _filled(desk)
    desk.care.close()
    asked: list[int] = []

    def stop(_done: int, _total: int) -> None:
        asked.append(1)
        if len(asked) == 11:  # within the theme of the backups
            raise InterruptedError

    with pytest.raises(InterruptedError):
        examine(data_dir, progress=stop)
