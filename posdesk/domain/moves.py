"""Which state a person may bring a case into, and what must be told or done first."""

from __future__ import annotations

from posdesk.domain.case import Case
from posdesk.domain.errors import WrongInput
from posdesk.domain.life import FOLLOWS, LIFE_WORDS, Life, Party
from posdesk.domain.outcome import OUTCOMES, is_end
from posdesk.domain.text import N_


def check_move(case: Case, to: Life, waiting_for: Party | None, outcome: str | None) -> None:
    """Raise ``WrongInput`` where the case cannot be brought into the state ``to`` like this."""
    same = to is case.life and (to is not Life.WAITING or waiting_for is case.waiting_for)
    if same or to not in FOLLOWS[case.life]:
        raise WrongInput(
            N_("{number} is “{now}” and cannot become “{to}” now; nothing was stored."),
            number=case.number,
            now=LIFE_WORDS[case.life],
            to=LIFE_WORDS[to],
        )
    if (to is Life.WAITING) != (waiting_for is not None):
        raise WrongInput(
            N_("Waiting needs whom for, other states none; nothing was stored; known: {known}."),
            known=", ".join(Party),
        )
    if outcome is not None and to not in (Life.SETTLED, Life.CLOSED):
        raise WrongInput(N_("Only an end has an outcome; nothing was stored; settle or close it."))
    if outcome == "WRITTEN_OFF":
        raise WrongInput(N_("Writing off has a command of its own; nothing was stored; use it."))
    if to is Life.CLOSED:
        _check_close(case, outcome)


def check_living(case: Case) -> None:
    """Raise ``WrongInput`` for a closed case: whatever is to come would be seen by nobody."""
    if case.life is Life.CLOSED:
        raise WrongInput(
            N_("{number} is closed; nothing was stored; open it again first."), number=case.number
        )


def _check_close(case: Case, outcome: str | None) -> None:
    """Refuse to close while something is open or the money is not clear."""
    check_nothing_open(case)
    if case.life is not Life.SETTLED and not case.is_clear and not is_end(outcome):
        raise WrongInput(
            N_(
                "The money of {number} is not clear; nothing was stored; name the outcome, or let"
                " a manager write it off. Known outcomes: {known}."
            ),
            number=case.number,
            known=", ".join(sorted(filter(is_end, OUTCOMES))),
        )


def check_nothing_open(case: Case) -> None:
    """Raise ``WrongInput`` while goods are held or a promise is open: closed, nobody sees them."""
    if case.goods == "held":
        raise WrongInput(
            N_("Goods of {number} are still held; nothing was stored; say first where they are."),
            number=case.number,
        )
    if case.promise is not None and "promise" not in case.done:
        raise WrongInput(
            N_("A promise of {number} is still open; nothing was stored; keep it first."),
            number=case.number,
        )
