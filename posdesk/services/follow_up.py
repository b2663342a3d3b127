"""The manager's daily job: where each case stands, who was called, and what is next by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.case import Case
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import (
    CallLogged,
    CasesLinked,
    Event,
    PayoutTracked,
    StateChanged,
    WrittenOff,
)
from posdesk.domain.followup import NextStep
from posdesk.domain.life import WAYS, Life, Party
from posdesk.domain.moves import check_living, check_move, check_nothing_open
from posdesk.domain.outcome import OUTCOMES
from posdesk.domain.people import Job
from posdesk.domain.sensitive import looks_like_card
from posdesk.domain.text import N_
from posdesk.services.due_list import DueList
from posdesk.services.follow_events import own_step, payout_tracked, step_done, step_planned
from posdesk.services.given import check_each, check_words
from posdesk.services.library import Library
from posdesk.services.staff import Staff
from posdesk.storage.store import Store


@dataclass(frozen=True, slots=True)
class SaidInCall:
    """What is logged of a call or letter; ``promise_by`` is ISO time."""

    who: Party
    how: str = "call"
    name: str = ""
    ticket: str = ""
    said: str = ""
    promise_by: str | None = None


class FollowUp(DueList):
    """Moves cases through their life; every change says who and why."""

    def __init__(
        self, store: Store, staff: Staff, library: Library, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(store, library, clock)
        self._staff = staff

    def renew(self, library: Library) -> None:
        """Know the calendar and the outcomes of other books from now on."""
        super().renew(library)
        self._book = library.book

    @property
    def outcomes(self) -> frozenset[str]:
        """The names of all outcomes that a case can have: those of the flows, too."""
        return frozenset(OUTCOMES) | self._book.outcomes

    def move(
        self,
        reference: str,
        to: Life,
        *,
        why: str,
        waiting_for: Party | None = None,
        outcome: str | None = None,
        not_a_card: bool = False,
    ) -> Case:
        """Bring a case into another state; raises ``WrongInput`` for what may not follow."""
        case = self._store.case(reference)
        confirmed = _check_why(why, not_a_card=not_a_card)
        self._check_outcome(outcome)
        check_move(case, to, waiting_for, outcome)
        changed = StateChanged(
            case=case.id,
            to=to.value,
            waiting_for=waiting_for.value if waiting_for else None,
            outcome=outcome,
            why=why.strip(),
            not_a_card=confirmed,
        )
        return self._append(case, changed)

    def take_back(self, before: Case, why: str) -> Case:
        """Put a case into the state that it had ``before``: what was done to it was undone."""
        case = self._store.case(before.id)
        _check_why(why)
        waiting = before.waiting_for.value if before.waiting_for else None
        outcome = before.outcome or None
        events: list[Event] = []
        if case.outcome and outcome is None and before.life is not Life.OPEN:
            events.append(StateChanged(case=case.id, to=Life.OPEN.value, why=why))
        events.append(
            StateChanged(
                case=case.id, to=before.life.value, waiting_for=waiting, outcome=outcome, why=why
            )
        )
        return self._append(case, *events)

    def log_call(self, reference: str, said: SaidInCall, not_a_card: Iterable[str] = ()) -> Case:
        """Keep a call or letter; whoever promised an answer is waited for from then on."""
        case = self._store.case(reference)
        words = {"name": said.name, "ticket": said.ticket, "said": said.said}
        confirmed = check_each(words, tuple(not_a_card))
        if said.how not in WAYS:
            raise WrongInput(
                N_("“{given}” is no way to reach somebody; nothing was stored; known: {known}."),
                given=said.how[:24],
                known=", ".join(WAYS),
            )
        call = CallLogged(
            case=case.id,
            who=said.who.value,
            how=said.how,
            name=said.name.strip(),
            ticket=said.ticket.strip(),
            said=said.said.strip(),
            promise_by=said.promise_by,
            not_a_card=confirmed,
        )
        events: list[Event] = [call]
        if said.promise_by and _starts_waiting(case, said.who):
            why = call.ticket or call.said or call.name
            events.append(
                StateChanged(
                    case=case.id,
                    to=Life.WAITING.value,
                    waiting_for=said.who.value,
                    why=why,
                    not_a_card=looks_like_card(why),
                )
            )
        return self._append(case, *events)

    def finish_step(
        self, reference: str, step: str, came: str = "", *, not_a_card: bool = False
    ) -> Case:
        """Keep that the next step ``step`` was done, and what came of it."""
        case = self._store.case(reference)
        known = self._known_step(case, step)
        return self._append(case, step_done(case.id, known, came, not_a_card=not_a_card))

    def put_back_step(self, reference: str, step: NextStep, why: str) -> Case:
        """Put a step that was done back to where it was: it was not done after all."""
        case = self._store.case(reference)
        return self._append(case, step_planned(case.id, step, step.due, why))

    def plan_step(
        self, reference: str, step: str, by: str, why: str = "", *, not_a_card: bool = False
    ) -> Case:
        """Put a step to another time (ISO)."""
        case = self._store.case(reference)
        known = self._known_step(case, step)
        return self._append(case, step_planned(case.id, known, by, why, not_a_card=not_a_card))

    def plan_own(self, reference: str, what: str, by: str, *, not_a_card: bool = False) -> Case:
        """Put a step of one's own onto the case, by ISO time."""
        case = self._store.case(reference)
        check_living(case)
        return self._append(case, own_step(case.id, what, by, not_a_card=not_a_card))

    def link(self, reference: str, other: str, why: str, *, not_a_card: bool = False) -> Case:
        """Keep that two cases are about the same money; both are told."""
        case, second = self._store.case(reference), self._store.case(other)
        confirmed = _check_why(why, not_a_card=not_a_card)
        if case.id == second.id:
            raise WrongInput(
                N_("A case cannot be linked to itself; nothing was stored; name two cases.")
            )
        if any(link.other == second.id for link in case.links):
            raise WrongInput(
                N_("{number} and {other} are linked already; nothing was stored."),
                number=case.number,
                other=second.number,
            )
        linked = (
            CasesLinked(
                case=one.id,
                other=two.id,
                number=two.number,
                why=why.strip(),
                not_a_card=confirmed,
            )
            for one, two in ((case, second), (second, case))
        )
        return self._append(case, *linked)

    def track_payout(self, reference: str, told: PayoutTracked) -> Case:
        """Keep what is known of a payout that came back; ``told`` names only what is new.

        Its ``not_a_card`` names the fields that a person confirmed to hold no card number.
        """
        case = self._store.case(reference)
        return self._append(case, payout_tracked(case.id, told))

    def write_off(
        self, reference: str, amount: int | None, why: str, *, not_a_card: bool = False
    ) -> Case:
        """Give the money of a case up (fen; ``None``: the slip's) and close it; a manager's job."""
        self._staff.require(Job.WRITE_OFF)
        case = self._store.case(reference)
        check_living(case)
        check_nothing_open(case)
        confirmed = _check_why(why, not_a_card=not_a_card)
        given_up = case.slip.amount if amount is None else amount
        if not given_up or given_up < 0:
            raise WrongInput(N_("A write-off needs an amount; nothing was stored; say how much."))
        gone = WrittenOff(case=case.id, amount=given_up, why=why.strip(), not_a_card=confirmed)
        return self._append(case, gone)

    def _known_step(self, case: Case, step: str) -> NextStep:
        found = next((s for s in self.steps(case) if s.key == step), None)
        if found is None:
            raise WrongInput(
                N_("The case {number} has no step “{step}”; nothing was stored."),
                number=case.number,
                step=step[:40],
            )
        return found

    def _check_outcome(self, outcome: str | None) -> None:
        if outcome is not None and outcome not in self.outcomes:
            raise WrongInput(
                N_("“{given}” is no outcome; nothing was stored; known outcomes: {known}."),
                given=outcome[:40],
                known=", ".join(sorted(self.outcomes)),
            )

    def _append(self, case: Case, *events: Event) -> Case:
        self._store.append(events, actor=self._staff.actor(), at=self._clock())
        return self._store.case(case.id)


def _check_why(why: str, *, not_a_card: bool = False) -> bool:
    """Return what ``check_words`` returns of a reason, without which nothing is changed."""
    if not why.strip():
        raise WrongInput(N_("A change needs a reason; nothing was stored; say why."))
    return check_words("why", why, not_a_card=not_a_card)


def _starts_waiting(case: Case, who: Party) -> bool:
    if case.life in (Life.SETTLED, Life.CLOSED):
        return False
    return case.life is not Life.WAITING or case.waiting_for is not who
