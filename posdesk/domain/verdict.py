"""May we charge again? One pure function of two facts, which no flow author can get wrong."""

from __future__ import annotations

from collections.abc import Iterable

from posdesk.domain.facts import NOTHING_KNOWN, Facts
from posdesk.domain.money_state import SETTLED_STATES, Charge, Verdict
from posdesk.domain.verdict_table import TABLE

_STRICTNESS = {Charge.YES: 0, Charge.UNKNOWN: 1, Charge.NO: 2}


def verdict(facts: Facts) -> Verdict:
    """Return the verdict over one attempt to pay."""
    return TABLE[facts.terminal, facts.bank]


def strictest(attempts: Iterable[Facts]) -> Verdict:
    """Return the strictest verdict over all attempts of a case.

    Of equals the one whose money is still open tells more than one that is settled, then the first.
    Money taken by other means counts as one more attempt (``facts.CASH_TAKEN``); no attempt at all
    is judged as one of which nothing is known.
    """
    verdicts = [verdict(facts) for facts in attempts] or [verdict(NOTHING_KNOWN)]
    return max(verdicts, key=lambda v: (_STRICTNESS[v.charge_again], not _is_settled(v)))


def _is_settled(one: Verdict) -> bool:
    return one.state in SETTLED_STATES
