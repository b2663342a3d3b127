"""What a list of cases can be narrowed to, and the words for it."""

from __future__ import annotations

from enum import StrEnum

from posdesk.domain.life import PARTY_WORDS, Party
from posdesk.domain.text import Text


class Chip(StrEnum):
    """The narrower lists, in the order in which they are offered."""

    LIVING = "living"
    MINE = "mine"
    TODAY = "today"
    OVERDUE = "overdue"
    ACQUIRER = "acquirer"
    CUSTOMER = "customer"
    MANAGER = "manager"
    ISSUER = "issuer"
    WALLET = "wallet"
    CLOSED = "closed"
    ALL = "all"


def _waiting(party: Party) -> Text:
    whom = PARTY_WORDS[party]
    return Text(f"等{whom.zh_CN}", whom.en.capitalize())


CHIP_WORDS: dict[Chip, Text] = {
    Chip.LIVING: Text("未结", "Open"),
    Chip.MINE: Text("我的", "Mine"),
    Chip.TODAY: Text("今天到期", "Today"),
    Chip.OVERDUE: Text("已逾期", "Overdue"),
    **{Chip(party.value): _waiting(party) for party in Party},
    Chip.CLOSED: Text("已关闭", "Closed"),
    Chip.ALL: Text("全部", "All"),
}
