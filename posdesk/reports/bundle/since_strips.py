"""Says in the letter what is new since the bundle that went out before."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.domain.bundle.since import Changes, FactChange, last_changes
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.text import Text
from posdesk.domain.timeline import sentence
from posdesk.reports.bundle.chapter import EXHIBIT, Chapter, filled
from posdesk.reports.typeset.pages import Strip
from posdesk.reports.typeset.pairs import told
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY, SMALL
from posdesk.reports.typeset.tables import LINES, Cell, table

SINCE = Text("自 {at} 发给“{to}”的证据包以来：", "Since the bundle of {at} to “{to}”, this is new:")
NOTHING = Text(
    "自 {at} 发给“{to}”的证据包以来没有新内容。",
    "Nothing is new since the bundle of {at} to “{to}”.",
)
NEW_EXHIBIT = Text("新附件：{exhibit}，{kind}", "New: {exhibit}, {kind}")
ALTERED = Text(
    "{exhibit}（{kind}）此后改过遮盖或框线", "{exhibit} ({kind}): covers or frames changed"
)
TERMINAL = Text("终端：{before}，现在：{now}", "Terminal: {before}; now: {now}")
BANK = Text("付款人的银行：{before}，现在：{now}", "Payer's bank: {before}; now: {now}")
OF_PAYMENT = Text("第 {number} 次付款，", "Payment {number}, ")
MORE = Text("另有 {count} 项，见“经过”。", "And {count} more: see the timeline.")
_TO_MOST, _ROWS_MOST, _WORDS_MOST = 40, 8, 90


def since_strips(chapter: Chapter) -> list[Strip]:
    """Return what is new since the last bundle about the case; nothing where none went out."""
    changes = last_changes(chapter.case)
    if changes is None:
        return []
    to = changes.sent.event.to
    to = _short(to, _TO_MOST)
    begun = filled(
        NOTHING if changes.nothing else SINCE, at=date_and_time(changes.sent.at)[:-3], to=to
    )
    style = SMALL if changes.nothing else BODY.bold()
    line = told(chapter.setter, begun, style, before=4.0, with_next=not changes.nothing)
    rows = list(_rows(chapter, changes))
    if not rows:
        return line
    cells = [
        (
            Cell((Run(at, SMALL),)),
            Cell((Run(_short(chapter.show(words)), SMALL.in_colour(BODY.colour)),)),
        )
        for at, words in rows[:_ROWS_MOST]
    ]
    strips = [*line, *table(chapter.setter, (92, 396), cells, look=LINES)]
    if len(rows) > _ROWS_MOST:
        strips += told(chapter.setter, filled(MORE, count=len(rows) - _ROWS_MOST), SMALL)
    return strips


def _short(words: str, most: int = _WORDS_MOST) -> str:
    """Return ``words`` cut where they are long: all of them stand in the timeline."""
    return words if len(words) <= most else words[: most - 1] + "…"


def _rows(chapter: Chapter, changes: Changes) -> Iterator[tuple[str, Text]]:
    """Yield the lines, each with when it was; facts first: they decide."""
    for change in changes.facts:
        for words in _fact(change):
            yield "", words if change.attempt == 1 else _of(change.attempt, words)
    numbers = {held.kept.id: held for held in chapter.exhibits}
    for exhibit in (*changes.exhibits, *changes.altered):
        if exhibit.id in numbers:
            new = exhibit in changes.exhibits
            words = filled(
                NEW_EXHIBIT if new else ALTERED,
                exhibit=filled(EXHIBIT, number=numbers[exhibit.id].number),
                kind=EXHIBIT_KINDS[exhibit.kind],
            )
            yield date_and_time(exhibit.at)[:-3] if new else "", words
    for record in changes.told:
        said = sentence(record.event)
        if said is not None:
            yield date_and_time(record.at)[:-3], said


def _fact(change: FactChange) -> Iterator[Text]:
    before, now = change.before, change.now
    if before.terminal is not now.terminal:
        yield filled(
            TERMINAL, before=TERMINAL_WORDS[before.terminal], now=TERMINAL_WORDS[now.terminal]
        )
    if before.bank is not now.bank:
        yield filled(BANK, before=BANK_WORDS[before.bank], now=BANK_WORDS[now.bank])


def _of(attempt: int, words: Text) -> Text:
    begun = filled(OF_PAYMENT, number=attempt)
    return Text(begun.zh_CN + words.zh_CN, begun.en + words.en)
