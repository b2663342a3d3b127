"""A tip for customers or a warning for the shop, as a card to print."""

from __future__ import annotations

from posdesk.domain.lesson import Card, CardKind
from posdesk.domain.text import Text
from posdesk.reports.drawing import Drawing
from posdesk.reports.slip_paper import Column, Paper
from posdesk.reports.typeset.setting import Setter

KINDS = {
    CardKind.TIP: Text("给您的提示", "A tip for you"),
    CardKind.WARNING: Text("店里提醒：防骗", "For the shop: beware of tricks"),
}
_SIGNS = {CardKind.TIP: "message", CardKind.WARNING: "warning"}


def tip_card(card: Card, shop: str, setter: Setter, paper: Paper) -> Drawing:
    """Return ``card`` on ``paper``; ``shop`` signs it where its name is known."""
    column, say = Column(setter, paper), setter.say
    column.text(say(KINDS[card.kind]), paper.strong, sign=_SIGNS[card.kind])
    column.gap(0.3)
    column.title(say(card.title))
    column.rule()
    for number, line in enumerate(card.lines, 1):
        column.point(say(line), f"{number}")
    if shop.strip():
        column.rule()
        column.text(shop, paper.fine)
    return column.page(say(card.title), shop, "")
