"""Sets the letter on the first page: title, request, keys, facts, exhibits, digest, stamp."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posdesk.domain.case import Attempt
from posdesk.domain.event import Answered
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.domain.timeline import EXHIBIT_KINDS, shown_value
from posdesk.domain.transaction import SLIP_FIELDS, is_wallet, missing_fields
from posdesk.domain.verdict import strictest, verdict
from posdesk.reports import letter
from posdesk.reports.chapter import CASE, COMMA, Chapter
from posdesk.reports.qr import digest_modules
from posdesk.reports.typeset.blocks import heading, paragraph
from posdesk.reports.typeset.pages import Mark, Part, Strip, paginate
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.setting import Run
from posdesk.reports.typeset.style import (
    ACCENT,
    AMOUNT,
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
_CARD_KEYS = ("card", "at", "amount", "trace", "terminal_id", "merchant_id", "batch", "rrn")
_WALLET_KEYS = ("order_no", "at", "amount", "channel", "merchant_id", "terminal_id")
_ANSWER_CODE = Text("终端应答", "Response code")
_COLUMNS = {
    "number": Text("附件", "No."),
    "kind": Text("种类", "Kind"),
    "shows": Text("说明什么", "What it shows"),
    "received": Text("收到", "Received"),
    "page": Text("页", "Page"),
}
_STOP = Text("。", ".")
_LIST = Text("、", ", ")


def letter_part(chapter: Chapter) -> Part:
    """Return the letter of a case."""
    as_of = chapter.say(letter.AS_OF) + date_and_time(chapter.case.last.at)[:-3]
    for look in (GRID, TIGHT):
        part = Part(chapter.running_head(), as_of, _strips(chapter, look))
        if len(paginate([part]).pages) == 1:
            return part
    return Part(chapter.running_head(), as_of, _strips(chapter, GRID))


def _strips(chapter: Chapter, look: Look) -> tuple[Strip, ...]:
    *body, last = (
        _title(chapter),
        _request(chapter, look),
        *_keys(chapter, look),
        *_facts(chapter, look),
        *_exhibits(chapter, look),
    )
    # The stamp never stands alone on a page.
    return (*body, replace(last, with_next=True), _digest_and_stamp(chapter, look))


def _gap(look: Look) -> float:
    return 20.0 if look == GRID else 11.0


def _heading(chapter: Chapter, number: int, name: str, look: Look) -> Strip:
    return heading(
        chapter.setter,
        chapter.numeral(number),
        chapter.say(letter.HEADINGS[name]),
        anchor=chapter.anchor(name),
        level=1,
        before=_gap(look),
    )


def subject(chapter: Chapter) -> Attempt:
    """Return the attempt that the letter is about: the first with the strictest verdict."""
    attempts = chapter.case.attempts
    strict = strictest(a.facts for a in attempts)
    return next(a for a in attempts if verdict(a.facts) == strict)


def _title(chapter: Chapter) -> Strip:
    setter, case, words = chapter.setter, chapter.case, letter.request_for(subject(chapter))
    room = WIDTH - _QR_SIDE - 16
    title = setter.lines((Run(chapter.say(words.title), TITLE),), room)
    to = chapter.say(chapter.file.recipient or letter.DISPUTE_DESK)
    shop = case.shop or case.slip.merchant_name or ""
    cashier = chapter.say(letter.CASHIER) + case.cashier if case.cashier else ""
    till = chapter.say(letter.TILL) + case.till if case.till else ""
    sender = chapter.say(COMMA).join(part for part in (shop, till, cashier) if part)
    rows = [(letter.TO, to), (letter.FROM, sender)] if sender else [(letter.TO, to)]
    labels = [setter.line(chapter.say(label), SMALL, 60) for label, _ in rows]
    told = [setter.lines((Run(value, BODY),), room - 34)[:4] for _, value in rows]
    modules = digest_modules(chapter.manifest.sha256)
    caption = setter.line(chapter.say(letter.SCAN), CAPTION, 120)

    def draw(pen: Pen, y: float) -> None:
        pen.modules(modules, RIGHT - _QR_SIDE, y, _QR_SIDE)
        pen.centred(caption, RIGHT - max(_QR_SIDE, caption.width) / 2, y + _QR_SIDE + 2)
        down = pen.lines(title, LEFT, y) + 3
        for label, lines in zip(labels, told, strict=True):
            pen.line(label, LEFT, down + 1)
            down = pen.lines(lines, LEFT + 34, down)

    text = sum(line.leading for lines in (title, *told) for line in lines) + 3
    name = chapter.say(words.title)
    if not chapter.single:
        name = f"{chapter.say(CASE, number=case.number or case.id[:8])} {name}"
    mark = Mark(chapter.anchor("letter"), name)
    return Strip(max(_QR_SIDE + 16, text), draw, mark=mark)


def _request(chapter: Chapter, look: Look) -> Strip:
    """Return the outlined box with what is asked for."""
    setter, words = chapter.setter, letter.request_for(subject(chapter))
    name = chapter.say(letter.HEADINGS["request"])
    head = setter.lines(
        (
            Run(f"{chapter.numeral(1)}  ", HEADING.in_colour(ACCENT)),
            Run(name, HEADING),
        ),
        WIDTH,
    )
    inner = WIDTH - 32
    lead = setter.lines((Run(chapter.say(words.lead), BODY.bold()),), inner)
    points = [setter.lines((Run(chapter.say(p), BODY),), inner - 18) for p in words.points]
    numbers = [setter.line(f"{n}.", BODY, 20) for n in range(1, len(points) + 1)]
    reply = setter.lines(tuple(_reply(chapter)), inner)
    groups = [*head, *lead, *(line for p in points for line in p), *reply]
    height = sum(line.leading for line in groups) + 20 + 6

    def draw(pen: Pen, y: float) -> None:
        pen.box(LEFT, y, WIDTH, height, line=ACCENT, thickness=0.7)
        pen.box(LEFT, y, 4, height, line=None, fill=ACCENT)
        x = LEFT + 16
        down = pen.lines(lead, x, pen.lines(head, x, y + 9) + 2)
        for number, lines in zip(numbers, points, strict=True):
            pen.line(number, x, down)
            down = pen.lines(lines, x + 18, down)
        pen.lines(reply, x, down + 3)

    mark = Mark(chapter.anchor("request"), f"{chapter.numeral(1)} {name}", 1)
    return Strip(height, draw, _gap(look) - 6, mark=mark)


def _reply(chapter: Chapter) -> Iterable[Run]:
    yield Run(chapter.say(letter.REPLY), BODY)
    number = letter.ticket(chapter.case)
    if number:
        yield Run(" " if chapter.setter.lang == "en" else "", BODY)
        yield Run(chapter.say(letter.TICKET), BODY)
        yield Run(number, BODY.bold())
        yield Run(chapter.say(_STOP), BODY)


def _keys(chapter: Chapter, look: Look) -> list[Strip]:
    attempt = subject(chapter)
    title = _heading(chapter, 2, "keys", look)
    return [title, *key_table(chapter, attempt, look), *_missing(chapter, attempt)]


def key_table(chapter: Chapter, attempt: Attempt, look: Look = GRID) -> list[Strip]:
    """Return the known facts of an attempt's slip, the fields banks search by first."""
    pairs = list(_pairs(chapter, attempt))
    if len(pairs) % 2:
        pairs.append(("", ()))
    rows = [
        [cell for label, runs in pairs[at : at + 2] for cell in _pair(label, runs)]
        for at in range(0, len(pairs), 2)
    ]
    label = 66 if chapter.setter.lang == "zh_CN" else 102
    return table(chapter.setter, (label, 244 - label) * 2, rows, look=look)


