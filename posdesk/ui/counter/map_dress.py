"""How each box and line of a map is dressed: the colours of its kind and of its mark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from posdesk.domain.flow import Node, NodeKind
from posdesk.domain.verdict_table import TABLE
from posdesk.services.map_layout import MapBox
from posdesk.ui.counter.map_marks import Mark
from posdesk.ui.parts.tones import tone_of
from posdesk.ui.theme import Theme

PATH_WIDTH = 2.5
_EDGE_WIDTH = 1.25


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours of one box."""

    fill: QColor
    line: QColor
    ink: QColor
    width: float = 1.25
    dashed: bool = False


def tone_of_outcome(node: Node) -> str:
    """Return the tone of an outcome: that of the state whose name it bears or begins with."""
    if node.charges_again:
        return "go"
    named = f"{node.outcome}_"
    fitting = (v for v in TABLE.values() if named.startswith(f"{v.state.name}_"))
    return next((tone_of(verdict) for verdict in fitting), "idle")


class MapDress:
    """The colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def box(self, box: MapBox, mark: Mark) -> Dress:
        """Return the colours of ``box``."""
        theme = self._theme
        if mark is Mark.RULED_OUT:
            line, ink = theme.colour("control"), theme.colour("text3")
            return Dress(theme.colour("surface"), line, ink, 1, dashed=True)
        if mark is Mark.TAKEN:
            return Dress(theme.colour("path"), theme.colour("path"), theme.colour("onPath"))
        if mark is Mark.CURRENT:
            soft, ring = theme.colour("accentSoft"), theme.colour("accent")
            return Dress(soft, ring, theme.colour("text"), PATH_WIDTH)
        return self._possible(box)

    def line(self, mark: Mark) -> tuple[QColor, float]:
        """Return the colour and the width of a line."""
        theme = self._theme
        if mark is Mark.TAKEN:
            return theme.colour("accent" if theme.name != "light" else "path"), PATH_WIDTH
        if mark is Mark.POSSIBLE:
            return theme.colour("control"), _EDGE_WIDTH
        return theme.colour("border"), _EDGE_WIDTH

    def _possible(self, box: MapBox) -> Dress:
        theme = self._theme
        if box.node is None:
            tone = theme.tones["idle"]
            return Dress(QColor(tone.soft), QColor(tone.line), QColor(tone.soft_text))
        if box.node.kind is NodeKind.OUTCOME:
            tone = theme.tones[tone_of_outcome(box.node)]
            return Dress(QColor(tone.soft), QColor(tone.line), QColor(tone.soft_text))
        asks = box.node.kind in {NodeKind.QUESTION, NodeKind.LOOKUP}
        line = theme.colour("accent" if asks else "control")
        return Dress(theme.colour("surface"), line, theme.colour("text"))
