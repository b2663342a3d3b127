"""Tells what happened, in order of time, and the steps that were walked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from posdesk.domain.case import WalkSoFar
from posdesk.domain.event import Answered, ExhibitAttached, Recorded, SlipRecorded
from posdesk.domain.moment import from_iso, weekday
from posdesk.domain.text import LANGS, Text
from posdesk.domain.timeline import sentence
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.typeset.blocks import heading, part_heading
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import CHINESE, GUTTER, beside, label, told, under
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import common_end
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    CAPTION,
    INK,
    LEFT,
    PAPER,
    RIGHT,
    SMALL,
    WIDTH,
    Style,
)
from posdesk.reports.typeset.tables import LINES, Cell, table

TITLE = Text("经过", "What happened")
EXPLAINED = Text(
    "北京时间。每一条在发生时记下，之后只补不改。",
    "Beijing time. Each line was recorded when it happened; later ones add, none is changed.",
)
CONTINUED = Text("（续）", " (continued)")
STEPS = Text("走过的步骤", "Steps walked")
FLOW = Text("流程“{title}”，{count} 步。", "Flow “{title}”, steps: {count}.")
_TIME, _ACTOR, _TAG = 56.0, 62.0, 62.0
_WHO = 84.0
_CHIP_MOST = 232.0


def timeline_strips(chapter: Chapter) -> list[Strip]:
    """Return the timeline of a case, grouped by day."""
    # In a chapter of many it follows the letter on the same page, as one section of its own rank.
    headed = part_heading if chapter.single else heading
    strips = [
        headed(
            chapter.setter,
            chapter.nth("timeline"),
            TITLE,
            anchor=chapter.anchor("timeline"),
            level=chapter.level,
        ),
        *told(chapter.setter, EXPLAINED, SMALL, with_next=True),
    ]
    records = [r for r in chapter.case.history if sentence(r.event) is not None]
    with_actor = any(r.actor for r in records)
    for day, on_day in groupby(records, key=lambda r: from_iso(r.at).date()):
        of_day = list(on_day)
        moment = from_iso(of_day[0].at)
        weekdays = Text(*(weekday(moment, lang) for lang in LANGS))
        name = f"{day.isoformat()} {chapter.show(weekdays)}"
        again = _day(chapter, name + chapter.show(CONTINUED))
        body = [s for r in of_day for s in _row(chapter, r, with_actor, again)]
        strips += [_day(chapter, name), *body]
    return strips


def _day(chapter: Chapter, name: str) -> Strip:
    line = chapter.setter.line(name, BODY.bold(), WIDTH)
    height = line.leading + 4

    def draw(pen: Pen, y: float) -> None:
        pen.line(line, LEFT, y + 1)
        pen.rule(LEFT, y + height, RIGHT, y + height, colour=INK, thick=0.8)

    return Strip(height, draw, 8.0, with_next=True)


def _row(chapter: Chapter, record: Recorded, with_actor: bool, again: Strip) -> list[Strip]:
    """Return one line of the timeline; ``again`` is the day's name for the next page."""
    if chapter.setter.both:
        return _both_row(chapter, record, with_actor, again)
    time = from_iso(record.at).strftime("%H:%M:%S")
    tags = tuple(chapter.tag(e) for e in chapter.exhibits if _is_of(record, e.kept.id))
    columns = [(_TIME, Cell((Run(time, BODY),)))]
    if with_actor:
        columns.append((_ACTOR, Cell((Run(chapter.actor(record.actor), SMALL),))))
    rest = WIDTH - sum(width for width, _ in columns) - (_TAG if tags else 0.0)
    columns.append((rest, Cell(_told(chapter, record))))
    if tags:
        columns.append((_TAG, Cell(tags, align="right")))
    widths, cells = zip(*columns, strict=True)
    return table(chapter.setter, widths, [cells], look=LINES, above=(again,))


def _both_row(chapter: Chapter, record: Recorded, with_actor: bool, again: Strip) -> list[Strip]:
    """Return a line in both languages: who did it under the time, exhibits after the sentence."""
    time: tuple[Run, ...] = (Run(from_iso(record.at).strftime("%H:%M:%S"), BODY),)
    if with_actor:
        who = label(chapter.setter, chapter.actor_words(record.actor), CAPTION, below=True)
        time = (*time, Run("\n", CAPTION), *who)
    words = sentence(record.event)
    if words is not None and 2 * len(common_end(words)) >= len(words.zh_CN):
        # What a person typed appears once, over both columns.
        runs = (Run(chapter.show(words), BODY), *_tags(chapter, record))
        whole = (Cell(time), Cell(runs))
        return table(chapter.setter, (_WHO, WIDTH - _WHO), [whole], look=LINES, above=(again,))
    halves = [(*_told(half, record), *_tags(half, record)) for half in chapter.halves]
    chinese = (WIDTH - _WHO - GUTTER) * CHINESE
    english = tuple(r if r.tag else replace(r, style=beside(r.style)) for r in halves[1])
    cells = (Cell(time), Cell(halves[0]), Cell(english, indent=GUTTER))
    widths = (_WHO, chinese, WIDTH - _WHO - chinese)
    return table(chapter.setter, widths, [cells], look=LINES, above=(again,))


