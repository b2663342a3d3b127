"""A slip as the terminal prints it, drawn large, with the places marked that are asked for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.domain.sensitive import looks_like_card
from posdesk.domain.text import Text
from posdesk.i18n import Translator
from posdesk.ui.theme import FAMILY, RADIUS_CONTROL, Theme

_WIDTH, _HEIGHT, _LEFT, _PAPER, _ROW = 368, 590, 52, 300, 33

_ROWS: tuple[tuple[str, Text, Text], ...] = (
    ("name", Text("商户名称", "商户名称 Name"), Text("清和桥百货店", "Qinghe Store")),
    ("merchant_id", Text("商户编号", "商户编号 MID"), Text("898330154110023", "898330154110023")),
    ("terminal_id", Text("终端编号", "终端编号 TID"), Text("61203847", "61203847")),
    ("acquirer", Text("收单机构", "收单机构 Acquirer"), Text("海棠支付", "Haitang Pay")),
    ("operator", Text("操作员号", "操作员号 Operator"), Text("01", "01")),
    ("card", Text("卡号", "卡号 Card"), Text("622848 ****** 1234", "622848 ****** 1234")),
    ("kind", Text("交易类型", "交易类型 Type"), Text("消费", "消费 Sale")),
    ("batch", Text("批次号", "批次号 Batch"), Text("000218", "000218")),
    ("trace", Text("凭证号", "凭证号 Trace"), Text("004712", "004712")),
    ("rrn", Text("参考号", "参考号 RRN"), Text("632411004712", "632411004712")),
    ("at", Text("日期时间", "日期时间 Time"), Text("2026/11/20 11:05", "2026/11/20 11:05")),
)
"""The lines from top to bottom; all values are made up."""


class SlipDrawing(QWidget):
    """Marks the lines that ``marked`` names; what is typed for one of them shows on it at once."""

    def __init__(self, theme: Theme, tr: Translator, marked: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._tr, self._marked = theme, tr, marked
        self._typed: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("A slip on which the place is marked"))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH * 2 // 3, _HEIGHT * 2 // 3)

    def show_value(self, name: str, text: str) -> None:
        """Show ``text`` on its line, the made-up value again where there is none."""
        plain = " ".join(text.split())
        self._typed[name] = "" if looks_like_card(plain) else plain
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT, 1.0)
        painter.translate(
            (self.width() - _WIDTH * scale) / 2, (self.height() - _HEIGHT * scale) / 2
        )
        painter.scale(scale, scale)
        painter.setPen(QPen(self._theme.colour("control"), 1.5))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawPolygon(_paper())
        self._head(painter)
        for place, (name, label, value) in enumerate(_ROWS):
            self._row(painter, 92 + place * _ROW, name, self._tr.text(label), self._tr.text(value))
        self._foot(painter, 92 + len(_ROWS) * _ROW)

    def _head(self, painter: QPainter) -> None:
        whole = QRectF(_LEFT, 16, _PAPER, 32)
        self._write(painter, whole, self._tr("POS slip"), 22, "text", bold=True, side="centre")
        under = QRectF(_LEFT, 48, _PAPER, 20)
        self._write(painter, under, self._tr("merchant copy"), 13, "text", side="centre")
        self._dashes(painter, 80)

    def _row(self, painter: QPainter, top: float, name: str, label: str, value: str) -> None:
        marked = name in self._marked
        if marked:
            frame = QRectF(_LEFT - 13, top - 1, _PAPER + 26, _ROW + 2)
            painter.setPen(QPen(self._theme.colour("accent"), 2.5))
            painter.setBrush(self._theme.colour("accentSoft"))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
            self._arrow(painter, frame.center().y())
        ink, size = ("accent", 15) if marked else ("text2", 13)
        box = QRectF(_LEFT + 20, top, _PAPER - 40, _ROW)
        self._write(painter, box, label, size, ink, bold=marked)
        room = box.adjusted(painter.fontMetrics().horizontalAdvance(label) + 12, 0, 0, 0)
        shown = self._typed.get(name) or value
        self._write(painter, room, shown, size, ink, bold=marked, side="right")

    def _foot(self, painter: QPainter, top: float) -> None:
        self._dashes(painter, top + 10)
        box = QRectF(_LEFT + 20, top + 20, _PAPER - 40, 32)
        self._write(painter, box, self._tr("Amount"), 13, "text2")
        self._write(painter, box, "RMB 128.00", 19, "text", bold=True, side="right")
        below = QRectF(0, _HEIGHT - 30, _LEFT * 2 + _PAPER, 20)
        words = self._tr("An example; yours may be set out otherwise")
        self._write(painter, below, words, 13, "text2", side="centre")

    def _arrow(self, painter: QPainter, y: float) -> None:
        painter.drawLine(QPointF(0, y), QPointF(_LEFT - 26, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        tip = _LEFT - 14
        head = [QPointF(tip - 14, y - 8), QPointF(tip, y), QPointF(tip - 14, y + 8)]
        painter.drawPolygon(QPolygonF(head))

    def _dashes(self, painter: QPainter, y: float) -> None:
        pen = QPen(self._theme.colour("control"), 1.25)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(_LEFT + 20, y), QPointF(_LEFT + _PAPER - 20, y))

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        size: int,
        ink: str,
        *,
        bold: bool = False,
        side: str = "left",
    ) -> None:
        face = QFont(FAMILY)
        face.setPixelSize(size)
        face.setBold(bold)
        painter.setFont(face)
        painter.setPen(self._theme.colour(ink))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(box.width())
        )
        align = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "centre": Qt.AlignmentFlag.AlignHCenter,
        }[side]
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _paper() -> QPolygonF:
    right, bottom = _LEFT + _PAPER, _HEIGHT - 46
    edge = [QPointF(_LEFT, 2), QPointF(right, 2), QPointF(right, bottom)]
    teeth = 30
    width = _PAPER / teeth
    edge += [
        QPointF(right - step * width, bottom + (8 if step % 2 else 0)) for step in range(1, teeth)
    ]
    edge.append(QPointF(_LEFT, bottom))
    return QPolygonF(edge)
