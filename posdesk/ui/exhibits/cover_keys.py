"""What the keys do while covers are drawn, for the status line."""

from __future__ import annotations

from posdesk.i18n import Translator


def cover_keys(tr: Translator, *, proposed: bool) -> tuple[tuple[str, str], ...]:
    """Return the keys with their words; others where places are ``proposed``."""
    if proposed:
        return (
            ("Enter", tr("accept")),
            ("Delete", tr("leave open")),
            ("N", tr("new cover")),
            ("↑↓←→", tr("move")),
            ("Tab", tr("next cover")),
            ("Esc", tr("back")),
        )
    return (
        ("N", tr("new cover")),
        ("↑↓←→", tr("move")),
        ("Shift ↑↓←→", tr("size")),
        ("Ctrl", tr("finely")),
        ("Tab", tr("next cover")),
        ("Esc", tr("back")),
    )