def _tags(chapter: Chapter, record: Recorded) -> Iterable[Run]:
    for exhibit in chapter.exhibits:
        if _is_of(record, exhibit.kept.id):
            yield chapter.tag(exhibit)


def _is_of(record: Recorded, exhibit: str) -> bool:
    return isinstance(record.event, ExhibitAttached) and record.event.exhibit == exhibit


def _told(chapter: Chapter, record: Recorded) -> tuple[Run, ...]:
    """Return the sentence of an event; of a step its answer and what follows it are strong."""
    words = sentence(record.event)
    # A full-width space would part question and answer into two columns for text readers.
    said = chapter.say(words).replace("　", " ") if words else ""
    if isinstance(record.event, SlipRecorded):
        # A field's name and its value stay on one line.
        return tuple(Run(part, BODY, kept=True) for part in re.split(r"(?<=，)|(?<=, )", said))
    if not isinstance(record.event, Answered):
        return (Run(said, BODY),)
    answer = chapter.say(record.event.answer_text).replace("\n", "")
    question = chapter.say(record.event.question).replace("\n", "")
    at = said.find(answer, len(question)) if answer else -1
    if at < 0:
        return (Run(said, BODY),)
    return (Run(said[:at], BODY), Run(said[at:], BODY.bold()))


def step_strips(chapter: Chapter) -> list[Strip]:
    """Return the ways walked, each as a row of chips."""
    if not chapter.walked:
        return []
    strips = [
        heading(
            chapter.setter,
            chapter.nth("steps"),
            STEPS,
            anchor=chapter.anchor("steps"),
            level=chapter.level,
        )
    ]
    for walk in (walk for walk in chapter.case.walks if walk.taken):
        strips += _chip_rows(chapter, walk)
        flow = filled(FLOW, title=walk.title, count=len(walk.taken))
        strips += told(chapter.setter, flow, SMALL, before=5.0)
    return strips


def _chip_rows(chapter: Chapter, walk: WalkSoFar) -> list[Strip]:
    """Return the chips of one walk in as many rows as they need."""
    chips = list(_chips(chapter, walk))
    rows: list[list[_Chip]] = [[]]
    used = 0.0
    for chip in chips:
        arrow = 0.0 if chip.last else 18.0
        if rows[-1] and used + chip.width + arrow > WIDTH:
            rows.append([])
            used = 0.0
        rows[-1].append(chip)
        used += chip.width + 24
    return [_chip_row(row, more=at < len(rows) - 1) for at, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class _Chip:
    """A step as its words in each language, one under the other; the last one is the outcome."""

    lines: tuple[SetLine, ...]
    last: bool = False

    @property
    def width(self) -> float:
        return max(line.width for line in self.lines) + 14

    @property
    def height(self) -> float:
        return sum(line.leading for line in self.lines) + 7.5


def _chips(chapter: Chapter, walk: WalkSoFar) -> Iterable[_Chip]:
    for step in walk.taken:
        words = step.question if step.kind == "action" else step.answer_text
        code = f" {step.code}" if step.code else ""
        yield _chip(chapter, words, SMALL.in_colour(INK), _CHIP_MOST, code)
    if walk.outcome:
        end = walk.taken[-1].outcome_text or walk.question
        chip = _chip(chapter, end, SMALL.in_colour(PAPER).bold(), WIDTH - 40)
        yield replace(chip, last=True)


def _chip(chapter: Chapter, words: Text, style: Style, most: float, code: str = "") -> _Chip:
    first, *rest = chapter.halves
    english = (half.setter.line(half.say(words), under(style), most) for half in rest)
    return _Chip((first.setter.line(first.say(words) + code, style, most), *english))


def _chip_row(row: list[_Chip], *, more: bool) -> Strip:
    height = max(chip.height for chip in row)

    def draw(pen: Pen, y: float) -> None:
        x = LEFT
        for at, chip in enumerate(row):
            line, fill = (None, INK) if chip.last else (ACCENT, None)
            pen.box(x, y, chip.width, height, line=line, fill=fill, radius=3)
            pen.lines(chip.lines, x + 7, y + 3.5)
            x += chip.width
            if at < len(row) - 1 or more:
                pen.arrow(x + 6, y + height / 2, x + 18)
            x += 24

    return Strip(height, draw, 6.0, with_next=True)
