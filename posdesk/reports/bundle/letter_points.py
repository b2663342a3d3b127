"""What every request is made of, and the points that several kinds of request share."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text

ASKS, ANSWERS = Text("请求", "Request"), Text("答复", "Answer")


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter asks for: its title, one leading sentence, and numbered points.

    ``heading`` is what stands over it: an answer is no request.
    """

    title: Text
    lead: Text
    points: tuple[Text, ...]
    heading: Text = ASKS


def give_back(wallet: bool) -> Text:
    """Return the plea for the money, should the recipient hold it."""
    if wallet:
        return Text(
            "如贵方已收款，请原路退回付款人。",
            "If you hold the money, please return it to the payer the way it came.",
        )
    return Text(
        "如贵方已收款（长款），请做贷记调整，退回持卡人原卡。",
        "If you hold the money (surplus), please make a credit adjustment to the original card.",
    )


NOT_CLEARED = Text(
    "如未成功，请书面确认未清算，供付款人向其银行申请退回。",
    "If it did not succeed, please confirm in writing that it was not cleared, so that the payer"
    " can claim the return from their bank.",
)
NOT_PAID_WALLET = Text(
    "如未成功，请书面确认未成功、未收款，供付款人查询退回。",
    "If it did not succeed, please confirm in writing that it failed and nothing was collected, for"
    " the payer's own inquiry.",
)
IF_PAID = Text(
    "如已成功，请告知清算日期和参考号。",
    "If it succeeded, please name its clearing date and reference number.",
)
IF_PAID_WALLET = Text(
    "如已成功，请告知成功时间和结算日期。",
    "If it succeeded, please name the time of success and the settlement date.",
)
RETURN_REFERENCE = Text(
    "退回款的参考号，供付款人查询。",
    "The reference number of the return, for the payer's own inquiry.",
)
MORE_PAPERS = Text(
    "如还需要其他材料，请书面列明。", "If you need further papers, please list them in writing."
)
