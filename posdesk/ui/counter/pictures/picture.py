"""The widget that shows a picture by the name a flow gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posdesk.domain.case import Case
from posdesk.domain.moment import from_iso
from posdesk.domain.money import plain_amount
from posdesk.i18n import Translator
from posdesk.ui.counter.pictures import paper, phone, shop, terminal
from posdesk.ui.counter.pictures.canvas import Canvas, Shown
from posdesk.ui.theme import Theme, font

WIDTH: Final = 140
HEIGHT: Final = 244
_CAPTION: Final = 18

PICTURES: Final[dict[str, Callable[[Canvas], None]]] = {
    "slip": paper.slip,
    "slip-rrn": paper.slip_rrn,
    "card-back": paper.card_back,
    "terminal-screen": terminal.screen,
    "terminal-history": terminal.history,
    "terminal-printer": terminal.printer,
    "bank-app": phone.bank_app,
    "phone-call": phone.phone_call,
    "portal": shop.portal,
    "calendar": shop.calendar,
    "goods": shop.goods,
}


def shown_of(case: Case | None) -> Shown:
    """Return what a picture can show of ``case``."""
    slip = case.slip if case else None
    if case is None or slip is None:
        return Shown()
    known = {
        "shop": slip.merchant_name or case.shop,
        "amount": plain_amount(slip.amount) if slip.amount is not None else "",
        "time": from_iso(slip.at).strftime("%H:%M") if slip.at else "",
        "day": from_iso(slip.at).strftime("%m-%d") if slip.at else "",
        "card": slip.card.shown() if slip.card else "",
        "trace": slip.trace or "",
        "terminal": slip.terminal_id or "",
        "rrn": slip.rrn or "",
    }
    return Shown(**{name: value for name, value in known.items() if value})


class Picture(QWidget):
    """One picture, as large as the room allows; nothing where a step has none."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._name: str | None = None
        self._shown = Shown()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._name not in PICTURES

    def show_picture(self, name: str | None, shown: Shown) -> None:
        """Show the picture ``name``."""
        if (name, shown) != (self._name, self._shown):
            self._name, self._shown = name, shown
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint = PICTURES.get(self._name or "")
        if paint is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.height() - _CAPTION
        scale = min(self.width() / WIDTH, room / HEIGHT)
        painter.save()
        painter.translate((self.width() - WIDTH * scale) / 2, (room - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        paint(Canvas(painter, self._theme, self._tr, self._shown))
        painter.restore()
        painter.setFont(font("caption"))
        painter.setPen(self._theme.colour("text3"))
        where = self.rect().adjusted(0, room, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._tr("example"))
