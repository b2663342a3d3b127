"""How close full-width marks stand: of two in a row one blank half is left out (JLREQ 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.reports.typeset.linebreak import CLOSING, OPENING, is_wide

DOT = "•"
_DOT_ADVANCE = 0.4
_DOUBLE_QUOTE, _SINGLE_QUOTE = 0.42, 0.26
_MOVED = frozenset(CLOSING + OPENING + DOT)
_HANGING = frozenset("，。；：、）」』】》〉〕”’")


@dataclass(frozen=True, slots=True)
class Spaced:
    """For each character: how far it moves the pen, how far left it is drawn, how far it may hang.

    ``moved`` are the offsets of those that do not stand as the typeface would have them.
    """

    advances: tuple[float, ...]
    shifts: tuple[float, ...]
    hang: tuple[float, ...]
    moved: tuple[int, ...] = ()


def flows(text: str) -> bool:
    """Return whether every character of ``text`` stands as the typeface has it."""
    return _MOVED.isdisjoint(text)


def space_out(text: str, advances: Sequence[float], sizes: Sequence[float]) -> Spaced:
    """Return the spacing of ``text`` from its natural ``advances`` and type ``sizes`` in points."""
    if flows(text):
        none = (0.0,) * len(text)
        return Spaced(tuple(advances), none, none)
    moved, shifts, hang = list(advances), [0.0] * len(text), [0.0] * len(text)
    for at, character in enumerate(text):
        if character not in _MOVED or advances[at] < 0.99 * sizes[at]:
            continue
        em = sizes[at]
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        moved[at], shifts[at] = _place(character, before, after, em)
        if character in _HANGING and moved[at] == em:
            hang[at] = em / 2
    closer = tuple(at for at, natural in enumerate(advances) if moved[at] != natural)
    return Spaced(tuple(moved), tuple(shifts), tuple(hang), closer)


def _place(character: str, before: str, after: str, em: float) -> tuple[float, float]:
    """Return the advance and the shift of one full-width character between its neighbours."""
    if character in "“”‘’" and not (_is_chinese(before) or _is_chinese(after)):
        width = em * (_DOUBLE_QUOTE if character in "“”" else _SINGLE_QUOTE)
        return width, em - width if character in OPENING else 0.0
    if character == DOT and DOT in (before, after):
        return em * _DOT_ADVANCE, em * (1 - _DOT_ADVANCE) / 2
    if character in CLOSING and (after in CLOSING or after in OPENING):
        return em / 2, 0.0
    if character in OPENING and before in OPENING:
        return em / 2, em / 2
    return em, 0.0


def _is_chinese(character: str) -> bool:
    return is_wide(character) and character not in "“”‘’…—·"
