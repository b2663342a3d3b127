"""Many cases at a glance: every payment in order of time, sums by state, and when it went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from posdesk.domain.case import Attempt, Case
from posdesk.domain.facts import Terminal
from posdesk.domain.moment import from_iso
from posdesk.domain.money_state import SETTLED_STATES, State
from posdesk.domain.verdict import verdict

NEAR = timedelta(minutes=60)
"""Payments without a result that lie no further apart than this are one disturbance."""

_CLEAR = frozenset({Terminal.APPROVED, Terminal.DECLINED, Terminal.VOIDED})


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt to pay of one case, the ``chapter``-th from 1.

    ``at`` is the slip's time (ISO), or that of taking the case down where ``timed`` is false.
    """

    chapter: int
    case: Case
    attempt: Attempt
    at: str
    timed: bool

    @property
    def state(self) -> State:
        """Where its money stands."""
        return verdict(self.attempt.facts).state

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for its money."""
        return self.state not in SETTLED_STATES

    @property
    def terminal(self) -> str:
        """The terminal's number, empty where nobody took it down."""
        return self.attempt.slip.terminal_id or ""

    @property
    def is_disturbed(self) -> bool:
        """Whether the terminal had no clear result at a known time."""
        return self.timed and self.attempt.facts.terminal not in _CLEAR


@dataclass(frozen=True, slots=True)
class Sum:
    """Payments counted and added up in fen; of ``unknown`` of them the amount is not known."""

    payments: int = 0
    fen: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A stretch of time (ISO) in which payments had no result, and at which terminals."""

    begin: str
    end: str
    payments: int
    terminals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The payments of all cases, in order of time."""

    payments: tuple[Payment, ...]

    @property
    def all(self) -> Sum:
        """All payments together."""
        return _added(self.payments)

    @property
    def open(self) -> Sum:
        """Those whose money somebody still waits for."""
        return _added(p for p in self.payments if p.is_open)

    @property
    def states(self) -> tuple[tuple[State, Sum], ...]:
        """The payments by state, open states first, the larger sum first."""
        found = {state: _added(p for p in self.payments if p.state is state) for state in State}
        there = [(state, added) for state, added in found.items() if added.payments]
        order = list(State)
        return tuple(
            sorted(
                there,
                key=lambda s: (
                    s[0] in SETTLED_STATES,
                    -s[1].fen,
                    -s[1].payments,
                    order.index(s[0]),
                ),
            )
        )

    @property
    def shops(self) -> tuple[str, ...]:
        """The shops, in order of time."""
        return _each(p.case.shop or p.attempt.slip.merchant_name or "" for p in self.payments)

    @property
    def tills(self) -> tuple[str, ...]:
        """The tills."""
        return tuple(sorted(_each(p.case.till for p in self.payments)))

    @property
    def terminals(self) -> tuple[str, ...]:
        """The terminals."""
        return tuple(sorted(_each(p.terminal for p in self.payments)))

    @property
    def begin(self) -> str:
        """When the first payment was (ISO)."""
        return self.payments[0].at

    @property
    def end(self) -> str:
        """When the last one was (ISO)."""
        return self.payments[-1].at

    @property
    def disturbances(self) -> tuple[Disturbance, ...]:
        """The stretches in which two payments or more had no clear result."""
        groups: list[list[Payment]] = []
        for payment in (p for p in self.payments if p.is_disturbed):
            if groups and from_iso(payment.at) - from_iso(groups[-1][-1].at) <= NEAR:
                groups[-1].append(payment)
            else:
                groups.append([payment])
        return tuple(
            Disturbance(g[0].at, g[-1].at, len(g), tuple(sorted(_each(p.terminal for p in g))))
            for g in groups
            if len(g) > 1
        )


def overview(cases: Sequence[Case]) -> Overview:
    """Return the overview of ``cases``, in the order of their chapters."""
    payments = [
        Payment(
            chapter,
            case,
            attempt,
            attempt.slip.at or case.opened_at,
            timed=attempt.slip.at is not None,
        )
        for chapter, case in enumerate(cases, 1)
        for attempt in case.attempts
    ]
    return Overview(tuple(sorted(payments, key=lambda p: (from_iso(p.at), p.chapter))))


def in_order(cases: Iterable[Case]) -> list[int]:
    """Return the places (from 0) of ``cases`` by the time of their first payment."""
    listed = list(cases)
    seen = dict.fromkeys(p.chapter - 1 for p in overview(listed).payments)
    return list(seen)


def _added(payments: Iterable[Payment]) -> Sum:
    listed = list(payments)
    known = [p.attempt.slip.amount for p in listed if p.attempt.slip.amount is not None]
    return Sum(len(listed), sum(known), len(listed) - len(known))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
