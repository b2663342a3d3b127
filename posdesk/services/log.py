"""The record's job: every fact of a case is read, refused or kept, each as an event of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import datetime

from posdesk.domain.case import Case
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import (
    AttemptAdded,
    CaseOpened,
    DetailsCorrected,
    Event,
    FactLearnt,
    GoodsMarked,
    HandedOver,
    NoteAdded,
    OtherTenderTaken,
    Promised,
    SlipRecorded,
)
from posdesk.domain.facts import Bank, Source, Terminal
from posdesk.domain.moment import BEIJING, parse_moment
from posdesk.domain.moves import check_living
from posdesk.domain.sensitive import looks_like_card
from posdesk.domain.shop import Shop
from posdesk.domain.text import N_
from posdesk.domain.transaction import SlipValue, read_field
from posdesk.services.given import Given, check_words, read_given
from posdesk.services.library import Library
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
        if "amount" not in given.slip:
            raise WrongInput(
                N_("A case needs an amount; nothing was stored; add it, like “amount”: “500.00”.")
            )
        case_id = new_id()

        def opening(number: str) -> tuple[Event, ...]:
            opened = CaseOpened(
                case=case_id,
                number=number,
                flow=given.flow or "",
                symptom=given.symptom or "",
                shop=self._shop.name,
                till=self._shop.till,
                cashier=given.cashier or self._shop.cashier,
            )
            known = {**self._shop_values(), **given.slip}
            slip = SlipRecorded(case=case_id, values=known, not_a_card=given.not_a_card)
            return (opened, slip, *_facts(case_id, 1, given, ""), *_note(case_id, given))

        self._store.open_case(opening, actor=self._actor(), at=self._clock())
        return self._store.case(case_id)

    def correct(self, reference: str, given: Given, why: str) -> Case:
        """Lay ``given`` over what was said before, as events that say ``why``."""
        if not why.strip():
            raise WrongInput(N_("A correction needs a reason; nothing was stored; say why."))
        check_words("why", why)
        case = self._store.case(reference)
        attempt = case.attempt.number
        events: list[Event] = []
        if given.slip:
            events.append(
                SlipRecorded(
                    case=case.id,
                    attempt=attempt,
                    values=given.slip,
                    not_a_card=given.not_a_card,
                    why=why,
                )
            )
        events += _facts(case.id, attempt, given, why)
        if any(v is not None for v in (given.symptom, given.flow, given.cashier)):
            events.append(
                DetailsCorrected(
                    case=case.id,
                    symptom=given.symptom,
                    flow=given.flow,
                    cashier=given.cashier,
                    why=why,
                    not_a_card=given.not_a_card,
                )
            )
        events += _note(case.id, given)
        if not events:
            raise WrongInput(N_("Nothing to correct was given; nothing was stored; name a field."))
        return self._append(case, *events)

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
        check_words("note", text, not_a_card=not_a_card)
        confirmed = not_a_card and looks_like_card(text)
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
        if not (means.strip() and manager.strip() and note.strip()):
            raise WrongInput(
                N_(
                    "Paying otherwise needs the means, the manager and the double-payment note;"
                    " nothing was stored; fill in all three."
                )
            )
        said = {"means": means, "manager": manager, "note": note}
        for field, words in said.items():
            check_words(field, words, not_a_card=field in not_a_card)
        exhibits = self._store.case(case.id).exhibits if signed else ()
        if signed and all(exhibit.id != signed for exhibit in exhibits):
            raise NotFound(
                N_("{number} has no exhibit “{given}”; nothing was stored; attach it first."),
                number=case.number,
                given=signed[:40],
            )
        taken = OtherTenderTaken(
            case=case.id,
            means=means.strip(),
            manager=manager.strip(),
            note=note.strip(),
            signed=signed,
            not_a_card=tuple(f for f in said if f in not_a_card and looks_like_card(said[f])),
        )
        return self._append(case, taken)

    def hand_over(self, case: Case, to: str, why: str) -> Case:
        """Keep that another cashier takes the case's walk over, with a line of why."""
        if case.walk is None or not (to.strip() and why.strip()):
            raise WrongInput(
                N_("Handing over needs a name and a line of why; nothing was stored; fill in both.")
            )
        for field, words in (("cashier", to), ("why", why)):
            check_words(field, words)
        handed = HandedOver(case=case.id, walk=case.walk.id, to=to.strip(), why=why.strip())
        return self._append(case, handed)

    def mark_goods(self, case: Case, goods: str) -> Case:
        """Keep whether the goods are ``held`` or ``released``."""
        return (
            case
            if case.goods == goods
            else self._append(case, GoodsMarked(case=case.id, goods=goods))
        )

    def promise(self, case: Case, what: str, by: str, *, not_a_card: bool = False) -> Case:
        """Keep what the customer was promised, by when (a call back, never the money)."""
        check_living(case)
        check_words("promise", what, not_a_card=not_a_card)
        promised = Promised(
            case=case.id,
            what=what.strip(),
            by=parse_moment(by),
            not_a_card=not_a_card and looks_like_card(what),
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

    def _shop_values(self) -> dict[str, SlipValue]:
        known = {
            "merchant_name": self._shop.name,
            "merchant_id": self._shop.merchant_id,
            "terminal_id": self._shop.terminal_id,
        }
        return {name: value for name, value in known.items() if value}

    def _append(self, case: Case, *events: Event) -> Case:
        self._store.append(events, actor=self._actor(), at=self._clock())
        return self._store.case(case.id)


def _facts(case_id: str, attempt: int, given: Given, why: str) -> list[Event]:
    if given.terminal is None and given.bank is None:
        return []
    return [
        FactLearnt(
            case=case_id,
            attempt=attempt,
            terminal=given.terminal.value if given.terminal else None,
            bank=given.bank.value if given.bank else None,
            source=Source.TOLD.value,
            why=why,
        )
    ]


def _note(case_id: str, given: Given) -> list[Event]:
    if not (given.note and given.note.strip()):
        return []
    confirmed = "note" in given.not_a_card
    return [NoteAdded(case=case_id, text=given.note.strip(), not_a_card=confirmed)]
