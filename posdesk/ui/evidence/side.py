"""The right of the evidence page: for whom, how much of their limits, a first look, export."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posdesk.i18n import Translator
from posdesk.ui.evidence.draft_pages import DraftPages
from posdesk.ui.evidence.gauge import Gauge
from posdesk.ui.evidence.making import Making
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.painted import PaintedButton
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import RADIUS_CONTROL, Theme

_SMALL = 560


class Side(QWidget):
    """``preview_wanted`` and ``export_wanted`` tell what was pressed; ``why_not`` blocks export."""

    preview_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, making: Making, theme: Theme, tr: Translator, tasks: Tasks) -> None:
        super().__init__()
        self._making, self._theme, self._tr = making, theme, tr
        self._to = Words(style="h3", wrap=True)
        self.gauge = Gauge(theme, tr)
        self.fit = Words(style="small", wrap=True)
        self._name = Words(style="small", ink="text2", wrap=True)
        self._pages = DraftPages(tasks, _SMALL, held=12)
        self.page = 1
        self.look = _First(theme, tr)
        self.look.clicked.connect(self.preview_wanted)
        self._before = Button(tr("Page before"), theme, "icon", icon_name="chevron-left")
        self._after = Button(tr("Next page"), theme, "icon", icon_name="chevron-right")
        self._place = Words(style="small")
        self._before.clicked.connect(lambda: self.show_page(self.page - 1))
        self._after.clicked.connect(lambda: self.show_page(self.page + 1))
        self._pages.arrived.connect(self._arrived)
        self.export = Button("", theme, icon_name="export")
        self.export.clicked.connect(self.export_wanted)
        self._lay_out()

    def refresh(self) -> None:
        """Show for whom it is, and what has been made so far."""
        tr, fitted = self._tr, self._making.fitted
        self._to.say(tr.text(self._making.preset.words))
        self.gauge.show_fitted(fitted)
        if self._making.trouble is not None:
            self.fit.say(tr("The pages could not be made."))
            self.fit.set_ink("stop")
        elif fitted is None:
            self.fit.say(tr("Making the pages …"))
            self.fit.set_ink("text2")
        else:
            words = [tr.text(done) for done in fitted.done]
            words += [tr.text(fitted.why)] if fitted.why is not None else []
            self.fit.say(" ".join(words) or tr("Fits as it is."))
            self.fit.set_ink("stop" if fitted.why is not None else "go")
            self._name.say(tr("File name: {name}", name=tr(", ").join(fitted.names[:3])))
            self._pages.show_parts(fitted.parts)
            self.show_page(min(self.page, max(1, self._pages.count)))

    def show_page(self, page: int) -> None:
        """Show ``page`` small."""
        if not 1 <= page <= self._pages.count:
            return
        self.page = page
        count = self._pages.count
        self._place.say(self._tr("Page {page} of {pages}", page=page, pages=count))
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < count)
        self.look.page(self._pages, page)

    def show_way(self, why_not: str) -> None:
        """Let export be pressed, or say in the button why it waits; it then leads there."""
        self.export.say(why_not or self._tr("Export the PDF") + "  Ctrl+E")

    def show_look(self, *, shown: bool) -> None:
        """Show the small page, or leave it away while pages stand large beside it."""
        for part in (self.look, self._paging):
            part.setVisible(shown)
        self._rest.setVisible(not shown)

    def _arrived(self, page: int) -> None:
        if page == self.page:
            self.look.page(self._pages, page)

    def _lay_out(self) -> None:
        self._paging, self._rest = QWidget(), QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self._paging)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for part in (self._before, self._place, self._after):
            row.addWidget(part)
        row.addStretch(1)
        card = Card(padding=12)
        for widget in (Words(self._tr("For whom"), "small", "text2"), self._to, self.gauge):
            card.body.addWidget(widget)
        card.body.addWidget(self.fit)
        card.body.addWidget(self._name)
        card.body.addWidget(self.look, 1)
        card.body.addWidget(self._paging)
        card.body.addWidget(self._rest, 1)
        card.body.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)


class _First(PaintedButton):
    """One page, small; pressed, it is shown large."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._tr = tr
        self._pages: DraftPages | None = None
        self._page = 1
        self.setAccessibleName(tr("Look at the pages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def page(self, pages: DraftPages, page: int) -> None:
        """Show ``page`` of ``pages``."""
        self._pages, self._page = pages, page
        self.update()

    def fill(self) -> str:
        return "hover" if self.underMouse() else "sunken"

    def sizeHint(self) -> QSize:
        return QSize(240, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_frame(painter, RADIUS_CONTROL, line="border")
        image = self._pages.page(self._page) if self._pages is not None else None
        room = QRectF(self.rect()).adjusted(10, 10, -10, -10)
        if image is None or image.isNull():
            painter.setPen(self.theme.colour("text2"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._tr("Loading…"))
            return
        tall = image.height() / max(1, image.width())
        wide = min(room.width(), room.height() / tall)
        box = QRectF(0, 0, wide, wide * tall)
        box.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image)
        painter.setPen(QPen(self.theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
