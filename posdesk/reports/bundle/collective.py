"""The front of a collective bundle: one letter about all cases, and the table of their payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.overview import Overview, overview
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports.bundle import letter
from posdesk.reports.bundle.chapter import COMMA, Chapter
from posdesk.reports.bundle.collective_words import (
    HEADINGS,
    cover_facts,
    cover_request,
    cover_title,
)
from posdesk.reports.bundle.letter_page import letter_strips
from posdesk.reports.bundle.letterhead import stamp_strip, title_strip
from posdesk.reports.bundle.part_strips import part_strips
from posdesk.reports.bundle.request_box import request_strips
from posdesk.reports.bundle.summary_table import state_strips, summary_strips
from posdesk.reports.typeset.blocks import heading, numbered
from posdesk.reports.typeset.pages import Mark, Part, Strip
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY

RUNNING = Text("{count} 案", "{count} cases")
SHOPS = Text("{one}等 {count} 家门店", "{one} and {more} more shops")
_GAP = 14.0


def collective_title(chapters: Sequence[Chapter], order: BundleOrder) -> Text:
    """Return what a bundle of many cases is called."""
    seen = overview([chapter.case for chapter in chapters])
    return cover_title(seen, order.kind, len(chapters))


def collective_parts(chapters: Sequence[Chapter], order: BundleOrder) -> list[Part]:
    """Return the cover letter and the table, which stand before the chapters."""
    first = chapters[0]
    seen = overview([chapter.case for chapter in chapters])
    shops: Sequence[str] = seen.shops
    if len(shops) > 2:
        shops = (first.show(SHOPS, one=shops[0], count=len(shops), more=len(shops) - 1),)
    running = first.say(COMMA).join((*shops, first.show(RUNNING, count=len(chapters))))
    as_of = first.show(letter.AS_OF) + date_and_time(max(c.case.last.at for c in chapters))[:-3]
    return [
        Part(running, as_of, _cover(chapters, seen, order)),
        Part(running, first.show(HEADINGS["payments"]), _payments(chapters, seen)),
    ]


def chapter_part(chapter: Chapter, proof: Sequence[Strip]) -> Part:
    """Return the pages of one case among many: its letter, and ``proof`` right below it."""
    as_of = chapter.show(letter.AS_OF) + date_and_time(chapter.case.last.at)[:-3]
    first = replace(proof[0], before=_GAP + 4)
    return Part(chapter.running_head(), as_of, (*letter_strips(chapter), first, *proof[1:]))


def _cover(chapters: Sequence[Chapter], seen: Overview, order: BundleOrder) -> tuple[Strip, ...]:
    first = chapters[0]
    setter, manifest = first.setter, first.manifest
    title = cover_title(seen, order.kind, len(chapters))
    to = order.to or first.file.recipient or letter.DISPUTE_DESK
    sender = first.say(COMMA).join(seen.shops)
    rows = [(letter.TO, first.show(to)), *([(letter.FROM, sender)] if sender else [])]
    name = f"{first.numeral(1)} {first.show(HEADINGS['request'])}"
    reply = [(Run(half.say(letter.REPLY), BODY),) for half in first.halves]
    strips = [
        title_strip(setter, manifest, title, rows, Mark("cover", first.show(title))),
        *part_strips(chapters),
        *request_strips(
            setter,
            first.numeral(1),
            cover_request(seen, order.kind),
            reply,
            Mark("cover-request", name, 1),
            _GAP - 4,
        ),
        _heading(first, 2, "facts"),
        *_facts(first, seen),
        _heading(first, 3, "states"),
    ]
    # The sums stay on one page with the stamp, which never stands alone.
    states = [replace(strip, with_next=True) for strip in state_strips(setter, seen)]
    return (*strips, *states, stamp_strip(setter, manifest, first.page("check"), _GAP))


def _heading(first: Chapter, number: int, name: str) -> Strip:
    return heading(
        first.setter,
        first.numeral(number),
        HEADINGS[name],
        anchor=f"cover-{name}",
        level=1,
        before=_GAP,
    )


def _facts(first: Chapter, seen: Overview) -> list[Strip]:
    cases = len({payment.chapter for payment in seen.payments})
    told = cover_facts(seen, cases)
    return [
        strip
        for number, words in enumerate(told, 1)
        for strip in numbered(first.setter, number, words, BODY)
    ]


def _payments(chapters: Sequence[Chapter], seen: Overview) -> tuple[Strip, ...]:
    first = chapters[0]
    title = heading(
        first.setter,
        first.numeral(4),
        HEADINGS["payments"],
        anchor="cover-payments",
        level=1,
        before=0.0,
    )
    return (title, *summary_strips(chapters, seen))
