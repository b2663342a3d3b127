"""What a payout complaint asks for: where the shop's money is, why, and when it is paid again."""

from __future__ import annotations

from posdesk.domain.bundle.knowledge import outcomes_of, ways_of
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.case import Case
from posdesk.domain.moment import date_and_time
from posdesk.domain.money import show_amount
from posdesk.domain.text import Text
from posdesk.reports.bundle.letter_points import MORE_PAPERS, Request


def payout(case: Case) -> Request:
    """Return what a letter about a payout asks the provider for."""
    lead, points = _asked(case)
    return Request(REQUEST_TITLES[RequestKind.PAYOUT], lead, points)


def _asked(case: Case) -> tuple[Text, tuple[Text, ...]]:
    told, outcomes = case.payout, outcomes_of(case)
    if told is not None and told.repaid_at:
        return _repaid(told.repaid_at)
    if told is not None and told.returned_on:
        return _returned(case), (_WHERE, _details(case), _again(case))
    if "SETTLEMENT_HOLD" in outcomes:
        return _HELD, _HELD_POINTS
    if "ACCOUNT_FROZEN" in outcomes:
        return _FROZEN, (_WHERE, _IN_BETWEEN, MORE_PAPERS)
    if "payout-differs" in ways_of(case):
        return _DIFFERS, _DIFFERS_POINTS
    if ways_of(case) & {"not-arrived", "debited-not-arrived"}:
        return _ONE_SALE, _ONE_SALE_POINTS
    return _MISSING, (_WHERE, _details(case), _again(case))


def _returned(case: Case) -> Text:
    told = case.payout
    amount = show_amount(told.amount) if told and told.amount is not None else ""
    day = told.returned_on if told else ""
    return Text(
        f"打给本店的结算款{f' {amount} ' if amount else ''}于 {day} 被退回，"
        "请查明并重新打款，书面答复：",
        f"A payout to the shop{f' of {amount}' if amount else ''} was returned on {day};"
        " please find out, pay it again, and reply in writing:",
    )


def _details(case: Case) -> Text:
    document = case.payout.document if case.payout else None
    if document:
        return Text(
            f"本店已更正：{document}。请确认贵方已收到并已生效。",
            f"The shop has corrected: {document}. Please confirm that you have it and that it is"
            " in force.",
        )
    return Text(
        "需要本店更正或补交的，请一次列明。",
        "Please list everything that the shop has to correct or hand in.",
    )


def _again(case: Case) -> Text:
    day = case.payout.repay_on if case.payout else None
    if day:
        return Text(
            f"本店得知 {day} 重新打款，请书面确认日期和金额。",
            f"The shop was told that it will be paid again on {day}; please confirm date and"
            " amount in writing.",
        )
    return Text(
        "请书面告知重新打款的日期和金额。", "Please name date and amount of the new payout."
    )


def _repaid(at: str) -> tuple[Text, tuple[Text, ...]]:
    day = date_and_time(at)[:10]
    return (
        Text(
            f"被退回的结算款已于 {day} 到账，请确认，并书面答复：",
            f"The payout that was returned arrived on {day}; please confirm in writing:",
        ),
        (
            Text(
                "这次打款包含哪几天的交易，各是多少。",
                "Which days it pays for, and the amount of each.",
            ),
            Text("是否还有没打的款项。", "Whether any money is still to be paid out."),
        ),
    )


_WHERE = Text(
    "这笔款现在在哪里、是什么状态，没打成的原因是什么。",
    "Where the money is now, in what state, and why the payout failed.",
)
_IN_BETWEEN = Text(
    "账户恢复之前，结算款怎样处理。", "What happens to the payouts until the account works again."
)
_MISSING = Text(
    "本店的结算款没有打成，请查明，并书面答复：",
    "A payout to the shop was not made; please find out and reply in writing:",
)
_FROZEN = Text(
    "本店的收款账户受限，结算款不能入账，请书面答复：",
    "The shop's account is restricted and payouts cannot be credited; please reply in writing:",
)
_HELD = Text(
    "本店的结算款被暂缓，请书面说明：", "Payouts to the shop are on hold; please tell in writing:"
)
_HELD_POINTS = (
    Text(
        "暂缓的原因、依据，涉及哪些交易和金额。",
        "The reason and its ground, and which payments and amounts are concerned.",
    ),
    Text("需要本店交哪些材料，交到哪里。", "Which papers you need from the shop, and where."),
    Text("材料交齐后怎样恢复结算。", "How payouts are resumed once the papers are complete."),
)
_DIFFERS = Text(
    "到账金额和本店的交易对不上，请查明，并书面答复：",
    "The payout does not match the shop's payments; please find out and reply in writing:",
)
_DIFFERS_POINTS = (
    Text(
        "请列明这次打款包含的交易、退款和手续费。",
        "Please list the payments, refunds and fees that it is made of.",
    ),
    Text("差额的原因和依据。", "The reason for the difference, and its ground."),
    Text("如有差错，请更正并告知更正的金额。", "If it is an error, its correction and the amount."),
)
_ONE_SALE = Text(
    "这笔交易终端显示成功，款项没有到账，请查明，并书面答复：",
    "The terminal shows this payment as approved, but the money has not arrived; please find out"
    " and reply in writing:",
)
_ONE_SALE_POINTS = (
    Text("这笔交易是否成功，清算日期是哪天。", "Whether it succeeded, and its clearing date."),
    Text(
        "款项打到哪个账户、哪天打的；没打的，原因是什么。",
        "To which account and when it was paid out; if it was not, why.",
    ),
    Text("请书面告知打款的日期和金额。", "Please name date and amount of the payout in writing."),
)
