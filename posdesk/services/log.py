"""The record's job: every fact of a case is read, refused or kept, each as an event of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import datetime

from posdesk.domain.case import Case
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import (
    AttemptAdded,
    Event,
    FactLearnt,
    GoodsMarked,
    HandedOver,
    NoteAdded,
    Promised,
    SlipRecorded,
)
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.moment import BEIJING, parse_moment
from posdesk.domain.moves import check_living
from posdesk.domain.sensitive import looks_like_card
from posdesk.domain.shop import Shop
from posdesk.domain.text import N_
from posdesk.domain.transaction import read_field
from posdesk.services.given import Given, check_each, check_words, read_given
from posdesk.services.given_events import check_opening, correcting_events, opening_events
from posdesk.services.library import Library
from posdesk.services.other_tender import other_tender
from posdesk.storage.ids import new_id
from posdesk.storage.queries import CaseRow
from posdesk.storage.store import Store


class CaseLog:
    """Opens, corrects and completes cases; nothing is kept before all of it was found fit."""

    def __init__(
        self,
        store: Store,
        shop: Shop,
        clock: Callable[[], datetime],
        flows: Set[str],
        actor: Callable[[], str],
    ) -> None:
        self._store = store
        self._shop = shop
        self._clock = clock
        self._flows = flows
        self._actor = actor

    def renew(self, library: Library) -> None:
        """Open cases of another shop or other flows from now on."""
        self._shop, self._flows = library.shop, frozenset(library.book.flows)

    def read(self, raw: Mapping[str, object], not_a_card: Set[str] = frozenset()) -> Given:
        """Return what ``raw`` says of a case; raises ``WrongInput`` or ``Refused``."""
        return read_given(raw, self._flows, not_a_card)

    def add(self, given: Given) -> Case:
        """Open a case with all that was given; the amount is the one thing it needs."""
        check_opening(given)
        case_id, shop = new_id(), self._shop

        def opening(number: str) -> tuple[Event, ...]:
            return opening_events(case_id, number, given, shop)

        self._store.open_case(opening, actor=self._actor(), at=self._clock())
        return self._store.case(case_id)

    def correct(self, reference: str, given: Given, why: str) -> Case:
        """Lay ``given`` over what was said before, as events that say ``why``."""
        case = self._store.case(reference)
        return self._append(case, *correcting_events(case, given, why))

    def record(self, case: Case, field: str, text: str, *, not_a_card: bool = False) -> Case:
        """Keep one field of the slip of the present attempt, as typed at the counter.

        An empty ``text`` takes the value away; a value that is there already is no new event.
        """
        value = read_field(field, text, not_a_card=not_a_card) if text.strip() else None
        if case.slip.values().get(field) == value:
            return case
        confirmed = (field,) if not_a_card and looks_like_card(text) else ()
        return self._append(
            case,
            SlipRecorded(
                case=case.id,
                attempt=case.attempt.number,
                values={field: value},
                not_a_card=confirmed,
            ),
        )

    def note(self, reference: str, text: str, *, not_a_card: bool = False) -> Case:
        """Add a remark in words."""
        case = self._store.case(reference)
        if not text.strip():
            raise WrongInput(N_("The note is empty; nothing was stored; write a sentence."))
        confirmed = check_words("note", text, not_a_card=not_a_card)
        return self._append(case, NoteAdded(case=case.id, text=text.strip(), not_a_card=confirmed))

    def learn(
        self,
        case: Case,
        *,
        terminal: Terminal | None = None,
        bank: Bank | None = None,
        source: Source | None = None,
        ticket: str = "",
    ) -> Case:
        """Keep what the portal, the acquirer or the bank answered for the present attempt."""
        check_words("ticket", ticket)
        return self._append(
            case,
            FactLearnt(
                case=case.id,
                attempt=case.attempt.number,
                terminal=terminal.value if terminal else None,
                bank=bank.value if bank else None,
                source=source.value if source else None,
                ticket=ticket,
            ),
        )

    def try_again(self, case: Case) -> Case:
        """Count one more attempt to pay in the same trouble; what the shop knows is filled in."""
        number = case.attempt.number + 1
        same = {"amount", "merchant_name", "merchant_id", "terminal_id"}
        kept = {name: value for name, value in case.slip.values().items() if name in same}
        return self._append(
            case,
            AttemptAdded(case=case.id, attempt=number),
            SlipRecorded(case=case.id, attempt=number, values=kept),
        )

    def take_other_tender(
        self,
        case: Case,
        means: str,
        manager: str,
        note: str,
        signed: str = "",
        *,
        not_a_card: Set[str] = frozenset(),
    ) -> Case:
        """Keep that the customer insisted on paying otherwise, with the double-payment note.

        ``signed`` is the id of the exhibit of the case that shows the note as the customer signed
        it.
        """
        now = self._store.case(case.id)
        return self._append(now, other_tender(now, means, manager, note, signed, not_a_card))

    def hand_over(self, case: Case, to: str, why: str) -> Case:
        """Keep that another cashier takes the case's walk over, with a line of why."""
        if case.walk is None or not (to.strip() and why.strip()):
            raise WrongInput(
                N_("Handing over needs a name and a line of why; nothing was stored; fill in both.")
            )
        check_each({"cashier": to, "why": why})
        handed = HandedOver(case=case.id, walk=case.walk.id, to=to.strip(), why=why.strip())
        return self._append(case, handed)

    def mark_goods(self, case: Case, goods: str) -> Case:
        """Keep whether the goods are ``held`` or ``released``."""
        if case.goods == goods:
            return case
        return self._append(case, GoodsMarked(case=case.id, goods=goods))

    def promise(self, case: Case, what: str, by: str, *, not_a_card: bool = False) -> Case:
        """Keep what the customer was promised, by when (a call back, never the money)."""
        check_living(case)
        confirmed = check_words("promise", what, not_a_card=not_a_card)
        promised = Promised(
            case=case.id, what=what.strip(), by=parse_moment(by), not_a_card=confirmed
        )
        return self._append(case, promised)

    def now(self) -> datetime:
        """Return the present moment, as the next event will be dated."""
        return self._clock()

    def case(self, reference: str) -> Case:
        """Return the case of that id or number; raises ``NotFound``."""
        return self._store.case(reference)

    def cases(self, query: str | None = None) -> tuple[CaseRow, ...]:
        """Return the cases that fit ``query``, the newest first."""
        return self._store.cases(query)

    def today(self) -> tuple[CaseRow, ...]:
        """Return the cases opened, changed or promised for today, the newest first."""
        return self._store.at_hand(self._clock().astimezone(BEIJING).date())

    def _append(self, case: Case, *events: Event) -> Case:
        self._store.append(events, actor=self._actor(), at=self._clock())
        return self._store.case(case.id)
