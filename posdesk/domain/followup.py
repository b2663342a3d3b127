"""What is to be done next about a case, and by when: the follow-up of scenarios.md, section 6.

What is pending follows of the case alone and is kept with it; the dates follow of the calendar and
of the present moment, so that an imported holiday moves every date at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.life import Party
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.text import Text

MORNING, BEFORE_SETTLEMENT, CLOSING = time(10, 30), time(22, 30), time(22, 0)
"""When statements can be looked at, when a ticket must be had, when the shop reconciles."""

DAY_CUT = time(23, 0)
"""A sale after it belongs to the next clearing day."""


WALK = "walk"
"""The step of a walk that is not finished; it is gone on with on any day."""

LAST_RESORT = "decide"
"""The step of a case about which nothing else is to be done."""


class Rule(StrEnum):
    """How a date is counted from its base."""

    AT = "at"
    MINUTES = "minutes"
    SAME_DAY = "same_day"
    CLOSING = "closing"
    WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class Pending:
    """One step that is to come: what, for whom to wait or to ask, and how its date is counted.

    ``base`` is ISO time, or a day for ``WORKDAYS``; ``count`` minutes or working days. What was due
    in the same ``track`` up to ``done_at`` is behind. ``plan`` (ISO) is a time a person put it to.
    """

    track: str
    key: str
    what: Text
    rule: Rule
    base: str
    count: int = 0
    whom: Party | None = None
    done_at: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, by when (ISO); ``estimate`` where holidays on the way are not announced.

    What is to be done at once is due from its start and late from ``late_from`` on (ISO); of all
    else that is empty, and the one time is both.
    """

    key: str
    what: Text
    due: str
    whom: Party | None
    estimate: bool = False
    late_from: str = ""

    @property
    def deadline(self) -> str:
        """The time (ISO) from which on it is late."""
        return self.late_from or self.due

    def is_overdue(self, now: datetime) -> bool:
        """Return whether its time is past."""
        return from_iso(self.deadline) < now

    def is_at_once(self, now: datetime) -> bool:
        """Return whether it is to be done now, without being late."""
        return bool(self.late_from) and not self.is_overdue(now)

    def is_due_on(self, day: date) -> bool:
        """Return whether it falls on that day in Beijing."""
        return from_iso(self.due).date() == day


def next_steps(
    pending: Sequence[Pending], calendar: WorkCalendar, now: datetime, opened_at: str
) -> tuple[NextStep, ...]:
    """Return the steps still to be done, the most urgent first; the first is the next action.

    ``opened_at`` (ISO) is when the case came to be known: a date before it was missed by nobody.
    Of one track only the last one missed counts: whoever does it does the earlier ones with it.
    """
    steps: list[NextStep] = []
    tracks: dict[str, list[Pending]] = {}
    for one in pending:
        tracks.setdefault(one.track, []).append(one)
    for track in tracks.values():
        dated = sorted((_dated(p, calendar, opened_at) for p in track), key=_place_in_track)
        left = [step for p, step in dated if _is_left(p, step, now)]
        late = [step for step in left if step.is_overdue(now) or step.is_at_once(now)]
        steps += [*late[-1:], *(step for step in left if step not in late)]
    urgent = sorted(steps, key=lambda step: from_iso(step.due))
    return tuple([step for step in urgent if step.key != LAST_RESORT] or urgent)


def _place_in_track(dated: tuple[Pending, NextStep]) -> tuple[str, bool]:
    """Return what a track is sorted by: of what is due at once, asking comes last."""
    pending, step = dated
    return step.due, pending.count == 0


def _is_left(pending: Pending, step: NextStep, now: datetime) -> bool:
    """Return whether a step is still to be done: neither behind nor lapsed.

    A look after some minutes lapses with its day: from then on the next formal check is what helps.
    """
    if pending.plan:
        return True
    if pending.done_at and from_iso(step.due) <= from_iso(pending.done_at):
        return False
    lapses = pending.rule is Rule.MINUTES and pending.count > 0 and pending.track != WALK
    return not (lapses and from_iso(step.due).date() < now.astimezone(BEIJING).date())


def _dated(pending: Pending, calendar: WorkCalendar, opened_at: str) -> tuple[Pending, NextStep]:
    due, estimate, late_from = pending.plan, False, ""
    if not due:
        due, estimate = _due(pending, calendar)
        due, late_from = _at_once(pending, due, opened_at)
    step = NextStep(pending.key, pending.what, due, pending.whom, estimate, late_from)
    return pending, step


def _at_once(pending: Pending, due: str, opened_at: str) -> tuple[str, str]:
    """Return since when a step is to be done and from when on it is late; that may be empty.

    What has no time of its own, and what is only known of since its time, is to be done at once;
    late is what the accounts of that day still lack at closing.
    """
    if pending.rule is not Rule.AT and from_iso(due) < from_iso(opened_at):
        due = opened_at
    elif pending.rule is not Rule.MINUTES or pending.count:
        return due, ""
    return due, iso(_today_or_soon(from_iso(due), CLOSING))


def _due(pending: Pending, calendar: WorkCalendar) -> tuple[str, bool]:
    base = from_iso(pending.base)
    match pending.rule:
        case Rule.AT:
            return pending.base, False
        case Rule.MINUTES:
            return iso(base + timedelta(minutes=pending.count)), False
        case Rule.SAME_DAY:
            return iso(_today_or_soon(base, BEFORE_SETTLEMENT)), False
        case Rule.CLOSING:
            return iso(_today_or_soon(base, CLOSING)), False
        case Rule.WORKDAYS:
            first_check_late = pending.count == 1 and base.time() >= DAY_CUT
            count = pending.count + first_check_late
            deadline = calendar.after(base.date(), count)
            moment = datetime.combine(deadline.date, MORNING, BEIJING)
            return iso(moment), deadline.estimate


def _today_or_soon(base: datetime, wanted: time) -> datetime:
    """Return the ``wanted`` time of that day; within a quarter of an hour where it is past."""
    moment = datetime.combine(base.date(), wanted, BEIJING)
    return moment if moment > base else base + timedelta(minutes=15)


def with_plans(pending: Iterable[Pending], plans: dict[str, str]) -> Iterator[Pending]:
    """Yield ``pending`` with the times that people put steps to, by their keys."""
    for one in pending:
        yield replace(one, plan=plans[one.key]) if one.key in plans else one


def write_pending(pending: Iterable[Pending]) -> list[list[object]]:
    """Return ``pending`` as plain JSON values, short, as they are kept beside a case."""
    return [
        [
            p.track,
            p.key,
            p.what.zh_CN,
            p.what.en,
            p.rule,
            p.base,
            p.count,
            p.whom,
            p.done_at,
            p.plan,
        ]
        for p in pending
    ]


def read_pending(raw: Iterable[Sequence[object]]) -> tuple[Pending, ...]:
    """Return what ``write_pending`` wrote."""
    return tuple(_read(*one) for one in raw)


def _read(
    track: object,
    key: object,
    zh: object,
    en: object,
    rule: object,
    base: object,
    count: object,
    whom: object,
    done_at: object,
    plan: object,
) -> Pending:
    return Pending(
        track=str(track),
        key=str(key),
        what=Text(str(zh), str(en)),
        rule=Rule(str(rule)),
        base=str(base),
        count=int(str(count)),
        whom=Party(str(whom)) if whom else None,
        done_at=str(done_at),
        plan=str(plan),
    )
