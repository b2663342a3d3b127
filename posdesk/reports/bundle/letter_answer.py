"""What an answer to a retrieval request or chargeback says: what is enclosed, what is to be seen.

It never says that the shop is right, only what its papers show and what it asks to be looked at.
"""

from __future__ import annotations

from posdesk.domain.bundle.knowledge import outcomes_of, picked
from posdesk.domain.bundle.reason import REASON_WORDS, WHICH_LETTER, Reason, code_of, reason_of
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.domain.case import Attempt, Case
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.reports.bundle.letter_points import ANSWERS, MORE_PAPERS, Request

CHARGEBACK = Text("退单答复和举证", "Answer to a chargeback, with evidence")


def answer(case: Case, attempt: Attempt) -> Request:
    """Return what the answer to a bank's notice about ``attempt`` says."""
    title = CHARGEBACK if _is_chargeback(case) else REQUEST_TITLES[RequestKind.RETRIEVAL]
    outcomes = outcomes_of(case)
    if "DISPUTE_ACCEPTED" in outcomes:
        return Request(title, _lead(case, accepted=True), _ACCEPTED, ANSWERS)
    if "DISPUTE_LOST" in outcomes:
        return Request(title, _lead(case), _LOST, ANSWERS)
    looked_at = _to_look_at(case)
    points = (_voucher(case, attempt), *((looked_at,) if looked_at else ()), MORE_PAPERS, _CONFIRM)
    return Request(title, _lead(case), points, ANSWERS)


def _is_chargeback(case: Case) -> bool:
    return picked(case, WHICH_LETTER) == "chargeback"


def _lead(case: Case, *, accepted: bool = False) -> Text:
    notice = Text("退单通知", "chargeback notice") if _is_chargeback(case) else _NOTICE
    zh, en = f"就贵方的{notice.zh_CN}", f"On your {notice.en}"
    reason = reason_of(case)
    if reason is not None:
        code, words = code_of(case, reason), REASON_WORDS[reason]
        zh += f"（原因：{words.zh_CN}{f'，原因码 {code}' if code else ''}）"
        en += f" (reason: {words.en}{f', code {code}' if code else ''})"
    if accepted:
        return Text(f"{zh}，本店认这笔，请书面告知：", f"{en}: the shop accepts it; please tell:")
    return Text(f"{zh}，本店答复如下：", f"{en} the shop answers as follows:")


_NOTICE = Text("调单通知", "retrieval request")


def _voucher(case: Case, attempt: Attempt) -> Text:
    kinds = {exhibit.kind for exhibit in case.exhibits}
    if is_wallet(attempt.slip):
        if kinds & {"terminal", "app", "statement"}:
            return Text(
                "这笔是扫码付款，没有签购单；订单号见交易要素，记录见附件。",
                "It was a wallet payment without a slip; its order number stands under the"
                " transaction, its record among the exhibits.",
            )
        return Text(
            "这笔是扫码付款，没有签购单；凭据是交易要素里的订单号。",
            "It was a wallet payment without a slip; the order number under the transaction"
            " stands for it.",
        )
    if "slip" in kinds:
        return Text(
            "这笔的签购单附后，请按参考号和凭证号核对。",
            "The sales slip is enclosed; please compare it by reference and trace number.",
        )
    return Text(
        "签购单没有附在本函里，本店现有的凭证见附件。",
        "The sales slip is not enclosed; what the shop holds stands among the exhibits.",
    )


def _to_look_at(case: Case) -> Text | None:
    kinds = {exhibit.kind for exhibit in case.exhibits}
    match reason_of(case):
        case Reason.DENIED if "slip" in kinds:
            return Text(
                "请核对单据上的卡号、读卡方式、授权码和签名。",
                "Please look at card number, entry mode, authorisation code and signature on it.",
            )
        case Reason.GOODS if "goods" in kinds:
            return Text(
                "货物的小票或签收凭证附后，请核对。",
                "The till receipt or proof of delivery is enclosed; please look at it.",
            )
        case Reason.REFUND | Reason.CANCELLED if "refund" in kinds:
            return Text(
                "退货或撤销的单据附后，请查明这笔退回是否成功，何时。",
                "The document of the refund or void is enclosed; please find out whether and when"
                " it succeeded.",
            )
        case None:
            return None
        case reason:
            return _LOOK.get(reason)


_LOOK = {
    Reason.DENIED: Text(
        "请告知持卡人不承认的是哪一点：卡、金额还是日期。",
        "Please tell what the cardholder denies: the card, the amount or the date.",
    ),
    Reason.TWICE: Text(
        "请指明与哪一笔重复，并按凭证号和参考号逐笔核对。",
        "Please name the payment it duplicates, and compare them by trace and reference number.",
    ),
    Reason.AMOUNT: Text(
        "请按单据上的金额核对。", "Please compare the amount with that on the documents."
    ),
    Reason.FAILED: Text(
        "请查明这笔在贵方的最终状态：成功、冲正还是撤销。",
        "Please find out its final state with you: approved, reversed or voided.",
    ),
    Reason.CANCELLED: Text(
        "请查明撤销是否成功，何时。", "Please find out whether and when the void succeeded."
    ),
    Reason.REFUND: Text(
        "请查明贵方是否收到这笔的退款，是否成功，何时。",
        "Please find out whether you received a refund of it, and whether and when it succeeded.",
    ),
    Reason.GOODS: Text(
        "请告知持卡人没有收到的是哪些货物。", "Please tell which goods were not received."
    ),
    Reason.OTHERWISE: Text(
        "请告知持卡人称用什么方式付清、哪天、多少。",
        "Please tell by what means, when and how much the cardholder says to have paid otherwise.",
    ),
    Reason.ILLEGIBLE: Text(
        "如单据仍有看不清的，请指明是哪一项。",
        "If anything on it is still illegible, please name it.",
    ),
}
_CONFIRM = Text(
    "请书面确认收到本答复，并告知处理结果。",
    "Please confirm in writing that you received this answer, and tell the result.",
)
_ACCEPTED = (
    Text(
        "这笔由贵方扣回，还是由本店办理，怎样办理。",
        "Whether you take the money back or the shop has to return it, and how.",
    ),
    Text(
        "如已扣回，请告知日期和金额，以免退两次。",
        "If it was taken already, date and amount, so that nothing goes back more than once.",
    ),
)
_LOST = (
    Text("扣回的金额、日期和原因。", "Amount, date and reason of what was taken back."),
    Text("是否还有其他程序，怎样申请。", "Whether any further procedure is open, and how."),
)
