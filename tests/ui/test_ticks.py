"""A line of a list is ticked once by a press anywhere on it, and by the space bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from posdesk.ui.parts.tick import TickList
from tests.ui.stage import dressed


def test_a_press_anywhere_ticks_once(qtbot: QtBot) -> None:
    ticks = TickList(dressed())
    item = QListWidgetItem("261120-01")
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    ticks.addItem(item)
    qtbot.addWidget(ticks)
    ticks.resize(300, 100)
    ticks.show()
    line = ticks.visualItemRect(item)
    states = [item.checkState()]
    for x in (line.left() + 3, line.left() + 14, line.center().x()):
        where = QPoint(x, line.center().y())
        qtbot.mouseClick(ticks.viewport(), Qt.MouseButton.LeftButton, pos=where)
        states.append(item.checkState())
    ticks.setCurrentRow(0)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    states.append(item.checkState())
    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    assert states == [on, off, on, off, on]