def _pair(label: str, runs: tuple[Run, ...]) -> tuple[Cell, Cell]:
    return Cell((Run(label, SMALL),), tinted=True), Cell(runs or (Run("", BODY),))


def _pairs(chapter: Chapter, attempt: Attempt) -> Iterable[tuple[str, tuple[Run, ...]]]:
    slip = attempt.slip
    known = slip.values()
    if chapter.case.shop:
        known.setdefault("merchant_name", chapter.case.shop)
    first = _WALLET_KEYS if is_wallet(slip) else _CARD_KEYS
    for name in (*first, *(n for n in SLIP_FIELDS if n not in first)):
        if name in known:
            style = AMOUNT if name == "amount" else BODY
            label = chapter.say(SLIP_FIELDS[name].label)
            yield label, (Run(shown_value(name, known[name]), style),)
    codes = [
        r.event.code
        for r in chapter.case.history
        if isinstance(r.event, Answered) and r.event.code and r.event.attempt == attempt.number
    ]
    if codes:
        yield chapter.say(_ANSWER_CODE), (Run(codes[-1] or "", BODY),)


def _missing(chapter: Chapter, attempt: Attempt) -> list[Strip]:
    wanted = missing_fields(attempt.slip)
    if not wanted:
        return []
    names = chapter.say(_LIST).join(chapter.say(field.label) for field in wanted)
    runs = (
        Run(chapter.say(letter.MISSING), SMALL.in_colour(BODY.colour).bold()),
        Run(f"　{names}{chapter.say(_STOP)}", SMALL.in_colour(BODY.colour)),
    )
    return paragraph(chapter.setter, runs, before=4.0)


