"""Where a line may end: Chinese rules (kinsoku, GB/T 15834) with Latin words and numbers whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OBJECT = "\ufffc"
"""Stands in a text for a boxed tag, which is never broken."""

CLOSING = "，。；：、）」』】》〉〕｝”’"
OPENING = "（「『【《〈〔｛“‘"
NOT_FIRST = frozenset(CLOSING + "！？…—～·•%％‰℃°々ー" + ",.;:!?)]}")
_COMPANY = 6
"""How many characters may move to a last line that is too short."""

GLUE = frozenset("\u00a0\u202f")
"""Spaces at which no line ends."""

NOT_LAST = frozenset(OPENING + "¥￥$€£№#" + "([{")
_SPACE, _NO_FIRST, _NO_LAST, _WIDE = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line as offsets into its text, without the spaces around it."""

    start: int
    end: int


def is_space(character: str) -> bool:
    """Return whether a line may end at ``character`` and leave it out."""
    return character.isspace() and character not in GLUE


def is_wide(character: str) -> bool:
    """Return whether ``character`` is set as a Chinese one: lines may break on either side."""
    point = ord(character)
    return (
        0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7FF
        or 0xF900 <= point <= 0xFAFF
        or 0xFE30 <= point <= 0xFE4F
        or 0xFF00 <= point <= 0xFFEF
        or point >= 0x20000
        or character in CLOSING + OPENING + "…—·" + OBJECT
    )


def may_break(before: str, after: str, *, spaced: bool) -> bool:
    """Return whether a line may end after ``before`` and the next begin with ``after``.

    ``spaced``: there is a space between the two.
    """
    if after in NOT_FIRST or before in NOT_LAST or after in GLUE or before in GLUE:
        return False
    return spaced or is_wide(before) or is_wide(after)


class _Kinds(dict[str, int]):
    """What the rules say of each character, looked up once for each."""

    def __missing__(self, character: str) -> int:
        glue = character in GLUE
        kind = self[character] = (
            _SPACE * is_space(character)
            | _NO_FIRST * (glue or character in NOT_FIRST)
            | _NO_LAST * (glue or character in NOT_LAST)
            | _WIDE * is_wide(character)
        )
        return kind


_KINDS = _Kinds()


def break_lines(
    text: str,
    advances: Sequence[float],
    width: float,
    hang: Sequence[float] | None = None,
    kept: frozenset[int] = frozenset(),
) -> tuple[Line, ...]:
    """Return the lines of ``text`` (one paragraph) in a column of ``width`` points.

    ``advances`` are the widths of its characters; ``hang`` is how much of each may stand beyond
    the column where it ends a line (the blank half of ，); no line begins at an offset in ``kept``.
    A word that is wider than the column is
    cut, the rules for Chinese marks kept where that can be.
    """
    kinds = [_KINDS[character] for character in text]
    if text and not (kinds[0] | kinds[-1]) & _SPACE and sum(advances) <= width:
        return (Line(0, len(text)),)
    lines: list[Line] = []
    start = _skip_spaces(text, 0)
    while start < len(text):
        end = _line_end(text, kinds, advances, width, hang, kept, start)
        lines.append(Line(start, _trim(text, start, end)))
        start = _skip_spaces(text, end)
    if len(lines) > 1 and _is_orphan(text[lines[-1].start : lines[-1].end]):
        lines[-2:] = _in_company(text, lines[-2], lines[-1], kept)
    return tuple(lines) or (Line(0, 0),)


def _is_orphan(line: str) -> bool:
    """Return whether a line is one Chinese character, with or without a mark after it."""
    return len(line.rstrip("".join(NOT_FIRST))) == 1 and is_wide(line[0]) and line[0] != OBJECT


def _in_company(text: str, before: Line, last: Line, kept: frozenset[int]) -> list[Line]:
    """Return the two lines with a few characters of the first moved to the second, if they may."""
    # No more than half of the line, so that the last one stays the shorter of the two.
    half = (before.start + before.end + 2) // 2
    for at in range(before.end - 1, max(half, before.end - _COMPANY), -1):
        inside = at not in kept and not is_space(text[at]) and not is_space(text[at - 1])
        if inside and may_break(text[at - 1], text[at], spaced=False):
            return [Line(before.start, at), Line(at, last.end)]
    return [before, last]


def _line_end(
    text: str,
    kinds: Sequence[int],
    advances: Sequence[float],
    width: float,
    hang: Sequence[float] | None,
    kept: frozenset[int],
    start: int,
) -> int:
    """Return where the line that begins at ``start`` ends, spaces after it not skipped."""
    used, good, last, before, most = 0.0, start, start, _NO_LAST, width + 1e-6
    for at in range(start, len(text)):
        kind, advance = kinds[at], advances[at]
        if kind & _SPACE:
            used += advance
            continue
        if (
            not (kind & _NO_FIRST or before & _NO_LAST)
            and (at - last > 1 or (kind | before) & _WIDE)
            and at not in kept
        ):
            good = at
        used += advance
        if used > most and at > start and used - (hang[at] if hang else 0.0) > most:
            return good if good > start else _cut(text, start, at)
        last, before = at, kind
    return len(text)


def _cut(text: str, start: int, at: int) -> int:
    """Return where to cut a word that is wider than the line: at best where no rule is broken."""
    for place in range(at, start, -1):
        if text[place] not in NOT_FIRST and text[place - 1] not in NOT_LAST:
            return place
    return at


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and is_space(text[at]):
        at += 1
    return at


def _trim(text: str, start: int, end: int) -> int:
    while end > start and is_space(text[end - 1]):
        end -= 1
    return end
