"""The frame of one section of the Settings page: a heading, a line of what it is for, its rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from posdesk.ui.parts.card import Card
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.setting_field import SettingField
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import GAP

WIDEST = 1040


class Section(QScrollArea):
    """Scrolls where the window is low; ``body`` is the column of the card."""

    def __init__(self, title: str, what_for: str) -> None:
        super().__init__()
        card = Card(padding=24)
        card.setMaximumWidth(WIDEST)
        self.body = card.body
        self.body.setSpacing(GAP)
        self._head = head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Words(title, "amount"))
        head.addWidget(Words(what_for, "body", "text2", wrap=True))
        self.body.addLayout(head)
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def locked(self, lock: Lock) -> bool:
        """Show as the installer's what is locked here; return whether anything is."""
        return False

    def show_locked(self, lock: Lock) -> None:
        """Show what is locked, and in the head which file locks it, since when."""
        if self.locked(lock):
            self.add_to_head(lock.sign(lock.whence))

    def add_to_head(self, part: QWidget) -> None:
        """Put ``part`` below the line of what the section is for."""
        self._head.addSpacing(4)
        self._head.addWidget(part)

    def add_fields(self, *fields: QWidget) -> None:
        """Add fields in two columns."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(20)
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)


def hold_fields(fields: Mapping[str, SettingField], table: str, lock: Lock) -> bool:
    """Hold the fields of a ``table`` of settings that are locked; return whether any is."""
    held = [field for name, field in fields.items() if lock.is_locked(f"{table}.{name}")]
    for field in held:
        field.hold(lock)
    return bool(held)


def invitation(words: str) -> Card:
    """Return what stands where there is nothing yet: what to do first."""
    card = Card("invitation", padding=14)
    card.body.addWidget(Words(words, "body", "wait", wrap=True))
    return card