def _facts(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, 3, "facts", look)
    return [title, *paragraph(chapter.setter, tuple(_fact_runs(chapter)))]


def _fact_runs(chapter: Chapter) -> Iterable[Run]:
    told = letter.statements(chapter.case)
    between = " " if chapter.setter.lang == "en" else ""
    for at, statement in enumerate(told):
        words = chapter.say(statement.words)
        yield Run((between if at else "") + words, BODY)
        showing = [e for e in chapter.exhibits if e.event.kind in statement.shown_by]
        if showing and not words.endswith("）"):
            yield Run(" ", BODY)
        for exhibit in showing:
            yield chapter.tag(exhibit)
        yield Run(chapter.say(_STOP), BODY)


def _exhibits(chapter: Chapter, look: Look) -> list[Strip]:
    title = _heading(chapter, 4, "exhibits", look)
    if not chapter.exhibits:
        return [title, *paragraph(chapter.setter, (Run(chapter.say(letter.NO_EXHIBITS), BODY),))]
    head = [
        Cell((Run(chapter.say(words), SMALL),), tinted=True, align=_align(name))
        for name, words in _COLUMNS.items()
    ]
    rows = [
        (
            Cell((Run(str(e.number), BODY.bold().in_colour(ACCENT), e.anchor),)),
            Cell((Run(chapter.say(EXHIBIT_KINDS[e.event.kind]), BODY.bold(), e.anchor),)),
            Cell((Run(chapter.say(letter.EXHIBIT_SHOWS[e.event.kind]), BODY),)),
            Cell((Run(date_and_time(e.received_at)[5:-3], BODY),)),
            Cell((Run(chapter.page(e.anchor), BODY, e.anchor),), align="right"),
        )
        for e in chapter.exhibits
    ]
    widths = (40, 130, 190, 84, 42) if chapter.setter.lang == "zh_CN" else (34, 104, 224, 84, 42)
    return [title, *table(chapter.setter, widths, rows, head=head, look=look)]


def _align(column: str) -> str:
    return "right" if column == "page" else "left"


def _digest_and_stamp(chapter: Chapter, look: Look) -> Strip:
    setter, sha = chapter.setter, chapter.manifest.sha256
    page = chapter.page("manifest")
    told = setter.lines((Run(chapter.say(letter.DIGEST, page=page), SMALL, "manifest"),), 320)
    groups = [sha[at : at + 8] for at in range(0, 64, 8)]
    digest = setter.lines(
        (Run(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]), SMALL.in_colour(BODY.colour)),),
        330,
    )
    stamp = setter.lines((Run(chapter.say(letter.STAMP), SMALL),), 140)

    def draw(pen: Pen, y: float) -> None:
        pen.lines(digest, LEFT, pen.lines(told, LEFT, y))
        pen.box(RIGHT - 164, y, 164, 54, line=FRAME)
        pen.lines(stamp, RIGHT - 157, y + 4)

    return Strip(56.0, draw, _gap(look) - 2)


