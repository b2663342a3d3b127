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


def tone_of_state(charge: Charge, state: State) -> str:
    """Return the tone of a money state: green only where one may charge again."""
    if charge is Charge.YES:
        return "go"
    if charge is Charge.UNKNOWN:
        return "wait"
    return "paid" if state in _PAID else "stop"


def tone_of(verdict: Verdict) -> str:
    """Return the tone of ``verdict``."""
    return tone_of_state(verdict.charge_again, verdict.state)
