"""The map: the way taken, where the walk stands, what may come and what is ruled out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.text import Text
from posdesk.domain.walk import DONE, Walk
from posdesk.i18n import Translator
from posdesk.ui.counter.map_canvas import MapCanvas
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class FlowMap(QWidget):
    """The card with the map; ``step_chosen`` asks to go back to after that many steps."""

    step_chosen = Signal(int)
    print_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.canvas = MapCanvas(theme, tr)
        self.canvas.step_chosen.connect(self.step_chosen)
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.addLayout(self._header(theme))
        card.body.addWidget(self.canvas, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.show_walk(None)

    def show_walk(self, walk: Walk | None) -> None:
        """Show where ``walk`` stands; nothing while there is none."""
        self.canvas.show_walk(walk)
        self.canvas.setAccessibleName(self._tr("Flow"))
        self.canvas.setAccessibleDescription(self._told(walk) if walk else "")

    def _header(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 6, 2)
        row.setSpacing(0)
        row.addWidget(Words(self._tr("Flow"), "h3"))
        row.addStretch(1)
        for words, icon, pressed in (
            (self._tr("Zoom out"), "zoom-out", self.canvas.zoom_out),
            (self._tr("Zoom in"), "zoom-in", self.canvas.zoom_in),
            (self._tr("Show the whole flow"), "fit", self.canvas.fit),
            (self._tr("Print the map"), "printer", self.print_wanted),
        ):
            button = Button(words, theme, "icon", icon_name=icon)
            button.clicked.connect(pressed)
            row.addWidget(button)
        return row

    def _told(self, walk: Walk) -> str:
        """Return the way taken in words, for those who hear the map."""
        told = []
        for step in walk.taken:
            node = walk.book.node(step.place)
            answer = node.answer(step.answer or "")
            asked = self._flat(node.label)
            if answer is None or step.answer == DONE:
                told.append(self._tr("{step}: done", step=asked))
            else:
                told.append(f"{asked} {self._tr.text(answer.text)}")
        here = self._flat(walk.node.label)
        way = ("; " if self._tr.lang == "en" else "；").join(told)
        if not told:
            return self._tr("Now: {here}", here=here)
        return self._tr("The way so far: {way}. Now: {here}", way=way, here=here)

    def _flat(self, words: Text) -> str:
        """Return the words of a box on one line."""
        return self._tr.text(words).replace("\n", " " if self._tr.lang == "en" else "")
