"""What is known of each piece of evidence while no exhibit fills it: to be got, or for nothing."""

from __future__ import annotations

from collections.abc import Callable

from posdesk.domain.bundle.keys import wanted_keys
from posdesk.domain.bundle.knowledge import outcomes_of
from posdesk.domain.bundle.reason import Reason, reason_of
from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.bundle.slot_state import THERE, Found, missing, not_applicable
from posdesk.domain.case import Case
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet

_MONEY = frozenset({RequestKind.CLAIM, RequestKind.REFUND})
_PRINTED = frozenset({Terminal.APPROVED, Terminal.VOIDED})


def by_wallet(case: Case) -> bool:
    """Return whether every payment of ``case`` went through a wallet."""
    return all(is_wallet(attempt.slip) for attempt in case.attempts)


def keys(case: Case, kind: RequestKind) -> Found:
    """The keys are there once the payment or the payout can be found by them."""
    wanted = wanted_keys(case, kind)
    if not wanted:
        return THERE
    zh = "、".join(words.zh_CN for words in wanted)
    en = ", ".join(words.en for words in wanted)
    return missing(f"还缺：{zh}", f"Still to find: {en}")


def timeline(case: Case, kind: RequestKind) -> Found:
    """A case that was taken down has its timeline."""
    return THERE if case.history else missing("先登记案件", "Take the case down first")


def slip(case: Case, kind: RequestKind) -> Found:
    """A wallet prints no slip, nor does a terminal without an approval."""
    if by_wallet(case):
        return not_applicable("扫码付款没有签购单", "A wallet payment has no card slip")
    said = {attempt.facts.terminal for attempt in case.attempts}
    if kind is RequestKind.RETRIEVAL:
        return missing(
            "找商户存根原件；没有就问收单机构还能交什么",
            "Find the original merchant copy; without it ask the acquirer what else will do",
        )
    if said & _PRINTED:
        return missing("拍签购单；没有就重打印", "Photograph the slip; without it print it again")
    if None in said:
        return missing("出过单就拍下来", "If one was printed, photograph it", required=False)
    return not_applicable("终端没有成功结果，没有出单", "Without an approval no slip was printed")


def terminal(case: Case, kind: RequestKind) -> Found:
    """The shop's own record: the terminal's screen or list, for a wallet the portal's."""
    needed = kind is not RequestKind.RETRIEVAL
    if by_wallet(case):
        return missing(
            "截下商户后台的这一单", "Take a picture of the order in the portal", required=needed
        )
    return missing(
        "拍终端屏幕，或打印交易明细",
        "Photograph the screen or print the terminal's list",
        required=needed,
    )


def refund(case: Case, kind: RequestKind) -> Found:
    """A refund that was never made has no slip."""
    if outcomes_of(case) & {"REFUND_NOT_DONE", "REFUND_UNFUNDED"}:
        return not_applicable("退款还没有办成", "The refund has not been made yet")
    return missing(
        "找退货单，或截下后台的退款状态", "Find the refund slip or its state in the portal"
    )


def statement(case: Case, kind: RequestKind) -> Found:
    """The statement shows whether the shop was paid."""
    if kind is RequestKind.PAYOUT:
        return missing("附结算明细和银行流水", "Attach the settlement list and the bank's record")
    return missing(
        "附当天的对账单",
        "Attach that day's statement",
        required=kind in _MONEY,
    )


def notice(case: Case, kind: RequestKind) -> Found:
    """What the provider or the bank said about the payout."""
    return missing("拍错误提示或退款通知", "Photograph the error or the notice of the return")


def customer(case: Case, kind: RequestKind) -> Found:
    """The payer's own record; nobody needs one where the payer's bank shows no debit."""
    if all(a.facts.bank is Bank.NOT_DEBITED for a in case.attempts):
        return missing("付款人没有扣款的截图", "The payer's record without it", required=False)
    return missing(
        "请付款人截下银行记录，姓名和余额遮住",
        "Ask the payer for a picture of the bank's record, name and balance covered",
        required=kind is RequestKind.CLAIM or reason_of(case) is Reason.REFUND,
    )


