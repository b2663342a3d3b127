"""What is still to be done about a case, as its events leave it: promises, answers, dates to look.

An open case always has something to do; a closed one has nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from posdesk.domain.case import Case
from posdesk.domain.event import Answered, Recorded, StateChanged
from posdesk.domain.fold.follow import OWN_STEP
from posdesk.domain.followup import LAST_RESORT, WALK, Pending, Rule, with_plans
from posdesk.domain.life import PARTY_WORDS, Life, Party
from posdesk.domain.looks import MONEY_LOOKS, TRACK_LOOKS
from posdesk.domain.money_state import PAID_STATES, SETTLED_STATES, Check
from posdesk.domain.outcome import OUTCOMES, Track, outcome_words
from posdesk.domain.text import Text
from posdesk.domain.transaction import is_wallet
from posdesk.domain.verdict import verdict

_WALLET_REFUND = Text("看钱包退款到了没有", "Has the wallet refund arrived?")
_GIVE_BACK = Text("收了两次：店长撤销或退一笔", "Paid twice: the manager voids or refunds one")
_GO_ON = Text("接着查完这一步", "Finish the walk")
_DECIDE = Text("定下一步做什么", "Decide what comes next")
_CLOSE = Text("对过账，关闭案件", "Reconciled? Close the case")
_SEE_MONEY = Text("看结算单：钱到了就关闭", "Statement: once the money is there, close")


def pending(case: Case) -> tuple[Pending, ...]:
    """Return what is to be done about ``case``, track by track; nothing once it is closed."""
    if case.life is Life.CLOSED:
        return ()
    found = [*_promise(case), *_own(case)]
    if case.life is Life.SETTLED:
        found += _closing(case)
    else:
        found += [*_answers(case), *_walk(case), *_tracks(case)]
    left = [one for one in found if not _is_done(case, one)]
    left.append(_last_resort(case))
    plans = {step: plan.by for step, plan in case.plans.items()}
    return tuple(with_plans(left, plans))


def _is_done(case: Case, one: Pending) -> bool:
    """Return whether a step is behind; what was done before its track began anew counts no more."""
    if one.key not in case.done or one.key in case.plans:
        return False
    return one.rule is Rule.AT or case.done[one.key] >= one.base


def _promise(case: Case) -> Iterator[Pending]:
    if case.promise is not None:
        said = case.promise.what
        what = Text(
            f"给客人回话：{said}" if said else "给客人回话",
            f"Call the customer back: {said}" if said else "Call the customer back",
        )
        by = case.promise.by
        yield Pending("promise", "promise", what, Rule.AT, by, whom=Party.CUSTOMER)


def _answers(case: Case) -> Iterator[Pending]:
    """Yield what others promised: of each party only what it said last."""
    last = {call.event.who: call.event for call in case.calls}
    for who, event in last.items():
        if event.promise_by is None:
            continue
        party = Party(who)
        words, ticket = PARTY_WORDS[party], _ticket_of(case, who)
        what = Text(
            f"问{words.zh_CN}：工单 {ticket}" if ticket else f"问{words.zh_CN}：答应的事",
            f"Ask the {words.en}: ticket {ticket}" if ticket else f"Ask the {words.en} as promised",
        )
        key = f"answer:{who}"
        yield Pending(key, key, what, Rule.AT, event.promise_by, whom=party)


def _ticket_of(case: Case, who: str) -> str:
    """Return the last ticket of a party, which holds on where a later call names none."""
    tickets = (c.event.ticket for c in reversed(case.calls) if c.event.who == who)
    return next((ticket for ticket in tickets if ticket), "")


def _own(case: Case) -> Iterator[Pending]:
    plan = case.plans.get(OWN_STEP)
    if plan is not None:
        yield Pending(OWN_STEP, OWN_STEP, plan.what, Rule.AT, plan.by)


def _walk(case: Case) -> Iterator[Pending]:
    walk = case.walk
    if walk is not None and walk.outcome is None:
        at = _last_at(case, lambda r: getattr(r.event, "walk", None) == walk.id)
        yield Pending(WALK, WALK, _GO_ON, Rule.MINUTES, at, 10)


def _tracks(case: Case) -> Iterator[Pending]:
    yield from _payout(case)
    yield from _manager(case)
    outcome = OUTCOMES.get(case.outcome)
    track = outcome.track if outcome else None
    if track is Track.MONEY and case.is_untold:
        track = Track.SETTLEMENT
    if track in TRACK_LOOKS and not (track is Track.PAYOUT and case.payout is not None):
        yield from _outcome_track(case, track)
    elif not case.is_untold or (case.walk is None and case.payout is None):
        yield from _twice(case)
        yield from _money(case)


def _twice(case: Case) -> Iterator[Pending]:
    """Yield that money taken twice is to be given back, by who may void and refund."""
    paid = sum(verdict(facts).state in PAID_STATES for facts in case.facts)
    if paid > 1:
        base = max(case.looked_at, case.opened_at)
        yield Pending("twice", "twice", _GIVE_BACK, Rule.CLOSING, base, whom=Party.MANAGER)


def _manager(case: Case) -> Iterator[Pending]:
    """Yield what the manager has to decide or do, the same day."""
    if case.waiting_for is Party.MANAGER:
        words = outcome_words(case.outcome) if case.outcome else Text("看这个案件", "this case")
        what = Text(f"店长处理：{words.zh_CN}", f"Manager: {words.en}")
        yield Pending("manager", "manager", what, Rule.CLOSING, case.life_at, whom=Party.MANAGER)


def _outcome_track(case: Case, track: Track) -> Iterator[Pending]:
    base = _outcome_at(case)
    looked = case.looked_at if case.looked_at > base else ""
    done = max(looked, _last_done(case, track))
    if track is Track.REFUND and is_wallet(case.slip):
        yield Pending(track, f"{track}:0", _WALLET_REFUND, Rule.MINUTES, base, 30, None, done)
    for days, what, whom in TRACK_LOOKS[track]:
        yield Pending(track, f"{track}:{days}", what, Rule.WORKDAYS, base, days, whom, done)


def _money(case: Case) -> Iterator[Pending]:
    """Yield the dates of the verdict: minutes from when it was told, days from the sale.

    Where an attempt is open, its dates count, whatever was paid besides.
    """
    sale = case.slip.at or case.opened_at
    done = max(case.looked_at, _last_done(case, Track.MONEY))
    for check in _checks(case):
        what, rule, count, whom = MONEY_LOOKS[check]
        base = sale if rule is Rule.WORKDAYS else case.opened_at
        # A ticket is more than a look: only a call to the acquirer brings one.
        behind = _ticket_at(case) if check is Check.TODAY else done
        if check is Check.NOW:
            behind = ""  # as long as a side was not asked, asking it is not behind
        key = f"{Track.MONEY}:{check}"
        track = f"{Track.MONEY}:ticket" if check is Check.TODAY else Track.MONEY
        yield Pending(track, key, what, rule, base, count, whom, behind)


def _checks(case: Case) -> tuple[Check, ...]:
    """Return when to look: for the attempts that are open, else for the case."""
    judged = (verdict(facts) for facts in case.facts)
    still_open = [one for one in judged if one.state not in SETTLED_STATES]
    asked = {
        c: None for one in still_open or (case.verdict,) for c in one.checks if c in MONEY_LOOKS
    }
    return tuple(asked)


def _payout(case: Case) -> Iterator[Pending]:
    payout = case.payout
    if payout is None or payout.repaid_at is not None:
        return
    base = f"{payout.returned_on}T12:00:00+08:00" if payout.returned_on else case.payout_at
    done = _last_done(case, Track.PAYOUT)
    if payout.repay_on:
        at = f"{payout.repay_on}T10:30:00+08:00"
        what = Text("看重新打的款到了没有", "Has the payout come?")
        yield Pending("repay", "repay", what, Rule.AT, at, whom=Party.ACQUIRER)
    for days, what, whom in TRACK_LOOKS[Track.PAYOUT]:
        key = f"{Track.PAYOUT}:{days}"
        yield Pending(Track.PAYOUT, key, what, Rule.WORKDAYS, base, days, whom, done)


def _closing(case: Case) -> Iterator[Pending]:
    if case.verdict.state in PAID_STATES:
        yield Pending("close", "close", _SEE_MONEY, Rule.WORKDAYS, case.life_at, 1)
    else:
        yield Pending("close", "close", _CLOSE, Rule.CLOSING, case.life_at)


def _last_resort(case: Case) -> Pending:
    """Return what to do once nothing else is left: a case that is not closed never stands still."""
    what = _CLOSE if case.life is Life.SETTLED else _DECIDE
    return Pending(LAST_RESORT, LAST_RESORT, what, Rule.WORKDAYS, case.last.at, 1)


def _last_done(case: Case, track: str) -> str:
    """Return when a step of ``track`` was done last, empty where none was."""
    return max((at for step, at in case.done.items() if step.startswith(f"{track}:")), default="")


def _ticket_at(case: Case) -> str:
    """Return when the acquirer gave a ticket last; beyond all dates, since one is enough."""
    asked = any(c.event.who == Party.ACQUIRER for c in case.calls)
    return "9999-12-31T00:00:00+08:00" if asked else ""


def _outcome_at(case: Case) -> str:
    """Return when the case came to its present outcome."""
    return _last_at(case, lambda r: _names_outcome(r, case.outcome)) or case.life_at


def _names_outcome(recorded: Recorded, outcome: str) -> bool:
    event = recorded.event
    return isinstance(event, Answered | StateChanged) and event.outcome == outcome


def _last_at(case: Case, fits: Callable[[Recorded], bool]) -> str:
    return next((r.at for r in reversed(case.history) if fits(r)), "")
