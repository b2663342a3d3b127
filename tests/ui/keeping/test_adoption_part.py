"""What an account kept for itself is offered in Settings and comes into the shared folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from posdesk import app, paths
from posdesk.domain.errors import NotAllowed
from posdesk.ownership import SHARED_FOLDER
from posdesk.storage.store import DATABASE
from posdesk.ui.between import Between
from posdesk.ui.keeping.adoption_part import AdoptionPart
from posdesk.ui.start.installed import provision_news
from tests.small_book import ship_small
from tests.ui.stage import Ticking, dressed, speaking

NAME, PIN = "欧阳敏", "135790"


class _Stopped(Exception):
    pass


class _Told:
    def __init__(self, stops: bool = False) -> None:
        self.said: list[str] = []
        self._stops = stops

    def __call__(self, _done: int, _total: int, /) -> None:
        if self._stops:
            raise _Stopped

    def say(self, words: str, *, may_stop: bool = False) -> None:
        self.said.append(words)


@pytest.fixture
def own(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case and a manager with a PIN in the account's own folder, and a file that shares one."""
    ship_small(tmp_path, monkeypatch)
    folder = tmp_path / "own"
    monkeypatch.setattr(paths, "own_data_folder", lambda: folder)
    desk = app.open_desk(folder)
    desk.log.add(desk.log.read({"amount": "500.00", "symptom": "没出单"}))
    manager = desk.staff.add(NAME, "manager")
    desk.staff.set_pin(manager.id, PIN)
    desk.care.close()
    file = tmp_path / "machine.toml"
    file.write_text(
        f'[shop]\nname = "光明路烟酒店"\n[data]\nfolder = "{data_dir}"\nshared = true\n', "utf-8"
    )
    monkeypatch.setenv("POSDESK_PROVISION", str(file))
    data_dir.mkdir(exist_ok=True)
    data_dir.chmod(SHARED_FOLDER)
    return folder


def test_the_shared_folder_of_a_window_takes_over_what_the_account_has(
    qtbot: QtBot, own: Path, data_dir: Path
) -> None:
    desk = app.provisioned(app.open_desk(data_dir, Ticking()))
    assert str(own) in provision_news(desk, speaking("en"))
    part = AdoptionPart(desk, dressed(), speaking("en"))
    qtbot.addWidget(part)
    wanted: list[Between] = []
    part.between_wanted.connect(wanted.append)
    part.go.click()
    part.name.setText(NAME)
    part.pin.setText(PIN)
    part.go.click()
    assert part.pin.text() == ""
    part.name.clear()
    desk.care.close()

    with pytest.raises(NotAllowed):
        wanted[0].work(_Told())
    with pytest.raises(_Stopped):
        wanted[1].work(_Told(stops=True))
    before = app.open_desk(data_dir, Ticking())
    assert before.log.cases() == ()
    before.care.close()

    told = _Told()
    done = wanted[1].work(told)
    assert str(own) in done.sentence
    assert len(told.said) > 2
    after = app.provisioned(app.open_desk(data_dir, Ticking()))
    assert [row.amount for row in after.log.cases()] == [50000]
    assert after.shop.name == "光明路烟酒店"
    assert after.staff.sign_in(NAME, PIN).name == NAME
    assert provision_news(after, speaking("en")) == ""
    again = AdoptionPart(after, dressed(), speaking("en"))
    qtbot.addWidget(again)
    assert again.isHidden()
    after.care.close()
    assert (own / DATABASE).exists()
