"""The end of a shift: the sheet for the next cashier, made, kept and taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from posdesk.domain.case import Case
from posdesk.domain.errors import CaseErased, NotFound, WrongInput
from posdesk.domain.event import Erased, Recorded, ShiftEnded, ShiftTakenOver, StateChanged
from posdesk.domain.life import Life
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.shift_sheet import (
    Head,
    SheetLine,
    ShiftSheet,
    as_it_was,
    lay_out,
    taken_over,
)
from posdesk.domain.text import N_
from posdesk.services.due_list import LIVING, MOST_LIVING
from posdesk.services.given import check_words
from posdesk.services.library import Library
from posdesk.services.staff import Staff
from posdesk.storage.ids import new_id
from posdesk.storage.store import Store

FIRST_SHEET = timedelta(hours=24)
"""How far back the first sheet of a shop tells what was opened and closed."""

LONGEST = timedelta(days=31)
"""How far back any sheet does."""

MOST_NAME = 20

_Events = tuple[list[Recorded], dict[str, Recorded]]
"""The ends of shifts in order, and who took over by sheet."""


class Shifts:
    """Makes hand-over sheets; what stands on one can be shown again as it was."""

    def __init__(
        self, store: Store, staff: Staff, library: Library, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._staff, self._clock = store, staff, clock
        self._known: tuple[int, _Events] = (-1, ([], {}))
        self._erasures = 0
        self.renew(library)

    def renew(self, library: Library) -> None:
        """Count days by another calendar and know other flows from now on."""
        self._calendar, self._book = library.calendar, library.book
        self._open: ShiftSheet | None = None

    def sheet(self) -> ShiftSheet:
        """Return what the sheet would say now; nothing is written."""
        now = self._clock()
        last = self._last_ended()
        since = max(last.at if last else iso(now - FIRST_SHEET), iso(now - LONGEST))
        rows = self._store.cases(lives=LIVING, limit=MOST_LIVING)
        recent = self._changed_since(since, now)
        return ShiftSheet(
            made_at=iso(now),
            head=Head(*self._store.head()),
            lines=self._lines((self._store.case(row.id) for row in rows), now),
            since=since,
            opened=tuple(sorted(c.number for c in recent if _is_after(c.history[0], last, since))),
            closed=tuple(
                sorted(
                    c.number
                    for c in recent
                    if c.life is Life.CLOSED and _is_after(_closing(c), last, since)
                )
            ),
        )

    def end_shift(self, by: str, note: str = "") -> ShiftSheet:
        """Keep that ``by`` hands over, and return the sheet as it was made."""
        name, words = _name(by), note.strip()
        check_words("note", words)
        sheet = self.sheet()
        ended = ShiftEnded(
            sheet=new_id(),
            by=name,
            head=sheet.head.hash,
            seq=sheet.head.seq,
            since=sheet.since,
            cases=tuple(line.number for line in sheet.lines),
            opened=sheet.opened,
            closed=sheet.closed,
            note=words,
        )
        (recorded,) = self._store.append(
            (ended,), actor=self._staff.actor(), at=from_iso(sheet.made_at)
        )
        return self._shown(recorded, None)

    def take_over(self, sheet_id: str, by: str, note: str = "") -> ShiftSheet:
        """Keep that ``by`` read the sheet and took over; once, and by somebody else."""
        name, words = _name(by), note.strip()
        check_words("note", words)
        found = next((one for one in self.sheets() if one.id == sheet_id), None)
        if found is None:
            raise NotFound(N_("There is no such hand-over sheet; nothing was stored."))
        if found.taken_by:
            raise WrongInput(
                N_("{name} has taken this shift over already; nothing was stored."),
                name=found.taken_by,
            )
        if found.by == name and len(self._staff.people.active) > 1:
            raise WrongInput(
                N_("{name} handed this shift over; nothing was stored; the next one takes it."),
                name=name,
            )
        taken = ShiftTakenOver(sheet=sheet_id, by=name, note=words)
        (recorded,) = self._store.append((taken,), actor=self._staff.actor(), at=self._clock())
        return taken_over(found, name, recorded.at, words)

    def open_sheet(self) -> ShiftSheet | None:
        """Return the last sheet if nobody has taken over yet; asked for often, so kept at hand."""
        ended, taken = self._events()
        if not ended or _ended(ended[-1]).sheet in taken:
            return None
        if self._open is None or self._open.id != _ended(ended[-1]).sheet:
            self._open = self._shown(ended[-1], None)
        return self._open

    def sheets(self, limit: int = 50) -> tuple[ShiftSheet, ...]:
        """Return the sheets that were made, the newest first, each as it was."""
        ended, taken = self._events()
        newest = list(reversed(ended))[:limit]
        return tuple(self._shown(one, taken.get(_ended(one).sheet)) for one in newest)

    def is_in_journal(self, head: str) -> bool:
        """Return whether the head that stands on a printed sheet is in the journal still."""
        return self._store.has_hash("".join(head.split()))

    def _shown(self, recorded: Recorded, taken: Recorded | None) -> ShiftSheet:
        """Return a sheet as it was made: its cases folded as far as its head."""
        ended, at = _ended(recorded), from_iso(recorded.at)
        known, erased = self._cases(ended)
        cases = (as_it_was(case, ended, recorded.counter, recorded.at) for case in known)
        sheet = ShiftSheet(
            made_at=recorded.at,
            head=Head(recorded.counter, ended.seq, ended.head),
            lines=self._lines(cases, at),
            id=ended.sheet,
            by=ended.by,
            note=ended.note,
            since=ended.since,
            opened=ended.opened,
            closed=ended.closed,
            erased=erased,
        )
        if taken is None or not isinstance(taken.event, ShiftTakenOver):
            return sheet
        return taken_over(sheet, taken.event.by, taken.at, taken.event.note)

    def _lines(self, cases: Iterable[Case], now: datetime) -> tuple[SheetLine, ...]:
        return lay_out(cases, self._calendar, self._book, now)

    def _cases(self, ended: ShiftEnded) -> tuple[list[Case], tuple[str, ...]]:
        """Return the cases of a sheet, and the numbers of those that were erased since."""
        known: list[Case] = []
        erased: list[str] = []
        for number in ended.cases:
            try:
                known.append(self._store.case(number))
            except CaseErased:
                erased.append(number)
            except NotFound:
                continue
        return known, tuple(erased)

    def _changed_since(self, since: str, now: datetime) -> tuple[Case, ...]:
        """Return the cases that were opened or changed since, whatever their state."""
        found: dict[str, None] = {}
        for day in _days(from_iso(since).date(), now.astimezone(BEIJING).date()):
            found |= dict.fromkeys(row.id for row in self._store.at_hand(day, limit=MOST_LIVING))
        return tuple(map(self._store.case, found))

    def _last_ended(self) -> Recorded | None:
        ended, _ = self._events()
        return ended[-1] if ended else None

    def _events(self) -> _Events:
        """Return the ends of shifts in order, and who took over by sheet."""
        length = self._store.length
        if self._known[0] != length:
            self._known = length, self._read_events()
        return self._known[1]

    def _read_events(self) -> _Events:
        ended: list[Recorded] = []
        taken: dict[str, Recorded] = {}
        erasures = 0
        for recorded in self._store.beside_cases():
            if isinstance(recorded.event, ShiftEnded):
                ended.append(recorded)
            elif isinstance(recorded.event, ShiftTakenOver):
                taken.setdefault(recorded.event.sheet, recorded)
            elif isinstance(recorded.event, Erased):
                erasures += 1
        if erasures != self._erasures:
            # What is kept at hand may tell of a case that is gone.
            self._erasures, self._open = erasures, None
        return ended, taken


def _ended(recorded: Recorded) -> ShiftEnded:
    assert isinstance(recorded.event, ShiftEnded)
    return recorded.event


def _name(by: str) -> str:
    name = " ".join(by.split())
    check_words("by", name)
    if not 0 < len(name) <= MOST_NAME:
        raise WrongInput(
            N_("A shift needs the name of who it is; nothing was stored; say who you are.")
        )
    return name


def _days(since: date, today: date) -> list[date]:
    """Return the days on which something may have happened since; clocks are set back, too."""
    first = since if since <= today else today - LONGEST
    return [*(first + timedelta(days=n) for n in range((today - first).days + 1)), since]


def _is_after(recorded: Recorded, last: Recorded | None, since: str) -> bool:
    """Return whether an event came after the ``last`` sheet: by the journal's order, not the clock.

    ``since`` (ISO) tells it of another counter's event, and where that sheet is too long ago.
    """
    if last is None or recorded.counter != last.counter or since > last.at:
        return recorded.at > since
    return recorded.seq > last.seq


def _closing(case: Case) -> Recorded:
    """Return what brought a closed case to its state."""
    changes = (r for r in reversed(case.history) if isinstance(r.event, StateChanged))
    return next(changes, case.history[-1])
