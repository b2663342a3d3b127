"""Tells in ``--help`` which facts of a case are read from standard input, with an example."""

from __future__ import annotations

from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS, Bank, Terminal
from posdesk.domain.text import N_
from posdesk.domain.transaction import SLIP_FIELDS
from posdesk.i18n import Translator
from posdesk.services.given import DETAILS

_DETAILS = {
    "symptom": N_("What the customer says"),
    "flow": N_("The flow that was walked (see posdesk flows list)"),
    "cashier": N_("Who was at the counter"),
    "note": N_("A remark"),
}
assert tuple(_DETAILS) == DETAILS

_EXAMPLE = (
    """echo '{"amount": "86.00", "terminal": "timeout", "bank": "debited"}' | posdesk case add"""
)


def facts_help(tr: Translator) -> str:
    """Return the names of all facts and what each means, a line for each."""
    rows = [
        (name, tr("{label}: {hint}", label=field.label, hint=field.hint))
        for name, field in SLIP_FIELDS.items()
    ]
    for name, words in (
        ("terminal", {fact.value: TERMINAL_WORDS[fact] for fact in Terminal}),
        ("bank", {fact.value: BANK_WORDS[fact] for fact in Bank}),
    ):
        rows.append((name, ", ".join(f"{key} ({tr.text(said)})" for key, said in words.items())))
    rows += [(name, tr(said)) for name, said in _DETAILS.items()]
    head = tr("One JSON object of texts; a new case needs the amount, all else may follow:")
    lines = [f"  {name:<16}  {said}" for name, said in rows]
    return "\n".join([head, *lines, "", _EXAMPLE])
