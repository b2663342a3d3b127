"""How attempts and walks of a case change, one at a time."""

from __future__ import annotations

from posdesk.domain.case import Attempt, Case, WalkSoFar
from posdesk.domain.facts import Bank, Facts, Terminal


def facts_of(terminal: str | None, bank: str | None) -> Facts:
    """Return the facts that an event names."""
    return Facts(Terminal(terminal) if terminal else None, Bank(bank) if bank else None)


def sourced(attempt: Attempt, known: Facts, source: str | None) -> Attempt:
    """Return ``attempt`` knowing ``known``, with ``source`` where a fact changed."""
    terminal_new = known.terminal != attempt.facts.terminal
    bank_new = known.bank != attempt.facts.bank
    # Each answer comes through here, and ``dataclasses.replace`` takes ten times as long.
    return Attempt(
        attempt.number,
        attempt.slip,
        known,
        source if terminal_new else attempt.terminal_source,
        source if bank_new else attempt.bank_source,
    )


def attempt_of(case: Case, number: int) -> Attempt:
    """Return the attempt of that number, a new one where there is none yet."""
    return next((a for a in case.attempts if a.number == number), Attempt(number))


def with_attempt(case: Case, attempt: Attempt) -> Case:
    """Return ``case`` with ``attempt`` in the place of the one of its number."""
    rest = [a for a in case.attempts if a.number != attempt.number]
    return case.changed(attempts=tuple(sorted((*rest, attempt), key=lambda a: a.number)))


def walk_of(case: Case, walk_id: str) -> WalkSoFar | None:
    """Return the walk of that id, ``None`` where a damaged journal names one that never began."""
    return next((w for w in case.walks if w.id == walk_id), None)


def with_walk(case: Case, walk: WalkSoFar) -> Case:
    """Return ``case`` with ``walk`` in the place of the one of its id."""
    return case.changed(walks=tuple(walk if w.id == walk.id else w for w in case.walks))
