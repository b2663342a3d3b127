"""The second question: the name on the first line of the slip, and the number below it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from posdesk.domain.shop import SHOP_FIELDS
from posdesk.i18n import Translator
from posdesk.services.shop_book import ShopBook
from posdesk.ui.first.line_field import LineField
from posdesk.ui.first.question import Question
from posdesk.ui.first.slip_drawing import SlipDrawing
from posdesk.ui.theme import Theme


class ShopPage(Question):
    """Two lines, both on the slip that is drawn beside them."""

    def __init__(self, book: ShopBook, theme: Theme, tr: Translator) -> None:
        super().__init__(
            theme,
            tr,
            tr("What is the shop called?"),
            tr("Both stand at the top of any slip.\nEvery case and letter takes them over."),
        )
        self.name = self.add_line(shop_field(book, theme, tr, "name"))
        self.merchant_id = self.add_line(
            shop_field(book, theme, tr, "merchant_id", printed="merchant_id")
        )

    def make_picture(self) -> QWidget:
        slip = SlipDrawing(self.theme, self._tr, ("name", "merchant_id"))
        for name, field in (("name", self.name), ("merchant_id", self.merchant_id)):
            show_on(slip, name, field)
        return slip


def shop_field(
    book: ShopBook, theme: Theme, tr: Translator, name: str, *, printed: str = ""
) -> LineField:
    """Return the line of one field of the shop."""
    spec = SHOP_FIELDS[name]
    field = LineField(
        theme,
        tr,
        tr.text(spec.label),
        getattr(book.shop, name),
        lambda text: str(getattr(book.save_shop(name, text), name)),
        printed=printed,
        hint=tr.text(spec.hint),
    )
    if book.is_locked(f"shop.{name}"):
        field.hold()
    return field


def show_on(slip: SlipDrawing, name: str, field: LineField) -> None:
    """Let ``slip`` show what is typed into ``field``."""
    slip.show_value(name, field.line.text())
    field.line.textChanged.connect(lambda text: slip.show_value(name, text))
