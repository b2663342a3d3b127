"""Tells what happened, in order of time, and the steps that were walked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from posdesk.domain.case import WalkSoFar
from posdesk.domain.event import Answered, ExhibitAttached, Recorded, SlipRecorded
from posdesk.domain.moment import from_iso, weekday
from posdesk.domain.text import Text
from posdesk.domain.timeline import sentence
from posdesk.reports.chapter import Chapter
from posdesk.reports.typeset.blocks import heading, paragraph
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    INK,
    LEFT,
    PAPER,
    RIGHT,
    SMALL,
    WIDTH,
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
_CHIP_MOST = 232.0


def timeline_strips(chapter: Chapter) -> list[Strip]:
    """Return the timeline of a case, grouped by day."""
    strips = [
        heading(
            chapter.setter,
            chapter.numeral(6),
            chapter.say(TITLE),
            anchor=chapter.anchor("timeline"),
            level=chapter.level,
            after=0.0,
        ),
        *paragraph(chapter.setter, (Run(chapter.say(EXPLAINED), SMALL),), with_next=True),
    ]
    told = [r for r in chapter.case.history if sentence(r.event) is not None]
    with_actor = any(r.actor for r in told)
    for day, records in groupby(told, key=lambda r: from_iso(r.at).date()):
        of_day = list(records)
        name = f"{day.isoformat()} {weekday(from_iso(of_day[0].at), chapter.setter.lang)}"
        again = _day(chapter, name + chapter.say(CONTINUED))
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


def _is_of(record: Recorded, exhibit: str) -> bool:
    return isinstance(record.event, ExhibitAttached) and record.event.exhibit == exhibit


def _told(chapter: Chapter, record: Recorded) -> tuple[Run, ...]:
    """Return the sentence of an event; of a step its answer and what follows it are strong."""
    words = sentence(record.event)
    # A full-width space would part question and answer into two columns for text readers.
    plain = chapter.say(words).replace("　", " ") if words else ""
    if isinstance(record.event, SlipRecorded):
        # A field's name and its value stay on one line.
        return tuple(Run(part, BODY, kept=True) for part in re.split(r"(?<=，)|(?<=, )", plain))
    if not isinstance(record.event, Answered):
        return (Run(plain, BODY),)
    answer = chapter.say(record.event.answer_text).replace("\n", "")
    question = chapter.say(record.event.question).replace("\n", "")
    at = plain.find(answer, len(question)) if answer else -1
    if at < 0:
        return (Run(plain, BODY),)
    return (Run(plain[:at], BODY), Run(plain[at:], BODY.bold()))


def step_strips(chapter: Chapter) -> list[Strip]:
    """Return the ways walked, each as a row of chips."""
    if not chapter.walked:
        return []
    strips = [
        heading(
            chapter.setter,
            chapter.numeral(7),
            chapter.say(STEPS),
            anchor=chapter.anchor("steps"),
            level=chapter.level,
        )
    ]
    for walk in (walk for walk in chapter.case.walks if walk.taken):
        strips += _chip_rows(chapter, walk)
        flow = chapter.say(FLOW, title=chapter.say(walk.title), count=len(walk.taken))
        strips += paragraph(chapter.setter, (Run(flow, SMALL),), before=5.0)
    return strips


def _chip_rows(chapter: Chapter, walk: WalkSoFar) -> list[Strip]:
    """Return the chips of one walk in as many rows as they need."""
    chips = list(_chips(chapter, walk))
    rows: list[list[tuple[SetLine, bool]]] = [[]]
    used = 0.0
    for line, last in chips:
        arrow = 0.0 if last else 18.0
        if rows[-1] and used + line.width + 14 + arrow > WIDTH:
            rows.append([])
            used = 0.0
        rows[-1].append((line, last))
        used += line.width + 14 + 24
    return [_chip_row(row, more=at < len(rows) - 1) for at, row in enumerate(rows)]


def _chips(chapter: Chapter, walk: WalkSoFar) -> Iterable[tuple[SetLine, bool]]:
    for step in walk.taken:
        words = step.question if step.kind == "action" else step.answer_text
        code = f" {step.code}" if step.code else ""
        yield (
            chapter.setter.line(chapter.say(words) + code, SMALL.in_colour(INK), _CHIP_MOST),
            False,
        )
    if walk.outcome:
        end = walk.taken[-1].outcome_text or walk.question
        style = SMALL.in_colour(PAPER).bold()
        yield chapter.setter.line(chapter.say(end), style, WIDTH - 40), True


def _chip_row(row: list[tuple[SetLine, bool]], *, more: bool) -> Strip:
    def draw(pen: Pen, y: float) -> None:
        x = LEFT
        for at, (line, last) in enumerate(row):
            if last:
                pen.box(x, y, line.width + 14, 22, line=None, fill=INK, radius=3)
            else:
                pen.box(x, y, line.width + 14, 22, line=ACCENT, radius=3)
            pen.line(line, x + 7, y + 3.5)
            x += line.width + 14
            if at < len(row) - 1 or more:
                pen.arrow(x + 6, y + 11, x + 18)
            x += 24

    return Strip(22.0, draw, 6.0, with_next=True)
