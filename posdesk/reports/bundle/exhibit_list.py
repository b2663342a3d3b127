"""The list of exhibits in the letter; under it in words what is missing and what is not due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.bundle.slots import Slot, SlotState, slots_for
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.bundle import calls, letter
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.bundle.exhibit_words import listed
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import label, paired, told
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import ACCENT, BODY, SMALL
from posdesk.reports.typeset.tables import Cell, Look, table

_COLUMNS = {
    "number": Text("附件", "No."),
    "kind": Text("种类", "Kind"),
    "shows": Text("说明什么", "What it shows"),
    "received": Text("收到", "Received"),
    "page": Text("页", "Page"),
}
MISSING = Text("暂缺", "To follow")
NOT_DUE = Text("不适用", "Not applicable")
FOLLOWS = Text("。收到后补交。", ". Sent on once it is there.")
_BETWEEN, _COLON = Text("；", "; "), Text("（{why}）", " ({why})")
_CALLS = Text("{count} 次{tickets}", "Contacts: {count}{tickets}")
_TICKETS = Text("，工单 {tickets}", ", ticket {tickets}")
_TICKETS_MOST = 3


def exhibit_list(chapter: Chapter, look: Look) -> list[Strip]:
    """Return the table of the exhibits, the calls at its end, and the lines about the gaps."""
    rows = [_row(chapter, exhibit) for exhibit in chapter.exhibits]
    if chapter.case.calls:
        rows.append(_calls_row(chapter))
    if not rows:
        return [*told(chapter.setter, letter.NO_EXHIBITS, BODY), *_gaps(chapter)]
    head = [
        Cell(label(chapter.setter, words, SMALL, below=True), tinted=True, align=_align(name))
        for name, words in _COLUMNS.items()
    ]
    widths = (34, 90, 246, 74, 44) if chapter.setter.lang == "zh_CN" else (30, 112, 222, 78, 44)
    return [*table(chapter.setter, widths, rows, head=head, look=look), *_gaps(chapter)]


def _row(chapter: Chapter, exhibit: NumberedExhibit) -> tuple[Cell, ...]:
    setter, kept = chapter.setter, exhibit.kept
    kind = label(setter, EXHIBIT_KINDS[kept.kind], BODY.bold(), below=True)
    return (
        Cell((Run(str(exhibit.number), BODY.bold().in_colour(ACCENT), exhibit.link),)),
        Cell(tuple(replace(run, link=exhibit.link) for run in kind)),
        Cell(label(setter, listed(chapter.case, kept), BODY, below=True)),
        Cell((Run(date_and_time(kept.at)[5:-3], BODY),)),
        Cell((Run(chapter.place(exhibit), BODY, exhibit.link),), align="right"),
    )


def _calls_row(chapter: Chapter) -> tuple[Cell, ...]:
    """Return the row of the calls, which are a section of the bundle rather than a file."""
    setter, case = chapter.setter, chapter.case
    anchor = chapter.anchor("calls")
    named = "、".join(case.tickets[:_TICKETS_MOST])
    tickets = filled(_TICKETS, tickets=named) if named else Text("", "")
    words = filled(_CALLS, count=len(case.calls), tickets=tickets)
    kind = label(setter, calls.TITLE, BODY.bold(), below=True)
    return (
        Cell((Run(chapter.nth("calls"), BODY.bold().in_colour(ACCENT), anchor),)),
        Cell(tuple(replace(run, link=anchor) for run in kind)),
        Cell(label(setter, words, BODY, below=True)),
        Cell((Run(date_and_time(case.calls[-1].at)[5:-3], BODY),)),
        Cell((Run(chapter.page(anchor), BODY, anchor),), align="right"),
    )


def _align(column: str) -> str:
    return "right" if column == "page" else "left"


def _gaps(chapter: Chapter) -> list[Strip]:
    """Return what is missing, to follow, and what does not apply, with its reason: a line each."""
    slots = slots_for(chapter.case, chapter.kind)
    lacking = [s for s in slots if s.required and s.state is SlotState.MISSING and s.name != "keys"]
    # That nobody wrote a letter tells the recipient nothing.
    not_due = [s for s in slots if s.state is SlotState.NOT_APPLICABLE and s.name != "mail"]
    strips: list[Strip] = []
    if lacking:
        halves = [tuple(_line(half, MISSING, lacking, FOLLOWS)) for half in chapter.halves]
        strips += paired(chapter.setter, halves, before=4.0)
    if not_due:
        halves = [tuple(_line(half, NOT_DUE, not_due, letter.STOP)) for half in chapter.halves]
        strips += paired(chapter.setter, halves, before=2.0)
    return strips


def _line(chapter: Chapter, name: Text, slots: Iterable[Slot], end: Text) -> Iterable[Run]:
    black = SMALL.in_colour(BODY.colour)
    yield Run(chapter.say(name), black.bold())
    words = chapter.say(_BETWEEN).join(_named(chapter, slot) for slot in slots)
    yield Run(f"　{words}{chapter.say(end)}", black)


def _named(chapter: Chapter, slot: Slot) -> str:
    why = slot.why if slot.state is SlotState.NOT_APPLICABLE else None
    return chapter.say(slot.words) + (chapter.say(_COLON, why=why) if why else "")
