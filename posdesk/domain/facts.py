"""The two facts that decide about money: what the terminal and the customer's bank say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from posdesk.domain.text import Text


class Terminal(StrEnum):
    """What the shop's side says of one attempt to pay.

    ``DECLINED`` only by a code whose ``money_uncertain`` is ``no`` or by the host's own answer;
    everything unclear is ``TIMEOUT``; ``VOIDED`` is this very payment, full amount, approved.
    """

    APPROVED = "approved"
    DECLINED = "declined"
    TIMEOUT = "timeout"
    REVERSING = "reversing"
    VOIDED = "voided"


class Bank(StrEnum):
    """What the customer's bank shows for that attempt, seen live or told by its hotline."""

    DEBITED = "debited"
    NOT_DEBITED = "not_debited"
    RETURNED = "returned"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who says so; a later answer of the host replaces what the screen said."""

    SCREEN = "screen"
    SLIP = "slip"
    CODE = "code"
    PORTAL = "portal"
    WALLET = "wallet"
    ACQUIRER = "acquirer"
    BANK_APP = "bank_app"
    BANK_HOTLINE = "bank_hotline"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Facts:
    """The two facts of one attempt to pay; ``None`` where nobody has asked yet."""

    terminal: Terminal | None = None
    bank: Bank | None = None

    def learn(self, other: Facts) -> Facts:
        """Return these facts with those of ``other`` that are set laid over them."""
        return replace(
            self,
            terminal=self.terminal if other.terminal is None else other.terminal,
            bank=self.bank if other.bank is None else other.bank,
        )

    def as_dict(self) -> dict[str, str]:
        """Return the facts that are set, ``{"terminal": …, "bank": …}``."""
        named = {"terminal": self.terminal, "bank": self.bank}
        return {name: value.value for name, value in named.items() if value is not None}


NOTHING_KNOWN = Facts()
CASH_TAKEN = Facts(Terminal.APPROVED)
"""Money taken by other means meanwhile counts as an approved payment."""

TERMINAL_WORDS: dict[Terminal | None, Text] = {
    Terminal.APPROVED: Text("成功", "Approved"),
    Terminal.DECLINED: Text("拒绝，未扣款", "Declined"),
    Terminal.TIMEOUT: Text("超时，没结果", "Timeout, no result"),
    Terminal.REVERSING: Text("正在冲正", "Reversal running"),
    Terminal.VOIDED: Text("已撤销", "Voided"),
    None: Text("还没看", "Not looked at yet"),
}
BANK_WORDS: dict[Bank | None, Text] = {
    Bank.DEBITED: Text("已扣款", "Debited"),
    Bank.NOT_DEBITED: Text("没有扣款", "Not debited"),
    Bank.RETURNED: Text("扣了又退回", "Debited, then returned"),
    Bank.UNKNOWN: Text("现在看不到", "Cannot see now"),
    None: Text("还没问到", "Not asked yet"),
}
SOURCE_WORDS: dict[Source, Text] = {
    Source.SCREEN: Text("终端屏幕", "terminal screen"),
    Source.SLIP: Text("签购单", "sales slip"),
    Source.CODE: Text("应答码", "response code"),
    Source.PORTAL: Text("商户后台", "merchant portal"),
    Source.WALLET: Text("钱包查询", "wallet query"),
    Source.ACQUIRER: Text("收单机构", "acquirer"),
    Source.BANK_APP: Text("手机银行", "bank app"),
    Source.BANK_HOTLINE: Text("发卡行客服", "issuer's hotline"),
    Source.TOLD: Text("口头说明", "told by a person"),
}
