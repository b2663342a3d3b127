"""The fields of a slip: their names, where they stand on it, and their rules (Q/CUP 009 layout)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.moment import parse_moment
from posdesk.domain.money import parse_amount
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive, require_text
from posdesk.domain.text import Text
from posdesk.domain.transaction.readers import (
    day,
    fixed_code,
    masked_card,
    order_no,
    short_words,
    six_digits,
)
from posdesk.domain.transaction.slip import Slip, SlipValue


@dataclass(frozen=True, slots=True)
class SlipField:
    """One field: its name on the slip, where it stands, and how what a person typed is read.

    ``read`` returns the value to store or raises ``WrongInput``; ``where`` is a picture region of
    the slip. ``for_card`` and ``for_wallet`` say in which kind of payment the bank asks for it.
    """

    name: str
    label: Text
    hint: Text
    read: Callable[[str], SlipValue]
    for_card: bool = False
    for_wallet: bool = False


SLIP_FIELDS: dict[str, SlipField] = {
    spec.name: spec
    for spec in (
        SlipField(
            "amount",
            Text("金额", "Amount"),
            Text("签购单“金额”一行", "On the slip at “金额”"),
            parse_amount,
            for_card=True,
            for_wallet=True,
        ),
        SlipField(
            "at",
            Text("交易时间", "Time of sale"),
            Text("签购单“日期/时间”，北京时间", "On the slip at “日期/时间”, Beijing time"),
            parse_moment,
            for_card=True,
            for_wallet=True,
        ),
        SlipField(
            "card",
            Text("卡号", "Card"),
            Text("只要前 6 后 4 位", "Only the first 6 and last 4 digits"),
            masked_card,
            for_card=True,
        ),
        SlipField(
            "issuer",
            Text("发卡行", "Issuer"),
            Text("签购单“发卡行”，或看卡面", "On the slip at “发卡行”, or on the card"),
            short_words(40),
        ),
        SlipField(
            "merchant_name",
            Text("商户名称", "Merchant name"),
            Text("签购单第一行", "First line of the slip"),
            short_words(40),
        ),
        SlipField(
            "merchant_id",
            Text("商户号", "Merchant ID"),
            Text("15 位，签购单“商户编号”", "15 characters, on the slip at “商户编号”"),
            fixed_code(15),
            for_card=True,
        ),
        SlipField(
            "terminal_id",
            Text("终端号", "Terminal ID"),
            Text("8 位，签购单“终端编号”", "8 characters, on the slip at “终端编号”"),
            fixed_code(8),
            for_card=True,
        ),
        SlipField(
            "operator",
            Text("操作员号", "Operator no."),
            Text("签购单“操作员号”", "On the slip at “操作员号”"),
            short_words(12),
        ),
        SlipField(
            "batch",
            Text("批次号", "Batch no."),
            Text("6 位，签购单“批次号”", "6 digits, on the slip at “批次号”"),
            six_digits,
            for_card=True,
        ),
        SlipField(
            "trace",
            Text("凭证号", "Trace no."),
            Text("6 位，签购单“凭证号/流水号”", "6 digits, on the slip at “凭证号/流水号”"),
            six_digits,
            for_card=True,
        ),
        SlipField(
            "original_trace",
            Text("原凭证号", "Original trace no."),
            Text("撤销单上，须与消费的凭证号相同", "On a void slip; must equal the sale's"),
            six_digits,
        ),
        SlipField(
            "rrn",
            Text("参考号", "Reference no. (RRN)"),
            Text(
                "12 位，签购单“参考号”；没出单问收单机构",
                "12 characters, on the slip at “参考号”; without a slip ask the acquirer",
            ),
            fixed_code(12),
            for_card=True,
        ),
        SlipField(
            "auth_code",
            Text("授权码", "Authorisation code"),
            Text("6 位，签购单“授权码”", "6 characters, on the slip at “授权码”"),
            fixed_code(6),
        ),
        SlipField(
            "order_no",
            Text("订单号", "Order no."),
            Text("钱包账单里的“交易单号”", "In the wallet's record at “交易单号”"),
            order_no,
            for_wallet=True,
        ),
        SlipField(
            "clearing_date",
            Text("清算日期", "Clearing date"),
            Text("对账单“清算日期”，或问收单机构", "On the statement, or ask the acquirer"),
            day,
        ),
        SlipField(
            "refund_no",
            Text("退款单号", "Refund no."),
            Text("后台退款记录里的“退款单号”", "In the portal's refund at “退款单号”"),
            order_no,
        ),
        SlipField(
            "kind",
            Text("交易类型", "Type"),
            Text("签购单“交易类型”", "On the slip at “交易类型”"),
            short_words(20),
        ),
        SlipField(
            "channel",
            Text("付款方式", "Channel"),
            Text("银行卡、微信、支付宝、云闪付", "Card, WeChat, Alipay, UnionPay QR"),
            short_words(20),
        ),
    )
}

assert tuple(SLIP_FIELDS) == tuple(f.name for f in fields(Slip))


def read_field(name: str, text: str, *, not_a_card: bool = False) -> SlipValue:
    """Return the value to store for what a person typed into the field ``name``.

    ``not_a_card``: a person confirmed that it only looks like a card number. Raises ``WrongInput``
    for what breaks the field's rule and ``Refused`` for what may never be kept.
    """
    spec = SLIP_FIELDS[name]
    require_text(spec.label.en, text)
    if name != "card":
        refuse_sensitive(spec.label.en, text, not_a_card=not_a_card)
    try:
        return spec.read(text)
    except Refused:
        raise
    except WrongInput as error:
        raise WrongInput(error.message, **{"field": spec.label, **error.fields}) from None


def may_be_confirmed(name: str, text: str) -> bool:
    """Return whether a field holds what looks like a card number but may be confirmed as none."""
    return name != "card" and looks_like_card(text)
