"""The facts on a slip and their rules (Q/CUP 009 slip layout, ISO 8583 field lengths)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from posdesk.domain.card import MaskedCard, parse_card
from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.moment import parse_moment
from posdesk.domain.money import parse_amount, plain_amount
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive
from posdesk.domain.text import N_, Text

SlipValue = str | int
"""What an event stores for a field: fen for the amount, text for everything else."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What identifies one attempt to pay; ``None`` where it is not known (yet).

    A card sale is identified by merchant_id + terminal_id + batch + trace, or by rrn; a wallet
    payment by order_no. ``amount`` is in fen, ``at`` is ISO time with offset.
    """

    amount: int | None = None
    at: str | None = None
    card: MaskedCard | None = None
    issuer: str | None = None
    merchant_name: str | None = None
    merchant_id: str | None = None
    terminal_id: str | None = None
    operator: str | None = None
    batch: str | None = None
    trace: str | None = None
    original_trace: str | None = None
    rrn: str | None = None
    auth_code: str | None = None
    order_no: str | None = None
    kind: str | None = None
    channel: str | None = None

    def with_values(self, values: Mapping[str, SlipValue | None]) -> Slip:
        """Return the slip with stored ``values`` laid over it; ``None`` takes a value away."""
        read = {
            name: parse_card(str(value)) if name == "card" and value is not None else value
            for name, value in values.items()
            if name in SLIP_FIELDS
        }
        return replace(self, **read)  # type: ignore[arg-type]

    def values(self) -> dict[str, SlipValue]:
        """Return the fields that are known, as events store them."""
        known: dict[str, SlipValue] = {}
        for name in SLIP_FIELDS:
            value = getattr(self, name)
            if value is not None:
                known[name] = str(value) if isinstance(value, MaskedCard) else value
        return known

    def as_written(self) -> dict[str, str]:
        """Return the known fields as files and the command line write them (amount "500.00")."""
        return {
            name: plain_amount(value) if isinstance(value, int) else value
            for name, value in self.values().items()
        }

    @property
    def is_identified(self) -> bool:
        """Whether a bank can find the payment by what is known."""
        by_terminal = self.merchant_id and self.terminal_id and self.batch and self.trace
        return bool(by_terminal or self.rrn or self.order_no)


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


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _code(length: int, charset: str = r"[0-9A-Za-z]") -> Callable[[str], str]:
    def read(text: str) -> str:
        plain = _fold(text).replace(" ", "")
        if not re.fullmatch(rf"{charset}{{{length}}}", plain):
            raise WrongInput(
                N_(
                    "“{field}” has exactly {length} letters or digits, this has {given};"
                    " nothing was stored; compare it with the slip."
                ),
                length=length,
                given=len(plain),
            )
        return plain

    return read


def _six_digits(text: str) -> str:
    plain = _fold(text).replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,6}", plain) or int(plain) == 0:
        raise WrongInput(
            N_("“{field}” is a number of up to 6 digits; nothing was stored; compare the slip.")
        )
    return plain.zfill(6)


def _order_no(text: str) -> str:
    plain = _fold(text).replace(" ", "")
    if not re.fullmatch(r"[0-9A-Za-z_\-|*@]{6,64}", plain):
        raise WrongInput(
            N_(
                "“{field}” has 6 to 64 letters, digits or _-|*@; nothing was stored;"
                " copy it from the wallet's record."
            )
        )
    return plain


def _short(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        plain = " ".join(text.split())
        if not 0 < len(plain) <= most:
            raise WrongInput(
                N_("“{field}” has 1 to {most} characters; nothing was stored; shorten it."),
                most=most,
            )
        return plain

    return read


def _card(text: str) -> str:
    return str(parse_card(text))


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
            _card,
            for_card=True,
        ),
        SlipField(
            "issuer",
            Text("发卡行", "Issuer"),
            Text("签购单“发卡行”，或看卡面", "On the slip at “发卡行”, or on the card"),
            _short(40),
        ),
        SlipField(
            "merchant_name",
            Text("商户名称", "Merchant name"),
            Text("签购单第一行", "First line of the slip"),
            _short(40),
        ),
        SlipField(
            "merchant_id",
            Text("商户号", "Merchant ID"),
            Text("15 位，签购单“商户编号”", "15 characters, on the slip at “商户编号”"),
            _code(15),
            for_card=True,
        ),
        SlipField(
            "terminal_id",
            Text("终端号", "Terminal ID"),
            Text("8 位，签购单“终端编号”", "8 characters, on the slip at “终端编号”"),
            _code(8),
            for_card=True,
        ),
        SlipField(
            "operator",
            Text("操作员号", "Operator no."),
            Text("签购单“操作员号”", "On the slip at “操作员号”"),
            _short(12),
        ),
        SlipField(
            "batch",
            Text("批次号", "Batch no."),
            Text("6 位，签购单“批次号”", "6 digits, on the slip at “批次号”"),
            _six_digits,
            for_card=True,
        ),
        SlipField(
            "trace",
            Text("凭证号", "Trace no."),
            Text("6 位，签购单“凭证号/流水号”", "6 digits, on the slip at “凭证号/流水号”"),
            _six_digits,
            for_card=True,
        ),
        SlipField(
            "original_trace",
            Text("原凭证号", "Original trace no."),
            Text("撤销单上，须与消费的凭证号相同", "On a void slip; must equal the sale's"),
            _six_digits,
        ),
        SlipField(
            "rrn",
            Text("参考号", "Reference no. (RRN)"),
            Text(
                "12 位，签购单“参考号”；没出单问收单机构",
                "12 characters, on the slip at “参考号”; without a slip ask the acquirer",
            ),
            _code(12),
            for_card=True,
        ),
        SlipField(
            "auth_code",
            Text("授权码", "Authorisation code"),
            Text("6 位，签购单“授权码”", "6 characters, on the slip at “授权码”"),
            _code(6),
        ),
        SlipField(
            "order_no",
            Text("订单号", "Order no."),
            Text("钱包账单里的“交易单号”", "In the wallet's record at “交易单号”"),
            _order_no,
            for_wallet=True,
        ),
        SlipField(
            "kind",
            Text("交易类型", "Type"),
            Text("签购单“交易类型”", "On the slip at “交易类型”"),
            _short(20),
        ),
        SlipField(
            "channel",
            Text("付款方式", "Channel"),
            Text("银行卡、微信、支付宝、云闪付", "Card, WeChat, Alipay, UnionPay QR"),
            _short(20),
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
    if name != "card":
        refuse_sensitive(spec.label.en, text, not_a_card=not_a_card)
    try:
        return spec.read(text)
    except Refused:
        raise
    except WrongInput as error:
        raise WrongInput(error.message, **{"field": spec.label, **error.fields}) from None


def is_wallet(slip: Slip) -> bool:
    """Return whether the payment went through a wallet rather than a card."""
    return slip.order_no is not None or (slip.channel or "card").casefold() not in CARD_CHANNELS


CARD_CHANNELS = frozenset({"card", "银行卡", "pos", "刷卡", "bank card"})


def missing_fields(slip: Slip) -> tuple[SlipField, ...]:
    """Return the fields a bank will ask for that are not known yet, most wanted first."""
    wallet = is_wallet(slip)
    wanted = (s for s in SLIP_FIELDS.values() if (s.for_wallet if wallet else s.for_card))
    return tuple(s for s in wanted if getattr(slip, s.name) is None)


def may_be_confirmed(name: str, text: str) -> bool:
    """Return whether a field holds what looks like a card number but may be confirmed as none."""
    return name != "card" and looks_like_card(text)
