"""What the files of a bundle are called, by the rules of whom they go to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from posdesk.domain.bundle.preset import Preset
from posdesk.domain.text import Text

ENDING = ".PDF"
_PREFIX = "PD"
_LEAST = 4
"""Characters a name needs to tell cases apart."""


def part_names(numbers: Sequence[str], parts: int, preset: Preset) -> tuple[str, ...]:
    """Return a name for each file, ``PD112003.PDF``, or ``PD112003A.PDF`` and so on.

    Month, day and number of the (first) case stand in it, and how many more cases there are.
    """
    digits = "".join(re.findall("[0-9]", numbers[0] if numbers else ""))
    more = f"X{len(numbers) - 1}" if len(numbers) > 1 else ""
    stem = _PREFIX + (digits[2:] if len(digits) > 6 else digits) + more
    return tuple(_cut(stem, ending, preset) + ending + ENDING for ending in part_endings(parts))


def part_endings(parts: int) -> tuple[str, ...]:
    """Return what is put behind a name for each file of several: A, B, … AA; nothing for one."""
    return ("",) if parts == 1 else tuple(_letters(at) for at in range(parts))


def broken_rule(stem: str, preset: Preset) -> Text | None:
    """Return what is wrong with a file name (without its ending) by the preset's rules."""
    if preset.name_length and len(stem) > preset.name_length:
        return Text(
            f"文件名“{stem[:40]}”有 {len(stem)} 个字符，{preset.words.zh_CN}"
            f"最多收 {preset.name_length} 个。",
            f"The file name “{stem[:40]}” has {len(stem)} characters;"
            f" {preset.words.en} takes at most {preset.name_length}.",
        )
    if preset.plain_names and not re.fullmatch("[A-Za-z0-9]+", stem):
        return Text(
            f"文件名“{stem[:40]}”里有别的字符，{preset.words.zh_CN}只收英文字母和数字。",
            f"The file name “{stem[:40]}” holds other characters;"
            f" {preset.words.en} takes only the letters A to Z and digits.",
        )
    return None


def _cut(stem: str, ending: str, preset: Preset) -> str:
    """Return ``stem`` short enough; the end of it tells cases apart, so its front goes."""
    if not preset.name_length:
        return stem
    room = max(_LEAST, preset.name_length - len(ending))
    return stem if len(stem) <= room else stem[-room:]


def _letters(at: int) -> str:
    """Return A for 0, B for 1, … AA for 26."""
    before = _letters(at // 26 - 1) if at >= 26 else ""
    return before + chr(ord("A") + at % 26)
