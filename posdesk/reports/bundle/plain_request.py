"""The request as one plain text to paste into a form: the keys first, cut by meaning to a limit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from posdesk.domain.bundle.keys import keys_of
from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.case import Attempt, Case
from posdesk.domain.text import Lang, Text
from posdesk.domain.timeline import shown_value
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.reports.bundle.letter import statements, subject, ticket
from posdesk.reports.bundle.letter_request import Request, request_for
from posdesk.reports.bundle.payout_facts import payout_keys

_KEY = Text("{label}：{value}", "{label}: {value}")
_TICKET = Text("贵方工单", "Your ticket")
_STOP, _GAP = Text("。", "."), Text("", " ")
_OTHER, _LIST = Text("另一笔：", "Another one: "), Text("，", ", ")
_SHORT = Text("请查明这笔交易并书面答复。", "Please look into this payment and reply in writing.")
_LEAST = ("amount", "at", "order_no", "rrn", "refund_no", "terminal_id", "batch", "trace")
"""Without these nobody finds the payment, so that they come before any sentence."""

_WITH_A_NUMBER = ("amount", "at", "order_no", "rrn", "refund_no")
"""All that is needed where an order or reference number finds the payment."""

_KEYS, _ASKED, _OTHERS, _FACT, _MORE = range(5)
"""How much a line is needed, most first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, which is left out whole or not at all; or one of ``shorter`` stands."""

    words: str
    weight: int
    shorter: tuple[str, ...] = ()


def paste_text(
    case: Case, lang: Lang, characters: int = 0, *, kind: RequestKind | None = None
) -> str:
    """Return the request of ``case`` as plain text of at most ``characters`` (0: any number).

    The keys stand first, then what is asked for, then the facts. What does not fit is left out a
    line at a time, the least needed first; no line is cut.
    """
    asked = kind or kind_of(case)
    lines = list(_lines(case, asked, lang))
    whole = "\n".join(line.words for line in lines)
    if not characters or len(whole) <= characters:
        return whole
    kept: dict[int, str] = {}
    for at in sorted(range(len(lines)), key=lambda at: (lines[at].weight, at)):
        room = characters - sum(len(words) + 1 for words in kept.values())
        fits = (words for words in (lines[at].words, *lines[at].shorter) if len(words) <= room)
        if words := next(fits, ""):
            kept[at] = words
    return "\n".join(kept[at] for at in sorted(kept))


def _lines(case: Case, kind: RequestKind, lang: Lang) -> Iterator[_Line]:
    if kind is RequestKind.PAYOUT:
        for words, value in payout_keys(case):
            yield _Line(_key(words, value, lang), _KEYS)
    first = subject(case)
    yield from _keys(first, kind, lang)
    for attempt in case.attempts:
        if attempt.number != first.number:
            yield from _other(attempt, lang)
    if number := ticket(case):
        yield _Line(_key(_TICKET, number, lang), _FACT)
    yield from _asked(request_for(case, kind), kind, lang)
    for fact in statements(case, unknown=False):
        # When and how much was paid stands among the keys.
        if fact.shown_by != ("slip",):
            yield _Line(_one_line(fact.words.in_(lang)) + _STOP.in_(lang), _FACT)


def _asked(request: Request, kind: RequestKind, lang: Lang) -> Iterator[_Line]:
    """Yield what is asked for: its first point with the leading sentence, then the others."""
    lead = _one_line(request.lead.in_(lang))
    points = [_one_line(point.in_(lang)) for point in request.points]
    alone = lead.rstrip("：:") + _STOP.in_(lang)
    shorter = (alone,) if kind is RequestKind.RETRIEVAL else (alone, _SHORT.in_(lang))
    yield _Line(_GAP.in_(lang).join((lead, *points[:1])), _ASKED, shorter)
    for point in points[1:]:
        yield _Line(point, _MORE)


def _keys(attempt: Attempt, kind: RequestKind, lang: Lang) -> Iterator[_Line]:
    known = attempt.slip.values()
    numbered = "order_no" in known or "rrn" in known
    least = [name for name in (_WITH_A_NUMBER if numbered else _LEAST) if name in known]
    more = [name for name in keys_of(attempt.slip, kind) if name in known]
    for name in dict.fromkeys((*least, *more)):
        value = shown_value(name, known[name])
        weight = _KEYS if name in least else _FACT
        yield _Line(_key(SLIP_FIELDS[name].label, value, lang), weight)


def _other(attempt: Attempt, lang: Lang) -> Iterator[_Line]:
    """Yield the keys of one more payment of the case, all on one line."""
    told = [line.words for line in _keys(attempt, RequestKind.CLAIM, lang) if line.weight == _KEYS]
    if told:
        yield _Line(_OTHER.in_(lang) + _LIST.in_(lang).join(told), _OTHERS)


def _key(label: Text, value: str, lang: Lang) -> str:
    return _one_line(_KEY.in_(lang).format(label=label.in_(lang), value=value))


def _one_line(text: str) -> str:
    """Return ``text`` without line ends and signs that only steer."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
