"""What a search for words and amounts asks of the derived tables, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.storage.words import Term, terms


def holding(query: str) -> tuple[list[str], list[object]]:
    """Return the conditions that a case holds every part of ``query``, and their values."""
    held = [_holds(term) for term in terms(query)]
    return [condition for condition, _ in held], [v for _, values in held for v in values]


def _holds(term: Term) -> tuple[str, Sequence[object]]:
    """Return the condition that a case holds ``term`` in its words or as an amount's beginning."""
    if term.amount is None:
        return "instr(words, ?)", (term.text,)
    return "(instr(words, ?) OR instr(amounts, ?))", (term.text, term.amount)
