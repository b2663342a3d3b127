"""Whatever can happen to a case over days, in any order, for properties that must always hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from posdesk.domain.case import Case
from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    CallLogged,
    CaseOpened,
    Event,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    Recorded,
    StateChanged,
    StepDone,
    SteppedBack,
    StepPlanned,
    WalkStarted,
    WrittenOff,
)
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.followup import LAST_RESORT
from posdesk.domain.life import Life, Party
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.outcome import OUTCOMES
from posdesk.domain.text import Text

BEGUN = datetime(2026, 9, 25, 9, 0, tzinfo=BEIJING)
WORDS = Text("做这个", "do this")
KEYS = (
    *("promise", "own", "walk", "close", "manager", "repay", "answer:acquirer", LAST_RESORT),
    *("money:now", "money:+1wd", "money:+3wd", "refund:3", "inquiry:1", "payout:7"),
)


def _walked(kind: type[Answered] | type[SteppedBack]) -> st.SearchStrategy[Event]:
    facts = {
        "terminal": st.sampled_from([None, *(one.value for one in Terminal)]),
        "bank": st.sampled_from([None, *(one.value for one in Bank)]),
    }
    if kind is SteppedBack:
        return st.builds(
            SteppedBack,
            case=st.just("c"),
            walk=st.just("w"),
            node=st.just("f/start"),
            question=st.just(WORDS),
            steps_kept=st.just(0),
            **facts,
        )
    return st.builds(
        Answered,
        case=st.just("c"),
        walk=st.just("w"),
        node=st.just("f/start"),
        kind=st.just("question"),
        question=st.just(WORDS),
        answer=st.just("a"),
        answer_text=st.just(WORDS),
        to=st.just("f/next"),
        outcome=st.sampled_from([None, "A_FLOW_OF_OUR_OWN", *OUTCOMES]),
        **facts,
    )


def _moved() -> st.SearchStrategy[StateChanged]:
    return st.sampled_from(
        [
            *(StateChanged(case="c", to=one.value, why="w") for one in Life if one != "waiting"),
            *(StateChanged(case="c", to="waiting", waiting_for=p, why="w") for p in Party),
            *(StateChanged(case="c", to="settled", outcome=name, why="w") for name in OUTCOMES),
        ]
    )


def events() -> st.SearchStrategy[Event]:
    """Any one event that tells of the money, the people or the dates of a case."""
    case, whens = st.just("c"), st.integers(-3, 20).map(lambda n: iso(BEGUN + timedelta(days=n)))
    days = whens.map(lambda when: when[:10])
    maybe = st.none()
    return st.one_of(
        _walked(Answered),
        _walked(SteppedBack),
        _moved(),
        st.builds(
            FactLearnt,
            case=case,
            attempt=st.integers(1, 2),
            terminal=st.sampled_from([None, *(one.value for one in Terminal)]),
            bank=st.sampled_from([None, *(one.value for one in Bank)]),
            source=st.sampled_from([None, *(one.value for one in Source)]),
        ),
        st.just(AttemptAdded(case="c", attempt=2)),
        st.just(OtherTenderTaken(case="c", means="现金", manager="周敏", note="双付")),
        st.builds(
            CallLogged,
            case=case,
            who=st.sampled_from([one.value for one in Party]),
            ticket=st.sampled_from(["", "8812"]),
            promise_by=maybe | whens,
        ),
        st.builds(Promised, case=case, what=st.just("回话"), by=whens),
        st.builds(StepDone, case=case, step=st.sampled_from(KEYS), what=st.just(WORDS)),
        st.builds(
            StepPlanned, case=case, step=st.sampled_from(KEYS), what=st.just(WORDS), by=whens
        ),
        st.builds(
            PayoutTracked,
            case=case,
            returned_on=maybe | days,
            repay_on=days,
            repaid_at=maybe | whens,
        ),
        st.sampled_from([GoodsMarked(case="c", goods=goods) for goods in ("held", "released")]),
        st.just(WrittenOff(case="c", amount=1, why="w")),
    )


def begun() -> Event:
    """Return how each of these cases begins."""
    return CaseOpened(case="c", number="260925-01")


def histories(most: int = 10) -> st.SearchStrategy[list[Recorded]]:
    """Any history of a case, its events some minutes or days apart; it may have a walk."""
    apart = st.sampled_from([1, 20, 90, 600, 1500, 4400])
    walk = WalkStarted(case="c", walk="w", flow="f", flow_version="1", title=WORDS, node="f/start")
    starts = st.sampled_from([[begun()], [begun(), walk]])
    rest = st.lists(st.tuples(apart, events()), max_size=most)
    return st.builds(_recorded, starts, rest)


def _recorded(starts: list[Event], rest: list[tuple[int, Event]]) -> list[Recorded]:
    now, found = BEGUN, list[Recorded]()
    for minutes, event in [*((1, one) for one in starts), *rest]:
        now += timedelta(minutes=minutes)
        seq = len(found) + 1
        found.append(Recorded("k", seq, f"id{seq}", iso(now), "03", f"{seq:064x}", event))
    return found


def is_unclear(case: Case) -> bool:
    """Return whether money of the case was spoken of and is in question."""
    return not (case.is_clear or case.is_untold)
