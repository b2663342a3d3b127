"""One sentence about each exhibit: what it shows of this case, as far as the case itself knows.

What a picture holds nobody can read here; so the sentence says what the case knows of the payment
that the exhibit is about, and where it knows nothing, what exhibits of this kind are for.
"""

from __future__ import annotations

from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.case import Attempt, Case
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.reports.bundle.letter import EXHIBIT_SHOWS

_MOST = 120
"""Characters of a person's own sentence in the list; all of it stands with the exhibit."""


def shows(case: Case, exhibit: Exhibit) -> Text:
    """Return what ``exhibit`` shows of ``case``."""
    if kind_of(case) is RequestKind.PAYOUT and case.is_untold:
        return _of_payout(case, exhibit)
    if exhibit.kind == "note" and any(t.signed == exhibit.id for t in case.tenders):
        return _double_payment(case, exhibit)
    only = case.attempt if len(case.attempts) == 1 else None
    general = EXHIBIT_SHOWS[exhibit.kind]
    return (_of_payment(only, exhibit.kind) if only else None) or general


def listed(case: Case, exhibit: Exhibit) -> Text:
    """Return the same for the list of exhibits: the shop's own sentence where there is one."""
    told = exhibit.about.strip()
    if told:
        short = told if len(told) <= _MOST else told[: _MOST - 1] + "…"
        words = Text(short, short)
    else:
        words = shows(case, exhibit)
    covered = len(exhibit.boxes)
    if not covered or told:
        return words
    return Text(f"{words.zh_CN}（已遮盖 {covered} 处）", f"{words.en} ({covered} places covered)")


def _of_payment(attempt: Attempt, kind: str) -> Text | None:
    payment = _payment(attempt)
    if payment is None:
        return None
    zh, en = payment.zh_CN, payment.en
    facts = attempt.facts
    match kind:
        case "slip":
            numbers = _numbers(attempt)
            return Text(f"{zh}{numbers.zh_CN}", f"{en}{numbers.en}")
        case "terminal" if facts.terminal is not None:
            said = TERMINAL_WORDS[facts.terminal]
            where = _where(attempt)
            return Text(
                f"{zh}，{where.zh_CN}：{said.zh_CN}", f"{en}, {where.en}: {said.en.lower()}"
            )
        case "app" | "sms" if facts.bank is not None:
            said = BANK_WORDS[facts.bank]
            return Text(f"{zh}，付款人银行：{said.zh_CN}", f"{en}, payer's bank: {said.en.lower()}")
        case "statement":
            return Text(f"供核对：{zh}", f"To compare: {en}")
        case "refund":
            number = attempt.slip.refund_no
            which = f"{zh} 这笔的退货或撤销"
            whose = f"Refund or void of the payment of {en}"
            if number:
                return Text(f"{which}，退款单号 {number}", f"{whose}, refund no. {number}")
            return Text(which, whose)
        case "goods":
            return Text(f"{zh} 这笔买的货物", f"Goods bought with the payment of {en}")
    return None


def _payment(attempt: Attempt) -> Text | None:
    slip = attempt.slip
    if slip.amount is None:
        return None
    amount = show_amount(slip.amount)
    if not slip.at:
        return Text(amount, amount)
    at = date_and_time(slip.at)[5:-3]
    return Text(f"{at} {amount}", f"{amount}, {at}")


def _numbers(attempt: Attempt) -> Text:
    slip = attempt.slip
    zh, en = [], []
    for value, label in (
        (slip.batch, Text("批次", "batch")),
        (slip.trace, Text("凭证号", "trace no.")),
    ):
        if value:
            zh.append(f"{label.zh_CN}\u00a0{value}")
            en.append(f"{label.en}\u00a0{value}")
    return Text("".join(f"，{one}" for one in zh), "".join(f", {one}" for one in en))


def _where(attempt: Attempt) -> Text:
    if is_wallet(attempt.slip):
        return Text("店里记录", "shop's record")
    return Text("终端", "terminal")


def _of_payout(case: Case, exhibit: Exhibit) -> Text:
    told = case.payout
    if told is None or exhibit.kind not in ("statement", "sms", "app", "terminal"):
        return _PAYOUT_SHOWS.get(exhibit.kind, EXHIBIT_SHOWS[exhibit.kind])
    amount = f" {show_amount(told.amount)}" if told.amount is not None else ""
    day = told.returned_on[5:] if told.returned_on else ""
    zh = f"结算款{amount}{f'，{day} 退回' if day else ''}"
    en = f"payout{amount}{f', returned {day}' if day else ''}"
    if exhibit.kind == "statement":
        return Text(f"供核对：{zh}", f"To compare: {en}")
    return Text(f"关于{zh}的提示或通知", f"Notice about {en}")


_PAYOUT_SHOWS = {
    "statement": Text("结算明细或银行流水", "Settlement list or the bank's record"),
    "sms": Text("关于打款的短信", "Text message about the payout"),
    "app": Text("账户或结算的截图", "Picture of the account or the settlement"),
    "terminal": Text("终端或 App 的错误提示", "The error as terminal or app showed it"),
}


def _double_payment(case: Case, exhibit: Exhibit) -> Text:
    means = "、".join(t.means for t in case.tenders if t.signed == exhibit.id)
    return Text(
        f"客人签字的双付说明：另付{means}",
        f"Double-payment note signed by the customer: paid otherwise, {means}",
    )
