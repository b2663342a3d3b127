"""The life of a case: its states, whom it waits for, and what may follow what."""

from __future__ import annotations

from enum import StrEnum

from posdesk.domain.text import Text


class Life(StrEnum):
    """Where a case stands, whatever the money does; a closed one can be opened again."""

    OPEN = "open"
    WAITING = "waiting"
    SETTLED = "settled"
    CLOSED = "closed"


class Party(StrEnum):
    """Whom a case can wait for, and whom one calls."""

    CUSTOMER = "customer"
    ISSUER = "issuer"
    ACQUIRER = "acquirer"
    WALLET = "wallet"
    MANAGER = "manager"


LIFE_WORDS: dict[Life, Text] = {
    Life.OPEN: Text("处理中", "Open"),
    Life.WAITING: Text("等答复", "Waiting"),
    Life.SETTLED: Text("已了结", "Settled"),
    Life.CLOSED: Text("已关闭", "Closed"),
}

PARTY_WORDS: dict[Party, Text] = {
    Party.CUSTOMER: Text("客人", "customer"),
    Party.ISSUER: Text("发卡行", "issuer"),
    Party.ACQUIRER: Text("收单机构", "acquirer"),
    Party.WALLET: Text("钱包", "wallet"),
    Party.MANAGER: Text("店长", "manager"),
}

WAYS: dict[str, Text] = {
    "call": Text("去电", "Called"),
    "call_in": Text("来电", "Call from"),
    "letter": Text("去函", "Wrote to"),
    "letter_in": Text("来函", "Letter from"),
    "message": Text("留言", "Message to"),
    "visit": Text("当面", "Spoke with"),
}
"""How people were spoken to."""

FOLLOWS: dict[Life, frozenset[Life]] = {
    Life.OPEN: frozenset({Life.WAITING, Life.SETTLED, Life.CLOSED}),
    Life.WAITING: frozenset(Life),
    Life.SETTLED: frozenset({Life.OPEN, Life.WAITING, Life.CLOSED}),
    Life.CLOSED: frozenset({Life.OPEN}),
}
"""What may follow what; from waiting to waiting is waiting for somebody else."""
