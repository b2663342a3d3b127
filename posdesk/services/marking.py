"""Frames what matters on an exhibit: the row of a statement that is the payment itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from posdesk.domain.case import Attempt, Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import ExhibitMarked
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.moment import from_iso
from posdesk.domain.money import plain_amount
from posdesk.domain.text import N_
from posdesk.domain.text_grid import text_pages
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

MOST = 40
"""Frames of one exhibit; more would mark nothing."""

_MANY = 4
"""Rows that one amount alone may have; more cannot all be this payment."""


class Marker:
    """Puts frames on exhibits; what is kept of them never changes, and nothing is hidden."""

    def __init__(
        self, store: Store, staff: Staff, clock: Callable[[], datetime], keeper: ExhibitKeeper
    ) -> None:
        self._store, self._staff, self._clock = store, staff, clock
        self._keeper = keeper

    # ------------------------------------------------------------- for worker threads: no store

    @staticmethod
    def find_row(data: bytes, mime: str, words: Sequence[str]) -> tuple[Box, ...]:
        """Return a frame around each row of a PDF or a text that holds all ``words``."""
        from posdesk.intake.statement_rows import find_rows

        return find_rows(data, mime, words)

    @classmethod
    def own_rows(cls, case: Case, data: bytes, mime: str) -> tuple[Box, ...]:
        """Return frames around the rows that are the payments of ``case``, as its slips tell.

        The surest sign decides: the reference or order number, else the trace number with the
        amount, else the time with the amount, else an amount that stands there once.
        """
        found: dict[Box, None] = {}
        for attempt in case.attempts:
            for words, most in _signs(attempt):
                rows = cls.find_row(data, mime, words)
                if 0 < len(rows) <= most:
                    found.update(dict.fromkeys(rows))
                    break
        return tuple(sorted(found, key=lambda box: box.place))

    # --------------------------------------------------------------------------------- keeping

    def mark(self, reference: str, exhibit_id: str, boxes: Sequence[Box]) -> Case:
        """Put frames on an exhibit in the place of those it has; no boxes take them all off.

        Raises ``WrongInput`` for a box that is not on its pages.
        """
        case, exhibit = self._keeper.find(reference, exhibit_id)
        told = tuple(dict.fromkeys(str(box) for box in sorted(boxes, key=lambda b: b.place)))
        self._check(exhibit, boxes)
        if told == exhibit.marks:
            return case
        event = ExhibitMarked(case=case.id, exhibit=exhibit.id, boxes=told)
        self._store.append((event,), actor=self._staff.actor(), at=self._clock())
        return self._store.case(case.id)

    def mark_found(self, reference: str, exhibit_id: str, words: Sequence[str] = ()) -> Case:
        """Frame the rows that hold all ``words``; without words, those that are the case's own.

        Raises ``NotFound`` where there is no such row; then nothing was changed.
        """
        case, exhibit = self._keeper.find(reference, exhibit_id)
        data = self._keeper.bytes_of(exhibit)
        boxes = (
            self.find_row(data, exhibit.mime, words)
            if words
            else self.own_rows(case, data, exhibit.mime)
        )
        if not boxes:
            raise NotFound(
                N_(
                    "No row of “{name}” was found; nothing was changed; frame it by its place"
                    " (--box PAGE,X,Y,W,H in thousandths)."
                ),
                name=exhibit.name,
            )
        return self.mark(case.id, exhibit.id, boxes)

    def _check(self, exhibit: Exhibit, boxes: Sequence[Box]) -> None:
        if len(set(boxes)) > MOST:
            raise WrongInput(
                N_(
                    "More than {most} frames mark nothing; nothing was changed; frame the rows that"
                    " matter."
                ),
                most=MOST,
            )
        pages = self._pages(exhibit) if boxes else 0
        for box in boxes:
            if not box.is_sound or box.page > pages:
                raise WrongInput(
                    N_("The frame {box} is on no page of “{name}”; nothing was changed."),
                    box=str(box),
                    name=exhibit.name,
                )

    def _pages(self, exhibit: Exhibit) -> int:
        """Return how many pages boxes can lie on; a text has one for each hundred rows."""
        if not exhibit.mime.startswith("text/"):
            return exhibit.pages
        return text_pages(self._keeper.bytes_of(exhibit).decode("utf-8", "replace"))


def _signs(attempt: Attempt) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what tells the row of ``attempt``, surest first, and how many rows that may be."""
    slip = attempt.slip
    for number in (slip.rrn, slip.order_no):
        if number:
            yield (number,), MOST
    amounts = _amounts(slip.amount)
    if slip.trace:
        yield from (((slip.trace, amount), _MANY) for amount in amounts)
    if slip.at:
        at = from_iso(slip.at)
        for time in (f"{at:%H:%M:%S}", f"{at:%H%M%S}", f"{at:%H:%M}"):
            yield from (((time, amount), _MANY) for amount in amounts)
    if slip.card:
        yield from (((str(slip.card)[-4:], amount), 1) for amount in amounts)
    yield from (((amount,), 1) for amount in amounts)


def _amounts(fen: int | None) -> tuple[str, ...]:
    if fen is None:
        return ()
    plain = plain_amount(fen)
    return tuple(dict.fromkeys((plain, f"{fen // 100:,}{plain[-3:]}")))
