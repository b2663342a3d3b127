"""Sets the letter on the first page: title, request, keys, facts, exhibits, digest, stamp."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.reports import letter
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.chapter import COMMA, Chapter, filled
from posdesk.reports.key_table import key_table, missing_line
from posdesk.reports.letter_request import request_for
from posdesk.reports.letterhead import chapter_title
from posdesk.reports.part_strips import part_strips
from posdesk.reports.qr import digest_modules
from posdesk.reports.since_strips import since_strips
from posdesk.reports.typeset.blocks import heading
from posdesk.reports.typeset.pages import Mark, Part, Strip, paginate
from posdesk.reports.typeset.pairs import label, pair, paired, says, told
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    CAPTION,
    FRAME,
    HEADING,
    LEFT,
    RIGHT,
    SMALL,
    TITLE,
    WIDTH,
)
from posdesk.reports.typeset.tables import GRID, TIGHT, Cell, Look, table

_QR_SIDE = 64.0
_TICKET_MOST = 48
"""Characters; the timeline has all of it."""

_COLUMNS = {
    "number": Text("附件", "No."),
    "kind": Text("种类", "Kind"),
    "shows": Text("说明什么", "What it shows"),
    "received": Text("收到", "Received"),
    "page": Text("页", "Page"),
}


def letter_part(chapter: Chapter) -> Part:
    """Return the letter of a case."""
    as_of = chapter.show(letter.AS_OF) + date_and_time(chapter.case.last.at)[:-3]
    for look in (GRID, TIGHT):
        part = Part(chapter.running_head(), as_of, _strips(chapter, look))
        if len(paginate([part]).pages) == 1:
            return part
    return Part(chapter.running_head(), as_of, _strips(chapter, GRID))


def letter_strips(chapter: Chapter) -> tuple[Strip, ...]:
    """Return the letter of a case among many: what is common stands in the bundle's own letter."""
    return _strips(chapter, TIGHT)


def _strips(chapter: Chapter, look: Look) -> tuple[Strip, ...]:
    strips = (
        _title(chapter),
        *(part_strips([chapter]) if chapter.single else ()),
        _request(chapter, look),
        *_keys(chapter, look),
        *_facts(chapter, look),
        *since_strips(chapter),
        *_exhibits(chapter, look),
    )
    if not chapter.single:
        return strips
    # The stamp never stands alone on a page.
    last = replace(strips[-1], with_next=True)
    return (*strips[:-1], last, _digest_and_stamp(chapter, look))


def _gap(look: Look) -> float:
    return 20.0 if look == GRID else 11.0


def _heading(chapter: Chapter, number: int, name: str, look: Look) -> Strip:
    return heading(
        chapter.setter,
        chapter.numeral(number),
        letter.HEADINGS[name],
        anchor=chapter.anchor(name),
        level=1,
        before=_gap(look),
    )


def _title(chapter: Chapter) -> Strip:
    setter, case, words = chapter.setter, chapter.case, request_for(chapter.attempt)
    if not chapter.single:
        return chapter_title(chapter, words.title)
    room = WIDTH - _QR_SIDE - 16
    title = setter.lines(label(setter, words.title, TITLE, below=True), room)
    to = chapter.show(chapter.order.to or chapter.file.recipient or letter.DISPUTE_DESK)
    shop = case.shop or case.slip.merchant_name or ""
    cashier = chapter.show(letter.CASHIER) + case.cashier if case.cashier else ""
    till = chapter.show(letter.TILL) + case.till if case.till else ""
    sender = chapter.say(COMMA).join(part for part in (shop, till, cashier) if part)
    rows = [(letter.TO, to), (letter.FROM, sender)] if sender else [(letter.TO, to)]
    inset = 58.0 if setter.both else 34.0
    labels = [setter.line(chapter.show(name), SMALL, inset) for name, _ in rows]
    told = [setter.lines((Run(value, BODY),), room - inset)[:4] for _, value in rows]
    modules = digest_modules(chapter.manifest.sha256)
    caption = setter.line(chapter.show(letter.SCAN), CAPTION, 130)

    def draw(pen: Pen, y: float) -> None:
        pen.modules(modules, RIGHT - _QR_SIDE, y, _QR_SIDE)
        pen.centred(caption, RIGHT - max(_QR_SIDE, caption.width) / 2, y + _QR_SIDE + 2)
        down = pen.lines(title, LEFT, y) + 3
        for side, lines in zip(labels, told, strict=True):
            pen.line(side, LEFT, down + 1)
            down = pen.lines(lines, LEFT + inset, down)

    text = sum(line.leading for lines in (title, *told) for line in lines) + 3
    name = chapter.show(words.title)
    mark = Mark(chapter.anchor("letter"), name)
    return Strip(max(_QR_SIDE + 16, text), draw, mark=mark)


