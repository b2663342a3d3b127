"""A file that cannot be removed, as where a virus scanner holds it: one sentence, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import DataTrouble
from posdesk.domain.recovery import check_number
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from tests.faults.soundness import assert_sound
from tests.ui.stage import Ticking

Held = Callable[[str], None]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """What lets the removal of files with an ending fail, until the test is over."""

    def hold(ending: str) -> None:
        unlink = Path.unlink

        def refuse(self: Path, missing_ok: bool = False) -> None:
            if self.name.endswith(ending):
                raise PermissionError(13, "Permission denied", str(self))
            unlink(self, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", refuse)

    return hold


def test_encrypting_is_refused_and_the_data_are_as_they_were(
    data_dir: Path, tmp_path: Path, held: Held
) -> None:
    desk = app.open_desk(data_dir, Ticking())
    case = desk.log.add(desk.log.read({"amount": "320.00"}))
    words = "correct horse battery"
    key = desk.encryption.prepare(tmp_path / "out" / "sheet.pdf", "en", words, words).key
    turn = desk.encryption.turning_on(key, check_number(key))
    desk.care.close()
    held("-shm")
    with pytest.raises(DataTrouble, match="Permission denied"):
        turn.do()
    again = app.open_desk(data_dir, Ticking())
    assert again.log.case(case.id).number == case.number
    assert_sound(again.care._store)
    again.care.close()


def test_an_installers_file_is_told_of(data_dir: Path, tmp_path: Path, held: Held) -> None:
    desk = app.open_desk(data_dir, Ticking())
    file = tmp_path / "provision.toml"
    file.write_text('[shop]\nname = "清和桥百货店"\n', "utf-8")
    held(".toml")
    with pytest.raises(DataTrouble, match="Permission denied"):
        desk.provisioner.apply(file)
    desk.care.close()


def test_backups_that_go_are_told_of(data_dir: Path, held: Held) -> None:
    desk: Desk = app.open_desk(data_dir, Ticking())
    desk.log.add(desk.log.read({"amount": "320.00"}))
    made = desk.backups.make().first
    assert made is not None
    held("exhibits.db")
    with pytest.raises(DataTrouble, match="Permission denied"):
        desk.backups.drop([made.path])
    assert not made.path.exists()
    assert beside(data_dir).is_dir()
    desk.care.close()
