"""Says in each file of a bundle in several which one it is, and what the others hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import told
from posdesk.reports.typeset.style import BODY

WHICH = Text(
    "本申请分成 {parts} 个文件发出，这是第 {part} 个，请合在一起看。附件分在：",
    "This request goes out in {parts} files; this is file {part}; please read them together."
    " The exhibits are in: ",
)
FILE = Text("文件 {part}：附件 {numbers}", "file {part}: {exhibits} {numbers}")
FILE_OF_CASES = Text("文件 {part}：{cases}", "file {part}: {cases}")
OF_CASE = Text("案件 {case} 附件 {numbers}", "case {case}, {exhibits} {numbers}")
BETWEEN, STOP = Text("；", "; "), Text("。", ".")


def part_strips(chapters: Sequence[Chapter], before: float = 8.0) -> list[Strip]:
    """Return the paragraph about the files of one bundle; nothing where there is only one."""
    order = chapters[0].order
    if order.parts == 1:
        return []
    files = [_file(chapters, part) for part in range(1, order.parts + 1)]
    which = filled(WHICH, parts=order.parts, part=order.part)
    words = Text(
        which.zh_CN + BETWEEN.zh_CN.join(one.zh_CN for one in files) + STOP.zh_CN,
        which.en + BETWEEN.en.join(one.en for one in files) + STOP.en,
    )
    return told(chapters[0].setter, words, BODY, before=before)


def _file(chapters: Sequence[Chapter], part: int) -> Text:
    held = [(chapter, _numbers(chapter, part)) for chapter in chapters]
    if len(held) == 1:
        return filled(FILE, part=part, numbers=held[0][1], exhibits=_exhibits(held[0][1]))
    named = [
        filled(
            OF_CASE,
            case=chapter.case.number or chapter.case.id[:8],
            numbers=numbers,
            exhibits=_exhibits(numbers),
        )
        for chapter, numbers in held
        if numbers
    ]
    cases = Text("，".join(n.zh_CN for n in named), "; ".join(n.en for n in named))
    return filled(FILE_OF_CASES, part=part, cases=cases)


def _exhibits(numbers: str) -> str:
    return "exhibit" if numbers.isdigit() else "exhibits"


def _numbers(chapter: Chapter, part: int) -> str:
    """Return the exhibits of a chapter in one file as ``1-3, 7``."""
    here = chapter.order.part
    numbers = [e.number for e in chapter.exhibits if (e.elsewhere or here) == part]
    runs = [list(run) for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    ends = [(run[0][1], run[-1][1]) for run in runs]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ends)
