"""What goes on paper at the counter: the map of a flow, a customer's slip, a tip card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.case import Case
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.text import N_, Lang
from posdesk.domain.transaction import is_wallet
from posdesk.domain.walk import Walk
from posdesk.services.contacts import Contacts
from posdesk.services.library import Library

if TYPE_CHECKING:
    from posdesk.domain.lesson import Card
    from posdesk.domain.shift_sheet import ShiftSheet
    from posdesk.reports.drawing import Drawing
    from posdesk.reports.typeset.setting import Setter

COUNTER_CARD = "counter"
"""The name of the one-page card for the counter, beside the cards to hand out."""

WIDTHS = ("a4", "80mm", "58mm")
"""The kinds of paper: half an A4 page, and the two widths of receipt rolls."""


@dataclass(frozen=True, slots=True)
class Printout:
    """A page that was written, and how many bytes it has."""

    path: Path
    size: int


class Printouts:
    """Writes pages to print; no case is changed by it. The same content gives the same bytes."""

    def __init__(
        self,
        library: Library,
        contacts: Contacts,
        case_of: Callable[[str], Case],
        cards: Callable[[], tuple[Card, ...]],
        fonts: Path,
    ) -> None:
        self._library = library
        self._contacts = contacts
        self._case_of = case_of
        self._cards = cards
        self._fonts = fonts

    def renew(self, library: Library) -> None:
        """Print other flows from now on."""
        self._library = library

    def map(self, flow_id: str, target: Path, lang: Lang, walk: Walk | None = None) -> Printout:
        """Write the map of a flow as one page: PDF, SVG or PNG, as ``target`` ends.

        Where a ``walk`` is given, the way taken is shown. Raises ``NotFound`` and ``WrongInput``.
        """
        from posdesk.reports.map_page import map_page  # the page setter costs a start 0.1 s

        book = self._library.book
        flow, titles = book.flow(flow_id), {f.id: f.title for f in book.flows.values()}
        return self._write(target, lang, lambda setter: map_page(flow, setter, titles, walk))

    def customer_slip(self, case_ref: str, target: Path, width: str, lang: Lang) -> Printout:
        """Write the slip that the customer of a case takes along."""
        from posdesk.reports.customer_slip import customer_slip
        from posdesk.reports.slip_paper import PAPERS

        case, paper = self._case_of(case_ref), PAPERS[_known(width)]
        whom = "wallet" if is_wallet(case.slip) else "issuer"
        number = self._contacts.number_for(whom, case)
        return self._write(target, lang, lambda setter: customer_slip(case, number, setter, paper))

    def cards(self) -> tuple[Card, ...]:
        """Return the cards that can be printed."""
        return self._cards()

    def tip_card(self, card_id: str, target: Path, width: str, lang: Lang) -> Printout:
        """Write one of the cards of ``resources/cards``."""
        from posdesk.reports.slip_paper import PAPERS
        from posdesk.reports.tip_card import tip_card

        paper, cards = PAPERS[_known(width)], {card.id: card for card in self._cards()}
        if card_id not in cards:
            raise NotFound(
                N_("There is no card “{card}”; nothing was written; the cards: {known}."),
                card=card_id[:40],
                known=", ".join(cards),
            )
        shop = self._library.shop.name
        return self._write(
            target, lang, lambda setter: tip_card(cards[card_id], shop, setter, paper)
        )

    def counter_card(self, target: Path, lang: Lang) -> Printout:
        """Write the page that lies laminated at the counter, with whom this shop calls."""
        from posdesk.reports.counter_card import Callee, counter_card

        shop = self._library.shop
        callees = tuple(Callee(*pair) for pair in self._contacts.to_call(lang))
        return self._write(target, lang, lambda setter: counter_card(callees, shop.name, setter))

    def shift_sheet(self, sheet: ShiftSheet, target: Path, lang: Lang) -> Printout:
        """Write a hand-over sheet as a PDF of A4 pages; raises ``WrongInput`` for other files."""
        from posdesk.reports.shift.sheet import shift_sheet_pdf
        from posdesk.reports.typeset.fonts import ONE_AT_A_TIME, load_typeface
        from posdesk.reports.typeset.setting import Setter
        from posdesk.reports.whole_file import write_file

        if target.suffix.casefold() != ".pdf":
            raise WrongInput(
                N_("A hand-over sheet is a PDF; nothing was written; end the name in .pdf.")
            )
        shop, calendar = self._library.shop, self._library.calendar
        with ONE_AT_A_TIME:
            setter = Setter(load_typeface(self._fonts), lang)
            data = shift_sheet_pdf(sheet, shop, calendar, setter)
        write_file(target, data)
        return Printout(target, len(data))

    def _write(self, target: Path, lang: Lang, draw: Callable[[Setter], Drawing]) -> Printout:
        from posdesk.reports.paper_files import as_file
        from posdesk.reports.typeset.fonts import ONE_AT_A_TIME, load_typeface
        from posdesk.reports.typeset.setting import Setter
        from posdesk.reports.whole_file import write_file

        with ONE_AT_A_TIME:
            data = as_file(draw(Setter(load_typeface(self._fonts), lang)), target.suffix)
        write_file(target, data)
        return Printout(target, len(data))


def _known(width: str) -> str:
    if width not in WIDTHS:
        raise WrongInput(
            N_("“{width}” is no width of paper; nothing was written; the widths: {known}."),
            width=width[:12],
            known=", ".join(WIDTHS),
        )
    return width
