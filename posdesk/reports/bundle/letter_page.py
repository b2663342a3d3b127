"""Sets the letter on the first page: title, request, keys, facts, exhibits, digest, stamp."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.bundle import letter
from posdesk.reports.bundle.chapter import COMMA, Chapter, filled
from posdesk.reports.bundle.exhibit_list import exhibit_list
from posdesk.reports.bundle.key_table import key_table, missing_line, other_payments
from posdesk.reports.bundle.letterhead import chapter_title, stamp_strip, title_strip
from posdesk.reports.bundle.part_strips import part_strips
from posdesk.reports.bundle.payout_facts import payout_statements
from posdesk.reports.bundle.request_box import request_strips
from posdesk.reports.bundle.since_strips import since_strips
from posdesk.reports.typeset.blocks import heading
from posdesk.reports.typeset.pages import Mark, Part, Strip, paginate
from posdesk.reports.typeset.pairs import paired
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY
from posdesk.reports.typeset.tables import CLOSE, GRID, TIGHT, Look

WHICH = Text("{title}（第 {number} 次付款）", "{title} (payment {number})")
_TICKET_MOST = 48
"""Characters; the timeline has all of it."""


def letter_part(chapter: Chapter) -> Part:
    """Return the letter of a case."""
    as_of = chapter.show(letter.AS_OF) + date_and_time(chapter.case.last.at)[:-3]
    for look in (GRID, TIGHT, CLOSE):
        part = Part(chapter.running_head(), as_of, _strips(chapter, look))
        if len(paginate([part]).pages) == 1:
            return part
    # Where it needs two pages anyway it may have the room of two.
    return Part(chapter.running_head(), as_of, _strips(chapter, GRID))


def letter_strips(chapter: Chapter) -> tuple[Strip, ...]:
    """Return the letter of a case among many: what is common stands in the bundle's own letter."""
    return _strips(chapter, TIGHT)


def _strips(chapter: Chapter, look: Look) -> tuple[Strip, ...]:
    strips = (
        _title(chapter),
        *(part_strips([chapter]) if chapter.single else ()),
        *_request(chapter, look),
        *_keys(chapter, look),
        *_facts(chapter, look),
        *since_strips(chapter),
        _heading(chapter, "exhibits", look),
        *exhibit_list(chapter, look),
    )
    if not chapter.single:
        return strips
    # The stamp never stands alone on a page.
    last = replace(strips[-1], with_next=True)
    page = chapter.page("check")
    stamp = stamp_strip(chapter.setter, chapter.manifest, page, _gap(look) - 2)
    return (*strips[:-1], last, stamp)


def _gap(look: Look) -> float:
    return 20.0 if look == GRID else 11.0 if look == TIGHT else 7.0


def _heading(chapter: Chapter, name: str, look: Look) -> Strip:
    of_payout = name == "keys" and chapter.kind is RequestKind.PAYOUT
    title = letter.HEADINGS["payout" if of_payout else name]
    if name == "keys" and not of_payout and len(chapter.case.attempts) > 1:
        title = filled(WHICH, title=title, number=chapter.attempt.number)
    return heading(
        chapter.setter,
        chapter.nth(name),
        title,
        anchor=chapter.anchor(name),
        level=1,
        before=_gap(look),
    )


def _title(chapter: Chapter) -> Strip:
    case, title = chapter.case, chapter.request.title
    if not chapter.single:
        return chapter_title(chapter, title)
    shop = case.shop or case.slip.merchant_name or ""
    cashier = chapter.show(letter.CASHIER) + case.cashier if case.cashier else ""
    till = chapter.show(letter.TILL) + case.till if case.till else ""
    sender = chapter.say(COMMA).join(part for part in (shop, till, cashier) if part)
    rows = [(letter.TO, chapter.show(chapter.recipient))]
    if sender:
        rows.append((letter.FROM, sender))
    mark = Mark(chapter.anchor("letter"), chapter.show(title))
    return title_strip(chapter.setter, chapter.manifest, title, rows, mark)


def _request(chapter: Chapter, look: Look) -> list[Strip]:
    """Return the outlined box with what is asked for."""
    numeral = chapter.nth("request")
    name = f"{numeral} {chapter.show(chapter.request.heading)}"
    mark = Mark(chapter.anchor("request"), name, 1)
    reply = [tuple(_reply(half)) for half in chapter.halves]
    before = _gap(look) - 6
    return request_strips(chapter.setter, numeral, chapter.request, reply, mark, before)


def _reply(chapter: Chapter) -> Iterable[Run]:
    """Yield by when an answer is asked for, but in an answer, and the recipient's ticket."""
    number = letter.ticket(chapter.case)
    asks = chapter.single and chapter.kind is not RequestKind.RETRIEVAL
    if asks:
        yield Run(chapter.say(letter.REPLY), BODY)
    if number:
        if asks and chapter.setter.lang == "en":
            yield Run(" ", BODY)
        yield Run(chapter.say(letter.TICKET), BODY)
        yield Run(number[:_TICKET_MOST], BODY.bold())
        yield Run(chapter.say(letter.STOP), BODY)


def _keys(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, "keys", look)
    attempt = chapter.attempt
    return [
        title,
        *key_table(chapter, attempt, look),
        *missing_line(chapter, attempt),
        *other_payments(chapter, look),
    ]


def _facts(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, "facts", look)
    halves = [tuple(_fact_runs(half)) for half in chapter.halves]
    return [title, *paired(chapter.setter, halves)]


def _statements(chapter: Chapter) -> tuple[letter.Statement, ...]:
    case = chapter.case
    of_payout = payout_statements(case) if chapter.kind is RequestKind.PAYOUT else ()
    if of_payout and case.is_untold:
        return of_payout
    asks = chapter.kind is not RequestKind.RETRIEVAL
    return (*letter.statements(case, unknown=asks), *(of_payout if case.payout else ()))


def _fact_runs(chapter: Chapter) -> Iterable[Run]:
    told = _statements(chapter)
    between = " " if chapter.setter.lang == "en" else ""
    shown: set[str] = set()
    for at, statement in enumerate(told):
        words = chapter.say(statement.words)
        yield Run((between if at else "") + words, BODY)
        kinds = set(statement.shown_by) - shown
        shown |= kinds
        showing = [e for e in chapter.exhibits if e.kept.kind in kinds]
        if showing and not words.endswith("）"):
            yield Run(" ", BODY)
        for exhibit in showing:
            yield chapter.tag(exhibit)
        yield Run(chapter.say(letter.STOP), BODY)
