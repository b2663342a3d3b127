"""The support file and newer versions in Settings: told in words, and off until chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.services.support import PARTS, Support
from posdesk.services.updates import Updates
from posdesk.ui.settings.support_part import SupportPart
from posdesk.ui.settings.updates_part import UpdatesPart
from posdesk.ui.status_line import StatusLine
from posdesk.ui.tasks import Tasks
from posdesk.ui.updates_watch import UpdatesWatch
from tests.domain.test_updates import SAID
from tests.ui.conftest import Open
from tests.ui.stage import Chosen, Ticking, dressed, everything_said, opened, speaking

ADDRESS = "https://news.example.com/posdesk.json"


class Saving(Chosen):
    def __init__(self, lang: Lang, target: Path | None) -> None:
        super().__init__(speaking(lang))
        self.target, self.suggested = target, ""

    def file_to_save(self, suggested: Path) -> Path | None:
        self.suggested = suggested.name
        return self.target


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_it_is_made_and_told_in_words(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    data, target, tasks = tmp_path / "data", tmp_path / "out.zip", Tasks()
    tr, questions = speaking(lang), Saving(lang, target)
    with opened(data):
        part = SupportPart(Support(data, None, Ticking()), tasks, questions, dressed(), tr)
        qtbot.addWidget(part)
        part.button.click()
        qtbot.waitUntil(lambda: not part.contents.isHidden(), timeout=30_000)
    assert questions.suggested == "posdesk-support-261120-1443.zip"
    assert str(target) in part.notice.words
    said = everything_said(part)
    assert all(one.name in said and tr.text(one.text) in said for one in PARTS)
    with ZipFile(target) as whole:
        assert json.loads(whole.read("about.json"))["screen"]["width"] > 0
    part.notice.closed.emit()
    assert part.isHidden()
    tasks.finish()


def test_nothing_is_made_where_nobody_wants_it_or_it_cannot_be(
    qtbot: QtBot, tmp_path: Path
) -> None:
    data, tasks = tmp_path / "data", Tasks()
    data.mkdir()
    questions = Saving("en", None)
    part = SupportPart(Support(data, None, Ticking()), tasks, questions, dressed(), speaking("en"))
    qtbot.addWidget(part)
    part.button.click()
    assert part.isHidden()
    questions.target = data / "out.zip"
    part.button.click()
    qtbot.waitUntil(lambda: "lies in the data folder" in part.notice.words, timeout=30_000)
    assert part.contents.isHidden()
    assert list(data.iterdir()) == []
    tasks.finish()


def heard_in(folder: Path) -> Callable[[str], bytes]:
    def ask(address: str) -> bytes:
        (folder / "asked").write_text(address, "utf-8")
        return json.dumps(SAID).encode()

    return ask


def test_newer_versions_are_off_until_somebody_turns_them_on(qtbot: QtBot, tmp_path: Path) -> None:
    data, tr = tmp_path / "data", speaking("en")
    with opened(data) as desk:
        updates = Updates(data, lambda: datetime(2026, 11, 20, tzinfo=BEIJING), heard_in(tmp_path))
        part = UpdatesPart(updates, desk.shop_book, dressed(), tr)
        qtbot.addWidget(part)
        assert "nothing is asked" in part.line.text()
        assert not part.choices["on"].isEnabled()
        desk.shop_book.save_updates_address(ADDRESS)
        part.refresh()
        assert part.choices["off"].isChecked()
        assert "told nothing of this shop" in part.line.text()
        watch = UpdatesWatch(updates, part)
        watch.look()
        assert not (tmp_path / "asked").exists()
        part.choices["on"].click()
        assert desk.shop_book.library.settings.updates == "on"
        with qtbot.waitSignal(watch.heard, timeout=10_000):
            watch.look()
        assert (tmp_path / "asked").read_text("utf-8") == ADDRESS
        assert watch.words(tr) == "PosDesk 0.10.0 is out"
        part.refresh()
        assert "is out since 2026-12-01" in part.line.text()
        assert part.notes.text() == "Faster"
        part.choices["off"].click()
        assert watch.words(tr) == ""
        watch.stop()


def test_the_status_line_tells_it_quietly(
    open_window: Open, tmp_path: Path, data_dir: Path
) -> None:
    book = app.open_shop_book(data_dir)
    book.save_updates_address(ADDRESS)
    book.save_updates("on")
    Updates(data_dir, Ticking(), heard_in(tmp_path)).check()
    assert "PosDesk 0.10.0 已发布" in everything_said(open_window().window)


def test_the_status_line_leaves_news_out_where_there_is_no_room(qtbot: QtBot) -> None:
    line = StatusLine(dressed(), speaking("en"))
    qtbot.addWidget(line)
    line.resize(1366, 40)
    line.show()
    keys = [("F1", "words to the customer"), ("F2", "note"), ("Esc", "back"), ("1-9", "answer")]
    line.tell_news("PosDesk 0.10.0 is out")
    line.show_keys(keys)
    assert line.news == "PosDesk 0.10.0 is out"
    line.resize(700, 40)
    assert line.news == ""
    assert line.keys == tuple(keys)
    line.resize(1366, 40)
    assert line.news
    line.warn("No backup for 3 days: look into Settings. " * 3)
    assert line.news == ""
