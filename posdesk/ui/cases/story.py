"""The timeline of a case, painted: days, times, signs on a line, sentences; fast with hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.domain.moment import BEIJING, clock_time, from_iso, weekday
from posdesk.domain.text import Lang
from posdesk.ui.cases.told import Told
from posdesk.ui.icons import paint_icon
from posdesk.ui.theme import Theme, font, metrics

LAST = 6
"""How many lines are seen before all of them are asked for."""

_TIME, _BOX, _LEFT = 50, 24, 82
_DAY, _GAP, _LEAST = 26, 8, 34


@dataclass(slots=True)
class _Row:
    """A line with its place: ``y`` and ``height``; a ``day`` stands above the first of each."""

    told: Told
    day: str
    who: str
    y: float = 0
    height: float = 0
    texts: list[tuple[QTextLayout, float, str]] = field(default_factory=list)


class Story(QWidget):
    """Shows the last lines, or all of them."""

    def __init__(self, theme: Theme, lang: Lang) -> None:
        super().__init__()
        self._theme, self._lang = theme, lang
        self._told: Sequence[Told] = ()
        self._rows: list[_Row] = []
        self._laid = -1
        self._height = 0.0
        self.all_shown = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences that are seen."""
        return tuple(f"{r.told.title} {r.told.detail}".strip() for r in self._rows)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._told)

    def show_story(self, told: Sequence[Told], now: datetime, *, whole: bool) -> None:
        """Show the lines ``told``, the last of them or the ``whole`` story."""
        self._told, self.all_shown = told, whole
        seen = told if whole else told[-LAST:]
        self._rows = [
            _Row(line, self._day(line, before, now), _who(line, before))
            for before, line in pairwise([None, *seen])
            if line is not None
        ]
        self._laid = -1
        self.setAccessibleDescription("\n".join(self.told[-LAST:]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lay(width)
        return int(self._height) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        for place, row in enumerate(self._rows):
            last = place + 1 == len(self._rows)
            if row.y - _DAY <= seen.bottom() and row.y + row.height >= seen.top():
                self._paint(painter, row, joined=not last)

    def _paint(self, painter: QPainter, row: _Row, *, joined: bool) -> None:
        theme, y = self._theme, row.y
        if row.day:
            painter.setFont(font("small"))
            painter.setPen(theme.colour("text2"))
            head = QRectF(0, y - _DAY, self.width(), _DAY - 4)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, row.day)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRectF(0, y + 1, _TIME, 20), clock_time(row.told.at))
        if row.who:
            painter.setFont(font("caption"))
            painter.setPen(theme.colour("text3"))
            who = metrics("caption").elidedText(row.who, Qt.TextElideMode.ElideRight, _TIME - 4)
            painter.drawText(QRectF(0, y + 19, _TIME, 18), who)
        box = QRectF(_TIME + 0.5, y + 0.5, _BOX - 1, _BOX - 1)
        if joined:
            painter.setPen(QPen(theme.colour("border"), 1))
            middle = _TIME + _BOX / 2
            painter.drawLine(QPointF(middle, y + _BOX), QPointF(middle, y + row.height + _GAP))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 6, 6)
        ink = theme.colour("accent" if row.told.strong else "text2")
        paint_icon(painter, row.told.icon, ink, QRectF(_TIME + 4, y + 4, _BOX - 8, _BOX - 8))
        for layout, top, colour in row.texts:
            painter.setPen(theme.colour(colour))
            layout.draw(painter, QPointF(_LEFT, y + top))

    def _lay(self, width: int) -> None:
        """Place every line for a widget of ``width``; nothing is done twice."""
        if width == self._laid:
            return
        self._laid, y = width, 0.0
        for row in self._rows:
            y += _DAY if row.day else 0
            row.y, row.texts, top = y, [], 1.0
            for words, face, ink in self._texts(row.told):
                layout, height = _laid_out(words, face, width - _LEFT - 2)
                row.texts.append((layout, top, ink))
                top += height
            row.height = max(_LEAST if row.who else _BOX, top)
            y += row.height + _GAP
        self._height = y

    def _texts(self, line: Told) -> list[tuple[str, QFont, str]]:
        texts = [(line.title, font("strong" if line.strong else "body"), "text")]
        if line.detail:
            texts.append((line.detail, font("small"), "text2"))
        if line.old:
            struck = QFont(font("small"))
            struck.setStrikeOut(True)
            texts.append((line.old, struck, "text3"))
        return texts

    def _day(self, line: Told, before: Told | None, now: datetime) -> str:
        """Return the words of a day where it begins: 11-20 周五."""
        then = from_iso(line.at)
        if before is not None and from_iso(before.at).date() == then.date():
            return ""
        year = "" if then.year == now.astimezone(BEIJING).year else f"{then.year}-"
        return f"{year}{then:%m-%d} {weekday(then, self._lang)}"


def _who(line: Told, before: Told | None) -> str:
    """Return who did it, where that is somebody else than before."""
    return "" if before is not None and before.who == line.who else line.who


def _laid_out(words: str, face: QFont, width: int) -> tuple[QTextLayout, float]:
    layout = QTextLayout(words, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
