"""The cashier's job: from what the customer says to the next right step, stored at every answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from posdesk.domain.case import Case
from posdesk.domain.codes import CodeBook, ResponseCode
from posdesk.domain.errors import NotFound
from posdesk.domain.event import AttemptAdded, CaseOpened, Event, SlipRecorded, WalkStarted
from posdesk.domain.flow import Flow, FlowBook
from posdesk.domain.resume import resume
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.shop import Shop
from posdesk.domain.text import N_
from posdesk.domain.to_lookup import way_to_lookup
from posdesk.domain.walk import Walk
from posdesk.services.library import Library
from posdesk.services.walk_events import Way, answered, started, stepped_back
from posdesk.storage.ids import new_id
from posdesk.storage.queries import UnfinishedWalk
from posdesk.storage.store import Store

CODE_FLOWS = ("declined", "no-slip")
"""Flows to which a response code leads, the first that is there."""


@dataclass(frozen=True, slots=True)
class Session:
    """A case with the walk that is being taken through it, at one moment."""

    case: Case
    walk_id: str
    walk: Walk

    @property
    def attempt(self) -> int:
        """The attempt to pay that the walk is about."""
        return next(w.attempt for w in self.case.walks if w.id == self.walk_id)

    @property
    def way(self) -> Way:
        """What every event of the walk names."""
        return Way(self.case.id, self.walk_id, self.attempt)


class Troubleshooter:
    """Finds the flow, takes the answers, and keeps each before the next step is shown."""

    def __init__(
        self,
        store: Store,
        book: FlowBook,
        codes: CodeBook,
        shop: Shop,
        clock: Callable[[], datetime],
        actor: Callable[[], str],
    ) -> None:
        self._store = store
        self._shop = shop
        self._clock = clock
        self._actor = actor
        self.book = book
        self.codes = codes

    def renew(self, library: Library) -> None:
        """Lead by other books from now on; a walk follows when it is next resumed."""
        self.book, self.codes, self._shop = library.book, library.codes, library.shop

    def flows(self) -> tuple[Flow, ...]:
        """Return the flows in the order in which the home page offers them."""
        return tuple(self.book.flows.values())

    def code(self, code: str) -> ResponseCode:
        """Return what is known of a response code, ``OTHER`` where it is not listed."""
        return self.codes.look_up(code)

    def start(self, flow_id: str, *, symptom: str = "") -> Session:
        """Open a case for a new trouble and begin the walk ``flow_id`` in it.

        ``symptom`` is what the customer said; raises ``Refused`` where it holds what may never be
        kept.
        """
        refuse_sensitive("symptom", symptom)
        case_id, walk_id = new_id(), new_id()
        walk = Walk.begin(self.book, flow_id)

        def opening(number: str) -> tuple[Event, ...]:
            opened = CaseOpened(
                case=case_id,
                number=number,
                flow=flow_id,
                symptom=symptom,
                shop=self._shop.name,
                till=self._shop.till,
                cashier=self._shop.cashier,
            )
            return (opened, *self._known_slip(case_id), self._started(case_id, walk_id, 1, walk))

        self._store.open_case(opening, actor=self._actor(), at=self._clock())
        return Session(self._store.case(case_id), walk_id, walk)

    def start_at_code(self, code: str, *, symptom: str = "") -> Session:
        """Open a case for a response code on the terminal, and take the walk to what follows of it.

        Every step on the way to the look-up is kept like one that was pressed.
        """
        refuse_sensitive("code", code)
        session = self.start(self._code_flow(), symptom=symptom)
        way = way_to_lookup(session.walk)
        if way is None:
            return session
        for answer in way:
            session = self.answer(session, answer)
        return self.look_up(session, code)

    def _code_flow(self) -> str:
        there = (flow for flow in CODE_FLOWS if flow in self.book.flows)
        return next(there, self.flows()[0].id)

    def walk_again(self, case: Case, flow_id: str) -> Session:
        """Begin another walk in a case: for the attempt nobody has walked, else for the last."""
        walk_id, attempt = new_id(), case.unwalked or case.attempt
        walk = Walk.begin(self.book, flow_id, attempt.facts, case.others(attempt.number))
        self._append(self._started(case.id, walk_id, attempt.number, walk))
        return Session(self._store.case(case.id), walk_id, walk)

    def resume(self, case_ref: str) -> Session:
        """Return the walk of a case where it was left; raises ``NotFound`` where none was begun."""
        case = self._store.case(case_ref)
        if case.walk is None:
            raise NotFound(
                N_("The case {number} has no walk yet; nothing was changed; start one for it."),
                number=case.number,
            )
        return Session(case, case.walk.id, resume(case, case.walk.id, self.book))

    def unfinished(self) -> tuple[UnfinishedWalk, ...]:
        """Return the walks that were begun and not brought to an outcome, the newest first."""
        return self._store.unfinished()

    def answer(self, session: Session, answer_id: str) -> Session:
        """Take an answer (``DONE`` for an action), keep it, and return the next moment."""
        return self._keep(session, session.walk.answer(answer_id), answer_id, None)

    def look_up(self, session: Session, code: str) -> Session:
        """Take a response code at a look-up; the code decides the way."""
        refuse_sensitive("code", code)
        walk = session.walk.look_up(code, self.codes)
        return self._keep(session, walk, self.code(code).consequence.value, code.strip()[:24])

    def back(self, session: Session) -> Session:
        """Take back the last step."""
        return self.back_to(session, len(session.walk.taken) - 1)

    def back_to(self, session: Session, count: int) -> Session:
        """Go back to just after the first ``count`` steps."""
        walk = session.walk.back_to(count)
        self._append(stepped_back(session.way, walk))
        return Session(self._store.case(session.case.id), session.walk_id, walk)

    def _known_slip(self, case_id: str) -> tuple[Event, ...]:
        values = self._shop.on_slips()
        return (SlipRecorded(case=case_id, values=values),) if values else ()

    def _started(self, case_id: str, walk_id: str, attempt: int, walk: Walk) -> WalkStarted:
        return started(Way(case_id, walk_id, attempt), walk, self.book.flow(walk.home))

    def _keep(self, session: Session, walk: Walk, answer_id: str, code: str | None) -> Session:
        chosen = session.walk.node.answer(answer_id)
        meaning = None if code is None else self.code(code).meaning
        events: list[Event] = [
            answered(session.way, session.walk, walk, answer_id, code=code, meaning=meaning)
        ]
        if chosen is not None and chosen.other_try:
            another = session.case.attempt.number + 1
            events.append(AttemptAdded(case=session.case.id, attempt=another))
        self._append(*events)
        return Session(self._store.case(session.case.id), session.walk_id, walk)

    def _append(self, *events: Event) -> None:
        self._store.append(events, actor=self._actor(), at=self._clock())
