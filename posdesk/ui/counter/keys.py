"""The keys that work here, for the status line: what a cashier without a mouse needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posdesk.i18n import Translator

if TYPE_CHECKING:
    from posdesk.ui.counter.step_card import StepCard

Key = tuple[str, str]
"""A key as its cap says it, and what it does."""


def home_keys(tr: Translator, tiles: int) -> tuple[Key, ...]:
    """Return the keys of the home page."""
    return (
        (_span(tiles), tr("then Enter: begin")),
        ("↑ ↓", tr("choose")),
        (tr("Enter"), tr("open, or go on")),
        ("Esc", tr("clear")),
    )


def result_keys(
    tr: Translator, results: int, *, digits: bool, aside: bool = False
) -> tuple[Key, ...]:
    """Return the keys while results are shown; ``digits`` says whether they pick one.

    ``aside``: there is a case among them, which can be shown on the cases page.
    """
    picking: tuple[Key, ...] = ((_span(results), tr("open at once")),) if digits else ()
    showing: tuple[Key, ...] = (("Ctrl+Enter", tr("case in Cases")),) if aside else ()
    opening = (("↑ ↓", tr("choose")), (tr("Enter"), tr("open")))
    return (*picking, *opening, *showing, ("Esc", tr("clear")))


def walk_keys(tr: Translator, step: StepCard) -> tuple[Key, ...]:
    """Return the keys of the step on screen."""
    keys: list[Key] = []
    if step.is_outcome:
        keys.append((tr("Enter"), tr("bundle (PDF)")))
    elif step.is_action:
        keys.append(("1", tr("done, next")))
    elif step.board.count:
        keys.append((_span(step.board.count), tr("answer")))
    keys.append(("F1", tr("say")))
    if step.has_call:
        keys.append(("F2", tr("call script")))
    if not step.is_outcome:
        keys.append(("Ctrl+E", tr("bundle (PDF)")))
    keys.append(("F9", tr("hand over")))
    if step.can_go_back:
        keys.append((tr("Bksp"), tr("back")))
    keys.append(("Esc", tr("home, walk kept")))
    return tuple(keys)


def _span(count: int) -> str:
    return f"1–{count}" if count > 1 else "1"
