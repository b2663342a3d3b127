"""Asks the window for a manager where a service said that only one may; the window decides how."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from posdesk.i18n import Translator
from posdesk.ui.parts.trouble import Offer

MANAGER_WANTED: Final = QEvent.Type(QEvent.registerEventType())
"""Sent to a window of which a part wants a manager; nothing is tried again by itself."""


def ask_for_manager(part: QWidget) -> None:
    """Tell the window of ``part`` that a manager is wanted."""
    QCoreApplication.sendEvent(part.window(), QEvent(MANAGER_WANTED))


def manager_words(tr: Translator) -> str:
    """Return the words of the button."""
    return tr("Manager signs in")


def manager_offer(tr: Translator, part: QWidget) -> Offer:
    """Return the offer to let a manager sign in."""
    return manager_words(tr), lambda: ask_for_manager(part)
