"""Which tone a verdict, a fact of the terminal or a fact of the bank is shown in.

A tone's icon has the tone's name; the words come from the domain.
"""

from __future__ import annotations

from typing import Final

from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.money_state import Charge, State, Verdict

_PAID: Final = frozenset({State.PAID, State.PAID_BANK_LATE})

TERMINAL_TONES: Final[dict[Terminal | None, str]] = {
    Terminal.APPROVED: "paid",
    Terminal.DECLINED: "idle",
    Terminal.TIMEOUT: "wait",
    Terminal.REVERSING: "wait",
    Terminal.VOIDED: "go",
    None: "idle",
}
BANK_TONES: Final[dict[Bank | None, str]] = {
    Bank.DEBITED: "stop",
    Bank.NOT_DEBITED: "idle",
    Bank.RETURNED: "go",
    Bank.UNKNOWN: "wait",
    None: "idle",
}


def tone_of(verdict: Verdict) -> str:
    """Return the tone of ``verdict``: green only where it says that one may charge again."""
    if verdict.charge_again is Charge.YES:
        return "go"
    if verdict.charge_again is Charge.UNKNOWN:
        return "wait"
    return "paid" if verdict.state in _PAID else "stop"
