"""The first letters of how Chinese is read, by which people type it: wdz for 未到账."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from posdesk import paths

_FIRST = 0x4E00
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
_SPOKEN = re.compile(
    "(?<![进执不可实运旅流现])行(?![为李走动使人驶])|重(?=[复新刷打试做付启发扣])|长(?=款)"
    "|校(?=验)|便(?=宜)"
)
_AS = {"行": "航", "重": "虫", "长": "常", "校": "教", "便": "片"}
"""Characters that are read otherwise in words of the counter: 银行, 重复, 长款, 校验, 便宜."""


def initials_of(words: str) -> str:
    """Return the initials of each run of two or more Chinese characters in ``words``.

    Those of a line stand in a line, parted by blanks. A character whose reading is not known is a
    dot.
    """
    return "\n".join(filter(None, map(_of_line, words.split("\n"))))


@lru_cache(maxsize=4096)
def _of_line(line: str) -> str:
    spoken = _SPOKEN.sub(lambda found: _AS[found[0]], line)
    return " ".join(_CHINESE.findall(spoken)).translate(_letters())


@cache
def _letters() -> dict[int, str]:
    """Return the letter of each character from U+4E00 to U+9FFF."""
    told = (paths.resources() / "words" / "initials.txt").read_text("ascii")
    return dict(enumerate(told.replace("\n", ""), start=_FIRST))
