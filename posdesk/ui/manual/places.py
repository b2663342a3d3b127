"""Which chapter fits the page on screen, by the room of the window that the page lives in."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

CHAPTERS: Final = {
    "counter": "cashier-first-minute",
    "walk": "cashier-banner",
    "cases": "manager-cases",
    "evidence": "manager-bundle",
    "exhibits": "cashier-photos",
    "shift": "cashier-handover",
    "training": "cashier-training",
    "settings": "manager-shop",
    "first": "installer-first",
}
"""By room; ``walk`` is the counter while a customer stands there."""

SECTIONS: Final = {
    "people_section": "manager-people",
    "keeping_section": "manager-backup",
    "recipients_section": "manager-sent",
    "seal_section": "manager-seal",
    "check_up_section": "manager-trouble",
}
"""Sections of Settings that have another chapter than Settings as a whole."""


def chapter_for(page: QWidget | None, *, in_walk: bool = False) -> str:
    """Return the chapter for ``page``, empty where none is meant for it."""
    room = type(page).__module__.split(".")[2] if page is not None else ""
    if room == "counter" and in_walk:
        room = "walk"
    return CHAPTERS.get(room, "")


def chapter_for_section(section: QWidget) -> str:
    """Return the chapter for a section of Settings."""
    name = type(section).__module__.rpartition(".")[2]
    return SECTIONS.get(name, CHAPTERS["settings"])
