"""What was given for a case all at once, as the events that open or correct it."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import (
    CaseOpened,
    DetailsCorrected,
    Event,
    FactLearnt,
    NoteAdded,
    SlipRecorded,
)
from posdesk.domain.facts import Source
from posdesk.domain.shop import Shop
from posdesk.domain.text import N_
from posdesk.services.given import Given, check_words


def check_opening(given: Given) -> None:
    """Raise ``WrongInput`` where no case can be opened with ``given``."""
    if "amount" not in given.slip:
        raise WrongInput(
            N_("A case needs an amount; nothing was stored; add it, like “amount”: “500.00”.")
        )


def opening_events(case_id: str, number: str, given: Given, shop: Shop) -> tuple[Event, ...]:
    """Return the events of a new case of ``shop`` with all that was given."""
    opened = CaseOpened(
        case=case_id,
        number=number,
        flow=given.flow or "",
        symptom=given.symptom or "",
        shop=shop.name,
        till=shop.till,
        cashier=given.cashier or shop.cashier,
    )
    known = {**shop.on_slips(), **given.slip}
    slip = SlipRecorded(case=case_id, values=known, not_a_card=given.not_a_card)
    return (opened, slip, *_facts(case_id, 1, given, ""), *_note(case_id, given))


def correcting_events(case: Case, given: Given, why: str) -> tuple[Event, ...]:
    """Return the events that lay ``given`` over what was said before; they say ``why``.

    Raises ``WrongInput`` where there is no reason or nothing to correct.
    """
    if not why.strip():
        raise WrongInput(N_("A correction needs a reason; nothing was stored; say why."))
    check_words("why", why)
    attempt = case.attempt.number
    events: list[Event] = []
    if given.slip:
        events.append(
            SlipRecorded(
                case=case.id,
                attempt=attempt,
                values=given.slip,
                not_a_card=given.not_a_card,
                why=why,
            )
        )
    events += _facts(case.id, attempt, given, why)
    if any(v is not None for v in (given.symptom, given.flow, given.cashier)):
        events.append(
            DetailsCorrected(
                case=case.id,
                symptom=given.symptom,
                flow=given.flow,
                cashier=given.cashier,
                why=why,
                not_a_card=given.not_a_card,
            )
        )
    events += _note(case.id, given)
    if not events:
        raise WrongInput(N_("Nothing to correct was given; nothing was stored; name a field."))
    return tuple(events)


def _facts(case_id: str, attempt: int, given: Given, why: str) -> list[Event]:
    if given.terminal is None and given.bank is None:
        return []
    return [
        FactLearnt(
            case=case_id,
            attempt=attempt,
            terminal=given.terminal.value if given.terminal else None,
            bank=given.bank.value if given.bank else None,
            source=Source.TOLD.value,
            why=why,
        )
    ]


def _note(case_id: str, given: Given) -> list[Event]:
    if not (given.note and given.note.strip()):
        return []
    confirmed = "note" in given.not_a_card
    return [NoteAdded(case=case_id, text=given.note.strip(), not_a_card=confirmed)]
