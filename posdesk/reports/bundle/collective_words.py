"""What the cover of a collective bundle says: what happened, what is open, what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from posdesk.domain.bundle.overview import Disturbance, Overview, Sum
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import filled
from posdesk.reports.bundle.letter_request import Request

HEADINGS = {
    "request": Text("请求", "Request"),
    "facts": Text("事实", "Facts"),
    "states": Text("按状态汇总", "Amounts by state"),
    "payments": Text("逐笔明细", "Payment by payment"),
}
COLLECTIVE_CLAIM = Text(
    "多笔交易查询和差错处理申请", "Inquiry and error claim for several payments"
)
COLLECTIVE_INQUIRY = Text("多笔交易查询申请", "Inquiry about several payments")
SEVERAL = Text("{title}（{count} 案）", "{title}: {count} cases")
NAMED_AT_MOST = 6
"""Terminals or shops that are named one by one; beyond, they are counted."""

_ASKS_FOR_FAULT = (None, RequestKind.CLAIM, RequestKind.INQUIRY)
_LIST = Text("、", ", ")
_APART = Text("；", "; ")
_STOP = Text("。", ".")

_OPEN_LEAD = Text(
    "下列付款的结果不明或款项未了结，请查明，并书面答复：",
    "The payments below have no clear result or are not settled; please find out and reply in"
    " writing:",
)
_SETTLED_LEAD = Text(
    "下列付款请逐笔确认，并书面答复：", "Please confirm each payment below in writing:"
)
_OTHER_LEAD = Text("请逐案处理，并书面答复：", "Please act on each case and reply in writing:")
_OTHER_POINT = Text(
    "每案的请求写在该案第一页，页码见逐笔明细。",
    "What is asked in each case stands on its first page; the table of payments names the pages.",
)
_FAULT = Text(
    "{span}，贵方的线路、主机和本店终端有无故障，起止时间和原因。",
    "Whether your line, your host or our terminals were disturbed {span}, from when to when,"
    " and why.",
)
_FAULTS = Text(
    "“事实”所列 {count} 个时段里，贵方的线路、主机和本店终端有无故障，起止时间和原因。",
    "Whether your line, your host or our terminals were disturbed in the {count} stretches of time"
    " named under Facts, from when to when, and why.",
)
_EACH = Text(
    "逐笔明细里每一笔的最终状态：是否成功，是否已冲正、关闭或撤销，清算日期和参考号。",
    "The final state of each payment in the table: whether it succeeded, or was reversed, closed or"
    " cancelled; its clearing date and reference number.",
)
_RETURN = Text(
    "贵方已收款而终端未成功的（长款），请逐笔调整，原路退回付款人。",
    "Where you hold money of a payment that did not succeed (surplus), please adjust each and"
    " return it to the payer the way it came.",
)
_NOT_CLEARED = Text(
    "未成功的，请逐笔书面确认未清算，供付款人向其银行申请退回。",
    "Where a payment did not succeed, please confirm in writing that it was not cleared, so that"
    " the payer can claim the return from their bank.",
)
_ONCE = Text("每一笔是否只清算一次。", "Whether each was cleared once only.")

_HAPPENED = Text(
    "{span}，共 {count} 笔付款（{cases} 案）：{where}。",
    "{span}, {count} payments in {cases} cases: {where}.",
)
_BY_TERMINAL = Text("终端结果：{counts}。", "The terminal says: {counts}.")
_BY_BANK = Text("付款人的银行：{counts}。", "The payer's bank says: {counts}.")
_COUNTED = Text("{what} {count} 笔", "{count} × {what}")
_TERMINALS = Text("{count} 台终端", "{count} terminals")
_TILLS = Text("{count} 个收银台", "{count} tills")
_SHOPS = Text("{count} 家门店", "{count} shops")
_SHOP, _TERMINAL = Text("{name}", "{name}"), Text("终端 {name}", "terminal {name}")
_TILL = Text("收银台 {name}", "till {name}")
_NAMED = Text("{what}（{names}）", "{what} ({names})")
_STRETCH = Text(
    "{span}：{count} 笔没有明确结果{terminals}。",
    "{span}: {count} payments without a clear result{terminals}.",
)
_AT = Text("，终端 {names}", ", terminals {names}")
_OPEN = Text("尚未了结 {count} 笔，共 {amount}", "Not settled: {count} payments, {amount} in all")
_SETTLED = Text("全部已了结", "All are settled")
_UNKNOWN = Text("，其中 {count} 笔金额未记下", "; the amount of {count} was not taken down")
_SPAN = Text("{begin} 至 {end}", "from {begin} to {end}")
_MOMENT = Text("{begin}", "at {begin}")


def cover_title(seen: Overview, kind: RequestKind | None, cases: int) -> Text:
    """Return the title of the cover letter."""
    if kind is None:
        return COLLECTIVE_CLAIM if seen.open.payments else COLLECTIVE_INQUIRY
    return filled(SEVERAL, title=REQUEST_TITLES[kind], count=cases)


def cover_request(seen: Overview, kind: RequestKind | None) -> Request:
    """Return what the cover asks for; title and words follow ``kind`` or else the payments."""
    if kind not in _ASKS_FOR_FAULT:
        return Request(REQUEST_TITLES[kind], _OTHER_LEAD, (_OTHER_POINT,))
    points = [*_faults(seen.disturbances), _EACH]
    if seen.open.payments:
        return Request(COLLECTIVE_CLAIM, _OPEN_LEAD, (*points, _RETURN, _NOT_CLEARED))
    return Request(COLLECTIVE_INQUIRY, _SETTLED_LEAD, (*points, _ONCE))


def _faults(found: Sequence[Disturbance]) -> list[Text]:
    if len(found) == 1:
        return [filled(_FAULT, span=span(found[0].begin, found[0].end))]
    return [filled(_FAULTS, count=len(found))] if found else []


def cover_facts(seen: Overview, cases: int) -> tuple[Text, ...]:
    """Return the facts of all payments together, a sentence each."""
    happened = filled(
        _HAPPENED,
        span=_begun(span(seen.begin, seen.end)),
        where=_where(seen),
        count=len(seen.payments),
        cases=cases,
    )
    by_terminal = Counter(p.attempt.facts.terminal for p in seen.payments)
    by_bank = Counter(p.attempt.facts.bank for p in seen.payments)
    return (
        happened,
        filled(
            _BY_TERMINAL,
            counts=_counts((TERMINAL_WORDS[t], n) for t, n in by_terminal.most_common()),
        ),
        filled(_BY_BANK, counts=_counts((BANK_WORDS[b], n) for b, n in by_bank.most_common())),
        *map(_stretch, seen.disturbances),
        _open(seen.open),
    )


def _where(seen: Overview) -> Text:
    counted = (
        (_SHOP, _SHOPS, seen.shops),
        (_TERMINAL, _TERMINALS, seen.terminals),
        (_TILL, _TILLS, seen.tills),
    )
    return _joined([_named(one, many, names) for one, many, names in counted if names])


def _named(one: Text, many: Text, names: Sequence[str]) -> Text:
    if len(names) == 1:
        return filled(one, name=names[0])
    words = filled(many, count=len(names))
    if len(names) > NAMED_AT_MOST:
        return words
    listed = Text(_LIST.zh_CN.join(names), _LIST.en.join(names))
    return filled(_NAMED, what=words, names=listed)


def _stretch(one: Disturbance) -> Text:
    names = Text(_LIST.zh_CN.join(one.terminals), _LIST.en.join(one.terminals))
    few = 0 < len(one.terminals) <= NAMED_AT_MOST
    at = filled(_AT, names=names) if few else Text("", "")
    return filled(_STRETCH, span=_begun(span(one.begin, one.end)), count=one.payments, terminals=at)


def _open(added: Sum) -> Text:
    if not added.payments:
        told = _SETTLED
    else:
        told = filled(_OPEN, count=added.payments, amount=show_amount(added.fen))
        if added.unknown:
            more = filled(_UNKNOWN, count=added.unknown)
            told = Text(told.zh_CN + more.zh_CN, told.en + more.en)
    return Text(told.zh_CN + _STOP.zh_CN, told.en + _STOP.en)


def span(begin: str, end: str) -> Text:
    """Return a stretch of time to the minute; its day is told once where it is one."""
    first, last = date_and_time(begin)[:16], date_and_time(end)[:16]
    if first == last:
        return filled(_MOMENT, begin=first)
    return filled(_SPAN, begin=first, end=last[11:] if first[:10] == last[:10] else last)


def _begun(words: Text) -> Text:
    """Return ``words`` with a capital, as a sentence begins."""
    return Text(words.zh_CN, words.en[:1].upper() + words.en[1:])


def _counts(counted: Iterable[tuple[Text, int]]) -> Text:
    return _joined([filled(_COUNTED, what=words, count=count) for words, count in counted], _APART)


def _joined(told: Sequence[Text], between: Text = _LIST) -> Text:
    return Text(between.zh_CN.join(t.zh_CN for t in told), between.en.join(t.en for t in told))