def _request(chapter: Chapter, look: Look) -> Strip:
    """Return the outlined box with what is asked for."""
    setter, words = chapter.setter, request_for(chapter.attempt)
    name = letter.HEADINGS["request"]
    numeral = Run(f"{chapter.numeral(1)}  ", HEADING.in_colour(ACCENT))
    head = setter.lines((numeral, *label(setter, name, HEADING)), WIDTH)
    inner = WIDTH - 32
    lead = pair(setter, says(setter, words.lead, BODY.bold()), inner)
    points = [pair(setter, says(setter, p, BODY), inner - 18) for p in words.points]
    numbers = [setter.line(f"{n}.", BODY, 20) for n in range(1, len(points) + 1)]
    reply = pair(setter, [tuple(_reply(half)) for half in chapter.halves], inner)
    between = 3.0 if setter.both else 0.0
    told = sum(block.height + between for block in (lead, *points, reply))
    height = sum(line.leading for line in head) + told + 20 + 6

    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, WIDTH, height, line=ACCENT, thickness=0.7)
        pen.box(LEFT, y, 4, height, line=None, fill=ACCENT)
        x = LEFT + 16
        down = lead.draw(pen, x, pen.lines(head, x, y + 9) + 2) + between
        for number, point in zip(numbers, points, strict=True):
            pen.line(number, x, down)
            down = point.draw(pen, x + 18, down) + between
        reply.draw(pen, x, down + 3)

    mark = Mark(chapter.anchor("request"), f"{chapter.numeral(1)} {setter.show(name)}", 1)
    return Strip(height, draw, _gap(look) - 6, mark=mark)


def _reply(chapter: Chapter) -> Iterable[Run]:
    number = letter.ticket(chapter.case)
    if chapter.single:
        yield Run(chapter.say(letter.REPLY), BODY)
    if number:
        if chapter.single and chapter.setter.lang == "en":
            yield Run(" ", BODY)
        yield Run(chapter.say(letter.TICKET), BODY)
        yield Run(number[:_TICKET_MOST], BODY.bold())
        yield Run(chapter.say(letter.STOP), BODY)


def _keys(chapter: Chapter, look: Look) -> list[Strip]:
    attempt = chapter.attempt
    title = _heading(chapter, 2, "keys", look)
    return [title, *key_table(chapter, attempt, look), *missing_line(chapter, attempt)]


def _facts(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, 3, "facts", look)
    halves = [tuple(_fact_runs(half)) for half in chapter.halves]
    return [title, *paired(chapter.setter, halves)]


def _fact_runs(chapter: Chapter) -> Iterable[Run]:
    told = letter.statements(chapter.case)
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


def _exhibits(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, 4, "exhibits", look)
    if not chapter.exhibits:
        return [title, *told(chapter.setter, letter.NO_EXHIBITS, BODY)]
    head = [
        Cell(label(chapter.setter, words, SMALL, below=True), tinted=True, align=_align(name))
        for name, words in _COLUMNS.items()
    ]
    setter = chapter.setter
    rows = [
        (
            Cell((Run(str(e.number), BODY.bold().in_colour(ACCENT), e.link),)),
            Cell(_linked(label(setter, EXHIBIT_KINDS[e.kept.kind], BODY.bold(), below=True), e)),
            Cell(label(setter, letter.EXHIBIT_SHOWS[e.kept.kind], BODY, below=True)),
            Cell((Run(date_and_time(e.kept.at)[5:-3], BODY),)),
            Cell((Run(chapter.place(e), BODY, e.link),), align="right"),
        )
        for e in chapter.exhibits
    ]
    widths = (40, 130, 190, 84, 42) if chapter.setter.lang == "zh_CN" else (34, 104, 224, 84, 42)
    return [title, *table(chapter.setter, widths, rows, head=head, look=look)]


def _linked(runs: Iterable[Run], exhibit: NumberedExhibit) -> tuple[Run, ...]:
    return tuple(replace(run, link=exhibit.link) for run in runs)


def _align(column: str) -> str:
    return "right" if column == "page" else "left"


def _digest_and_stamp(chapter: Chapter, look: Look) -> Strip:
    setter, sha = chapter.setter, chapter.manifest.sha256
    page = chapter.page("manifest")
    words = label(setter, filled(letter.DIGEST, page=page), SMALL, below=True)
    told = setter.lines([replace(run, link="manifest") for run in words], 320)
    groups = [sha[at : at + 8] for at in range(0, 64, 8)]
    digest = setter.lines(
        (Run(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]), SMALL.in_colour(BODY.colour)),),
        330,
    )
    stamp = setter.lines(label(setter, letter.STAMP, SMALL, below=True), 150)

    def draw(pen: Pen, y: float) -> None:
        pen.lines(digest, LEFT, pen.lines(told, LEFT, y))
        pen.box(RIGHT - 164, y, 164, 54, line=FRAME)
        pen.lines(stamp, RIGHT - 157, y + 4)

    text = sum(line.leading for line in (*told, *digest))
    return Strip(max(56.0, text), draw, _gap(look) - 2)
