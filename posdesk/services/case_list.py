"""The list of cases by what they wait for: every chip's rows and counts between two keystrokes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from posdesk.domain.calendar import WorkCalendar
from posdesk.domain.chip import Chip
from posdesk.domain.followup import next_steps
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.shop import Shop
from posdesk.services.due_list import MOST_LIVING, DueList, Listed
from posdesk.services.library import Library
from posdesk.services.staff import Staff
from posdesk.storage.living import Searchable
from posdesk.storage.store import Store
from posdesk.storage.words import Term, sought

_MARKS = {chip: 1 << place for place, chip in enumerate(Chip)}
"""One bit a chip: hashing chips for thousands of cases would take longer than a keystroke."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The living cases of one chip, the most urgent first, and how many each chip has.

    ``hidden`` living cases, the oldest, are neither listed nor counted: they are too many.
    """

    rows: tuple[Listed, ...]
    counts: Mapping[Chip, int]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Held:
    """A case at hand; its steps hold from ``since`` ``until`` one is due or the day ends.

    ``marks`` are those of the chips that do not hang on the time or on who is there.
    """

    case: Searchable
    listed: Listed
    due: datetime | None
    late_from: datetime | None
    since: datetime
    until: datetime
    calendar: WorkCalendar
    marks: int

    def is_stale(self, calendar: WorkCalendar, now: datetime) -> bool:
        return not self.since <= now < self.until or calendar is not self.calendar


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read for the list, to be taken by the thread that shows it."""

    heads: Mapping[str, bytes]
    held: tuple[_Held, ...]
    hidden: int = 0


class CaseList:
    """Keeps the living cases at hand and reads again only those of which there is news."""

    def __init__(
        self,
        store: Store,
        follow_up: DueList,
        staff: Staff,
        shop: Shop,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._follow_up, self._staff = store, follow_up, staff
        self._shop, self._clock = shop, clock
        self._held: Mapping[str, _Held] = {}
        self._hidden = 0
        self._me = shop.cashier

    def renew(self, library: Library) -> None:
        """Know the till's cashier by another book from now on."""
        self._shop = library.shop

    def read(self, most: int) -> bool:
        """Bring the list up to date where at most ``most`` cases have news.

        Returns ``False`` where there are more: then ``load`` on a worker and ``take`` do it.
        """
        present = self._staff.present
        self._me = present.name if present else self._shop.cashier
        heads = self._store.living.heads(MOST_LIVING)
        news = self._news(heads)
        if len(news) > most:
            return False
        self.take(Loaded(heads, self._read(self._store, news), _hidden(self._store, heads)))
        return True

    def load(self) -> Loaded:
        """Read all of which there is news; any thread may do it."""
        with self._store.again() as store:
            heads = store.living.heads(MOST_LIVING)
            return Loaded(heads, self._read(store, self._news(heads)), _hidden(store, heads))

    def take(self, loaded: Loaded) -> None:
        """List what was loaded from now on."""
        held = {one.listed.row.id: one for one in loaded.held}
        known = [held.get(case) or self._held.get(case) for case in loaded.heads]
        ordered = sorted((one for one in known if one is not None), key=_urgency)
        self._held = {one.listed.row.id: one for one in ordered}
        self._hidden = loaded.hidden

    def shelf(self, chip: Chip, query: str = "") -> Shelf:
        """Return the living cases of ``chip`` that hold every part of ``query``, with all counts.

        Closed ones are no part of it; ``CasePages`` lists them.
        """
        tally: Counter[int] = Counter()
        rows: list[Listed] = []
        wanted = _MARKS[chip]
        for held, marks in self._marked(sought(query)):
            tally[marks] += 1
            if marks & wanted:
                rows.append(held.listed)
        counts = {
            one: sum(count for marks, count in tally.items() if marks & mark)
            for one, mark in _MARKS.items()
        }
        return Shelf(tuple(rows), counts, self._hidden)

    def due(self) -> tuple[Listed, ...]:
        """Return the cases at hand that are due today or overdue, the most urgent first."""
        due = _MARKS[Chip.TODAY] | _MARKS[Chip.OVERDUE]
        return tuple(held.listed for held, marks in self._marked() if marks & due)

    def urgent(self) -> int:
        """Return how many cases are due today or overdue."""
        return len(self.due())

    def _marked(self, asked: tuple[Term, ...] = ()) -> Iterator[tuple[_Held, int]]:
        """Yield the cases at hand that hold ``asked``, with the marks of their chips now."""
        now, me = self._clock(), self._me
        today = now.astimezone(BEIJING).date()
        on_today, overdue, mine = (_MARKS[c] for c in (Chip.TODAY, Chip.OVERDUE, Chip.MINE))
        for held in self._held.values():
            if asked and not held.case.holds(asked):
                continue
            marks, due = held.marks, held.due
            if due is not None and due.date() <= today:
                late = held.late_from is not None and held.late_from < now
                marks |= (overdue if late else 0) | (on_today if due.date() == today else 0)
            if me and held.listed.row.cashier == me:
                marks |= mine
            yield held, marks

    def _news(self, heads: Mapping[str, bytes]) -> list[str]:
        calendar, now, held = self._follow_up.calendar, self._clock(), self._held
        return [
            case
            for case, head in heads.items()
            if (known := held.get(case)) is None
            or known.case.head != head
            or known.is_stale(calendar, now)
        ]

    def _read(self, store: Store, ids: list[str]) -> tuple[_Held, ...]:
        calendar, now = self._follow_up.calendar, self._clock()
        return tuple(_hold(case, calendar, now) for case in store.living.cases(ids))


def _hidden(store: Store, heads: Mapping[str, bytes]) -> int:
    """Return how many living cases there are beside those of ``heads``."""
    return store.living.count() - len(heads) if len(heads) >= MOST_LIVING else 0


def _hold(case: Searchable, calendar: WorkCalendar, now: datetime) -> _Held:
    listed = Listed(case.row, next_steps(case.row.pending, calendar, now, case.row.opened_at))
    times = [from_iso(step.due) for step in listed.steps]
    ends = [from_iso(step.deadline) for step in listed.steps]
    midnight = datetime.combine(now.astimezone(BEIJING).date(), time(), BEIJING) + timedelta(days=1)
    until = min((midnight, *(end for end in ends if end >= now)))
    whom = case.row.waiting_for
    marks = _MARKS[Chip.LIVING] | (_MARKS[Chip(whom.value)] if whom else 0)
    due, late_from = (times[0], ends[0]) if listed.steps else (None, None)
    return _Held(case, listed, due, late_from, now, until, calendar, marks)


def _urgency(held: _Held) -> tuple[bool, float, str]:
    due = held.due
    return due is None, due.timestamp() if due else 0.0, held.listed.row.opened_at
