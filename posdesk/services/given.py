"""Reads what a person gives for a case, field by field, and refuses what may never be kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

from posdesk.domain.errors import WrongInput
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.flow import NO_FLOW
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive, require_text
from posdesk.domain.text import N_
from posdesk.domain.transaction import SLIP_FIELDS, SlipValue, read_field

DETAILS = ("symptom", "flow", "cashier", "note")
"""What may be said of a case besides the slip and the two facts."""

MOST_TEXT = 2000
"""Characters of a note or a symptom; more belongs into an attached file."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave for a case, read and found fit to keep."""

    slip: Mapping[str, SlipValue]
    terminal: Terminal | None = None
    bank: Bank | None = None
    symptom: str | None = None
    flow: str | None = None
    cashier: str | None = None
    note: str | None = None
    not_a_card: tuple[str, ...] = ()


Fact = TypeVar("Fact", Terminal, Bank)


def read_given(
    raw: Mapping[str, object], flows: Set[str], not_a_card: Set[str] = frozenset()
) -> Given:
    """Return what ``raw`` (``amount``, ``card``, ``terminal``, ``note`` …) says.

    ``flows`` are the ids there are; ``not_a_card`` names the fields that a person confirmed to
    hold no card number. Raises ``WrongInput`` or ``Refused``; then nothing was kept.
    """
    text = {name: _text(name, value) for name, value in raw.items() if value is not None}
    known = (*SLIP_FIELDS, *DETAILS, "terminal", "bank")
    for name in (*text, *not_a_card):
        if name not in known:
            raise WrongInput(
                N_("“{field}” is no field of a case; nothing was stored; the fields: {known}."),
                field=name[:40],
                known=", ".join(known),
            )
    check_each({n: text.get(n, "") for n in (*DETAILS, "terminal", "bank")}, not_a_card)
    return Given(
        slip={
            name: read_field(name, value, not_a_card=name in not_a_card)
            for name, value in text.items()
            if name in SLIP_FIELDS
        },
        terminal=_one_of(Terminal, "terminal", text),
        bank=_one_of(Bank, "bank", text),
        symptom=text.get("symptom"),
        flow=_known_flow(text.get("flow"), flows),
        cashier=text.get("cashier"),
        note=text.get("note"),
        not_a_card=tuple(sorted(n for n in not_a_card if looks_like_card(text.get(n, "")))),
    )


def check_words(field: str, text: str, *, not_a_card: bool = False) -> bool:
    """Return whether ``text`` looks like a card number and was confirmed to be none.

    Raises ``WrongInput`` for words that are too long, ``Refused`` for what may never be kept.
    """
    refuse_sensitive(field, text, not_a_card=not_a_card)
    require_text(field, text)
    if len(text) > MOST_TEXT:
        raise WrongInput(
            N_("“{field}” is longer than {most} characters; nothing was stored; shorten it."),
            field=field,
            most=MOST_TEXT,
        )
    return not_a_card and looks_like_card(text)


def check_each(words: Mapping[str, str], not_a_card: Collection[str] = ()) -> tuple[str, ...]:
    """Check words by field; return the fields that look like a card number and are none."""
    return tuple(
        field
        for field, text in words.items()
        if check_words(field, text, not_a_card=field in not_a_card)
    )


def _known_flow(flow: str | None, flows: Set[str]) -> str | None:
    if flow and flow not in flows:
        raise WrongInput(NO_FLOW, flow=flow[:40])
    return flow


def _text(name: str, value: object) -> str:
    """Return a value as text; a number would have lost its zeros already, so it is refused."""
    if not isinstance(value, str):
        raise WrongInput(
            N_("“{field}” must be text in quotation marks; nothing was stored."), field=name[:40]
        )
    return value


def _one_of(kind: type[Fact], field: str, text: Mapping[str, str]) -> Fact | None:
    if field not in text:
        return None
    try:
        return kind(text[field])
    except ValueError:
        raise WrongInput(
            N_("“{given}” is not known for “{field}”; nothing was stored; known: {known}."),
            given=text[field][:24],
            field=field,
            known=", ".join(kind),
        ) from None
