"""The calls and letters of a case as a table: when, who spoke to whom, what, what was promised."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.case import Call
from posdesk.domain.life import PARTY_WORDS, Party
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.typeset.blocks import heading
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import label, told
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY, SMALL
from posdesk.reports.typeset.tables import Cell, table

TITLE = Text("通话和往来记录", "Calls and letters")
EXPLAINED = Text(
    "本店每次联系后记下的，北京时间。",
    "As the shop noted them after each contact, Beijing time.",
)
SHOP = Text("本店", "the shop")
_COLUMNS = (
    Text("时间", "Time"),
    Text("谁找谁", "Who to whom"),
    Text("内容", "What was said"),
    Text("对方答应", "Promised"),
)
_TO_US = frozenset({"call_in", "letter_in"})
_WAYS = {
    "call": Text("{one}致电{other}", "{one} called {other}"),
    "call_in": Text("{one}来电", "{one} called {other}"),
    "letter": Text("{one}去函{other}", "{one} wrote to {other}"),
    "letter_in": Text("{one}来函", "{one} wrote to {other}"),
    "message": Text("{one}留言给{other}", "{one} left {other} a message"),
    "visit": Text("{one}和{other}当面说", "{one} met {other}"),
}
_BY = Text("{at} 前答复", "An answer by {at}")
_NOTHING = Text("没有记下", "None noted")
_TICKET = Text("工单 {ticket}", "Ticket {ticket}")
_LIST = Text("；", "; ")


def calls_strips(chapter: Chapter) -> list[Strip]:
    """Return the section with the calls of a case; nothing where none was noted."""
    if not chapter.case.calls:
        return []
    setter = chapter.setter
    title = heading(
        setter,
        chapter.nth("calls"),
        TITLE,
        anchor=chapter.anchor("calls"),
        level=chapter.level,
    )
    head = [Cell(label(setter, words, SMALL, below=True), tinted=True) for words in _COLUMNS]
    rows = [_row(chapter, call) for call in chapter.case.calls]
    first, *rest = table(setter, (104, 110, 182, 92), rows, head=head)
    explained = told(setter, EXPLAINED, SMALL, with_next=True)
    return [title, *explained, replace(first, before=4.0), *rest]


def _row(chapter: Chapter, call: Call) -> tuple[Cell, ...]:
    setter, event = chapter.setter, call.event
    promised = _NOTHING
    if event.promise_by:
        promised = filled(_BY, at=date_and_time(event.promise_by)[5:-3])
    return (
        Cell((Run(date_and_time(call.at)[:-3], BODY, kept=True),)),
        Cell(label(setter, _who(call), BODY, below=True)),
        Cell((Run(_said(chapter, call) or "—", BODY),)),
        Cell(label(setter, promised, BODY, below=True)),
    )


def _who(call: Call) -> Text:
    event = call.event
    party = PARTY_WORDS[Party(event.who)]
    other = Text(
        f"{party.zh_CN}{event.name}", f"the {party.en}{f' {event.name}' * bool(event.name)}"
    )
    first, second = (other, SHOP) if event.how in _TO_US else (SHOP, other)
    words = filled(_WAYS[event.how], one=first, other=second)
    return Text(words.zh_CN, words.en[:1].upper() + words.en[1:])


def _said(chapter: Chapter, call: Call) -> str:
    """Return what was said, as it was typed, and the ticket that was named."""
    ticket = chapter.show(_TICKET, ticket=call.event.ticket) if call.event.ticket else ""
    said = call.event.said.rstrip("。.；; ")
    return chapter.say(_LIST).join(part for part in (said, ticket) if part)
