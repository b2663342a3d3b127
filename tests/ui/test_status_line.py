"""The status line names as many keys as it has room for, the most needed first, and cuts none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from posdesk.domain.text import LANGS, Lang
from posdesk.ui.status_line import StatusLine
from tests.ui.stage import dressed, speaking

WALK = {
    "zh_CN": (
        *(("1-4", "回答"), ("F1", "对顾客说"), ("Ctrl+E", "证据包 PDF"), ("F9", "交班")),
        *(("退格", "返回"), ("Esc", "回首页，进度保留")),
    ),
    "en": (
        *(("1-4", "answer"), ("F1", "say"), ("Ctrl+E", "bundle (PDF)"), ("F9", "hand over")),
        *(("Bksp", "back"), ("Esc", "home, walk kept")),
    ),
}


def shown(line: StatusLine) -> list[str]:
    return [
        part.text() for part in line.findChildren(QLabel) if part.isVisible() and part.text() != ""
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_keys_that_have_no_room_drop_out_from_the_end(qtbot: QtBot, lang: Lang) -> None:
    line = StatusLine(dressed(), speaking(lang))
    qtbot.addWidget(line)
    line.show_keys(WALK[lang])
    counts = []
    for width in (1366, 911, 760, 600, 480):
        line.resize(width, line.height())
        line.show()
        QApplication.processEvents()
        for part in line.findChildren(QLabel):
            if part.isVisible():
                assert part.geometry().right() < line.width(), (width, part.text())
                assert part.width() >= part.sizeHint().width(), (width, part.text())
        keys = [key for key, _ in WALK[lang] if key in shown(line)]
        assert keys == [key for key, _ in WALK[lang]][: len(keys)]
        counts.append(len(keys))
    assert counts[0] == len(WALK[lang])
    assert counts == sorted(counts, reverse=True)
    assert 0 < counts[-1] < counts[0]
    assert "Shift+F1" not in shown(line), "the rail leads to the manual"
    line.resize(1366, line.height())
    QApplication.processEvents()
    assert "Shift+F1" in shown(line)
    line.show_keys(WALK[lang][:2])
    assert [key for key, _ in line.keys] == ["1-4", "F1"]
    assert "F9" not in shown(line)
