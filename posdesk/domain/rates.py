"""What the acquirer keeps of a sale: rates as whole numbers, and what should be paid out.

A rate counts ten-thousandths (0.60 % is 60) and a cap counts fen, so that nothing is ever a
fraction that a computer cannot hold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields

from posdesk.domain.errors import WrongInput
from posdesk.domain.money import parse_amount, plain_amount
from posdesk.domain.text import N_, Text

WHOLE = 10_000
"""The rate that takes everything."""

_RATE = re.compile(r"([0-9]{1,4})(?:\.([0-9]{1,2}))?([%‰])?")


@dataclass(frozen=True, slots=True)
class FeeRate:
    """A share of the sale in ten-thousandths, and the most it may come to in fen, if anything."""

    per_myriad: int
    cap: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.per_myriad <= WHOLE or (self.cap is not None and self.cap < 0):
            raise ValueError("a rate lies between nothing and everything, and its cap is no debt")

    def shown(self) -> str:
        """Return ``0.60%``: the form of files, of the command line and of the screen."""
        return f"{self.per_myriad // 100}.{self.per_myriad % 100:02d}%"


@dataclass(frozen=True, slots=True)
class ShopRates:
    """The rates of the shop's contract; ``None`` where nobody has said yet.

    ``cap`` is in fen and holds for debit cards: the one kind whose fee is capped in China.
    """

    debit_card: int | None = None
    cap: int | None = None
    credit_card: int | None = None
    qr: int | None = None

    def of(self, kind: str) -> FeeRate | None:
        """Return the rate of a kind of ``SALE_KINDS``, ``None`` where it is not known."""
        share = {"debit_card": self.debit_card, "credit_card": self.credit_card, "qr": self.qr}[
            kind
        ]
        if share is None:
            return None
        return FeeRate(share, self.cap if kind == "debit_card" else None)

    def as_written(self) -> dict[str, str]:
        """Return what is known as files and the command line write it."""
        return {
            f.name: show_rate_value(f.name, value)
            for f in fields(self)
            if (value := getattr(self, f.name)) is not None
        }


SALE_KINDS: dict[str, Text] = {
    "debit_card": Text("借记卡", "Debit card"),
    "credit_card": Text("信用卡", "Credit card"),
    "qr": Text("扫码", "QR code"),
}
RATE_LABELS: dict[str, Text] = {
    "debit_card": Text("借记卡费率", "Debit card rate"),
    "cap": Text("借记卡每笔封顶", "Debit card, most per sale"),
    "credit_card": Text("信用卡费率", "Credit card rate"),
    "qr": Text("扫码费率", "QR code rate"),
}

assert tuple(RATE_LABELS) == tuple(f.name for f in fields(ShopRates))


def parse_rate(text: str) -> int:
    """Return the ten-thousandths that ``text`` ("0.60%", "6‰", "０.６％") names.

    Raises ``WrongInput`` for anything but a rate from 0 to 100 % with at most two decimals.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip()
    found = _RATE.fullmatch(plain)
    if found is None:
        raise WrongInput(
            N_("“{given}” is not a rate; nothing was stored; write it like 0.60%."),
            given=text.strip()[:24],
        )
    hundredths = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    per_mille = found[3] == "‰"
    if per_mille and hundredths % 10:
        raise WrongInput(
            N_("“{given}” is finer than 0.01%; nothing was stored; write it like 0.60%."),
            given=text.strip()[:24],
        )
    rate = hundredths // 10 if per_mille else hundredths
    if rate > WHOLE:
        raise WrongInput(
            N_("“{given}” is more than 100%; nothing was stored; check the contract."),
            given=text.strip()[:24],
        )
    return rate


def read_rate_value(name: str, text: str) -> int:
    """Return what to store for the rate or cap ``name``: ten-thousandths, or fen for the cap."""
    return parse_amount(text) if name == "cap" else parse_rate(text)


def show_rate_value(name: str, value: int) -> str:
    """Return ``0.60%`` for a rate and ``20.00`` for the cap."""
    return plain_amount(value) if name == "cap" else FeeRate(value).shown()


def fee(gross: int, rate: FeeRate) -> int:
    """Return the fee on a sale of ``gross`` fen: rounded to the fen, half a fen up, then capped.

    Contracts in China round each sale by itself (四舍五入到分); an acquirer that rounds the day's
    sum may differ by some fen.
    """
    exact = (2 * gross * rate.per_myriad + WHOLE) // (2 * WHOLE)
    return exact if rate.cap is None else min(exact, rate.cap)


def expected_net(gross: int, rate: FeeRate) -> int:
    """Return what should arrive of a sale of ``gross`` fen, rounded as ``fee`` does."""
    return gross - fee(gross, rate)
