"""What a manager says of a step or a payout, checked and made into the event that keeps it."""

from __future__ import annotations

from dataclasses import fields, replace

from posdesk.domain.errors import WrongInput
from posdesk.domain.event import PayoutTracked, StepDone, StepPlanned
from posdesk.domain.fold.follow import OWN_STEP
from posdesk.domain.followup import NextStep
from posdesk.domain.text import N_, Text
from posdesk.services.given import check_each, check_words


def step_done(case_id: str, step: NextStep, came: str, *, not_a_card: bool = False) -> StepDone:
    """Return the event of a step that was done; ``came`` is what came of it."""
    return StepDone(
        case=case_id,
        step=step.key,
        what=step.what,
        came=came.strip(),
        not_a_card=check_words("came", came, not_a_card=not_a_card),
    )


def step_planned(
    case_id: str, step: NextStep, by: str, why: str, *, not_a_card: bool = False
) -> StepPlanned:
    """Return the event of a step that is to be done by another time (ISO)."""
    return StepPlanned(
        case=case_id,
        step=step.key,
        what=step.what,
        by=by,
        why=why.strip(),
        not_a_card=check_words("why", why, not_a_card=not_a_card),
    )


def own_step(case_id: str, what: str, by: str, *, not_a_card: bool = False) -> StepPlanned:
    """Return the event of a step in one's own words; raises ``WrongInput`` without any."""
    words = what.strip()
    if not words:
        raise WrongInput(N_("A step needs words; nothing was stored; say what to do."))
    return StepPlanned(
        case=case_id,
        step=OWN_STEP,
        what=Text(words, words),
        by=by,
        not_a_card=check_words("what", what, not_a_card=not_a_card),
    )


def payout_tracked(case_id: str, told: PayoutTracked) -> PayoutTracked:
    """Return ``told`` as it is kept of a case; raises ``WrongInput`` where it tells nothing."""
    words = {"cause": told.cause or "", "document": told.document or ""}
    confirmed = check_each(words, told.not_a_card)
    said = {f.name: getattr(told, f.name) for f in fields(told)}
    if not any(v for name, v in said.items() if name not in ("case", "not_a_card")):
        raise WrongInput(N_("Nothing was told of the payout; nothing was stored; say what."))
    return replace(told, case=case_id, not_a_card=confirmed)
