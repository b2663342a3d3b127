"""Paying otherwise while a payment is unclear: what has to be said for it, and who signed it."""

from __future__ import annotations

from collections.abc import Set

from posdesk.domain.case import Case
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import OtherTenderTaken
from posdesk.domain.text import N_
from posdesk.services.given import check_each


def other_tender(
    case: Case,
    means: str,
    manager: str,
    note: str,
    signed: str,
    not_a_card: Set[str],
) -> OtherTenderTaken:
    """Return the event of a customer who paid otherwise, with the double-payment note.

    ``signed`` is the id of the exhibit of ``case`` that shows the note as it was signed, or empty.
    Raises ``WrongInput`` where a part is missing, ``NotFound`` where there is no such exhibit.
    """
    said = {"means": means.strip(), "manager": manager.strip(), "note": note.strip()}
    if not all(said.values()):
        raise WrongInput(
            N_(
                "Paying otherwise needs the means, the manager and the double-payment note;"
                " nothing was stored; fill in all three."
            )
        )
    confirmed = check_each(said, not_a_card)
    if signed and all(exhibit.id != signed for exhibit in case.exhibits):
        raise NotFound(
            N_("{number} has no exhibit “{given}”; nothing was stored; attach it first."),
            number=case.number,
            given=signed[:40],
        )
    return OtherTenderTaken(case=case.id, signed=signed, not_a_card=confirmed, **said)