def written(case: Case, kind: RequestKind) -> Found:
    """The customer's signature: needed where they paid twice on their own wish."""
    if case.tenders:
        return missing(
            "请客人签双付说明，拍下来", "Have the double-payment note signed, photograph it"
        )
    return missing("可选：一句话加签名", "If they like: a sentence and a signature", required=False)


def goods(case: Case, kind: RequestKind) -> Found:
    """Goods that never left the shop have no proof of delivery."""
    if case.goods == "held":
        return not_applicable("货物留在店里，没有交付", "The goods are held in the shop")
    asked = kind is RequestKind.RETRIEVAL
    if case.goods == "released":
        return missing(
            "找购物小票、送货或提货单", "Find the till receipt or delivery note", required=asked
        )
    return missing("记下货物在哪里", "Note where the goods are", required=asked)


def calls(case: Case, kind: RequestKind) -> Found:
    """Calls are noted in the case, a line each."""
    if case.calls:
        return THERE
    return missing("打过的电话，在案件里记一行", "Note each call in the case", required=False)


def mail(case: Case, kind: RequestKind) -> Found:
    """A notice is answered with itself; letters that were noted should be attached."""
    if kind is RequestKind.RETRIEVAL:
        return missing("附上来的通知", "Attach the notice that came")
    if any(call.event.how.startswith("letter") for call in case.calls):
        return missing("附上记过的来往函件", "Attach the letters that were noted", required=False)
    return not_applicable("案件里没有书面往来", "No letter is on record")


def other(case: Case, kind: RequestKind) -> Found:
    """Nobody asks for what has no name."""
    return missing("其他材料", "Other material", required=False)


Rule = Callable[[Case, RequestKind], Found]
RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        keys,
        timeline,
        slip,
        terminal,
        refund,
        statement,
        notice,
        customer,
        written,
        goods,
        calls,
        mail,
        other,
    )
}
"""What holds of each slot without an exhibit, in the bundle's order; the names are the slots'."""


def needed(case: Case, kind: RequestKind) -> frozenset[str]:
    """Return the slots that a request of ``kind`` is looked through for."""
    always = {"keys", "timeline", "calls", "mail"}
    match kind:
        case RequestKind.PAYOUT:
            return frozenset({*always, "statement", "notice"})
        case RequestKind.RETRIEVAL:
            back = {"refund"} if reason_of(case) in (Reason.REFUND, Reason.CANCELLED) else set()
            return frozenset({*always, *back, "slip", "terminal", "statement", "goods"})
        case RequestKind.REFUND:
            return frozenset({*RULES} - {"notice", "other", "written"})
    return frozenset({*RULES} - {"notice", "other", "refund"})


def words_of(case: Case, name: str) -> Text:
    """Return what the slot ``name`` is called for ``case``: a wallet has no terminal."""
    of_wallet = _WALLET_WORDS.get(name) if by_wallet(case) else None
    return of_wallet or SLOT_WORDS[name]


_WALLET_WORDS = {
    "terminal": Text("商户后台的这一单", "The order in the shop's portal"),
    "customer": Text("付款人的账单", "The payer's bill"),
}
SLOT_WORDS: dict[str, Text] = {
    "keys": Text("交易要素", "The keys of the payment"),
    "timeline": Text("经过", "Timeline"),
    "slip": Text("签购单", "Sales slip"),
    "terminal": Text("终端屏幕或明细", "Terminal record"),
    "refund": Text("退货单或退款记录", "Refund slip or record"),
    "statement": Text("对账单上的这一笔", "Statement row"),
    "notice": Text("打款的提示或通知", "Notice about the payout"),
    "customer": Text("付款人的银行记录", "The payer's bank record"),
    "written": Text("客人签字的说明", "Signed note of the customer"),
    "goods": Text("小票、送货或提货单", "Till receipt or proof of delivery"),
    "calls": Text("通话记录", "Calls"),
    "mail": Text("往来函件", "Correspondence"),
    "other": Text("其他材料", "Other material"),
}
