"""Two bars: how many pages and megabytes a bundle has, and how many its recipient takes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from posdesk.i18n import Translator
from posdesk.services.evidence import Fitted
from posdesk.ui.evidence.limits import megabytes
from posdesk.ui.theme import Theme, font

_HIGH = 44


class Gauge(QWidget):
    """Empty while a draft is being made; over the limit it is red, with a sign."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.pages = _Bar(theme, tr("Pages"))
        self.weight = _Bar(theme, "MB")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.pages)
        row.addWidget(self.weight)

    def show_fitted(self, fitted: Fitted | None) -> None:
        """Show what was made, nothing while it is being made."""
        if fitted is None:
            self.pages.show_share("…", "", 0, 0)
            self.weight.show_share("…", "", 0, 0)
            return
        limits, files = fitted.limits, max(1, fitted.limits.files)
        most_pages = limits.pages * files
        most_bytes = limits.bytes_all or limits.bytes_each * files
        self.pages.show_share(
            str(fitted.pages), str(most_pages) if most_pages else "", fitted.pages, most_pages
        )
        self.weight.show_share(
            megabytes(fitted.size),
            megabytes(most_bytes) if most_bytes else "",
            fitted.size,
            most_bytes,
        )


class _Bar(QWidget):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._now, self._most, self._share = "…", "", 0.0
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What stands above the bar."""
        return f"{self._now} / {self._most}" if self._most else self._now

    @property
    def is_over(self) -> bool:
        """Whether there is more than the recipient takes."""
        return self._share > 1

    def show_share(self, now: str, most: str, value: int, limit: int) -> None:
        """Show ``value`` of ``limit`` (0: none), in the words ``now`` and ``most``."""
        self._now, self._most = now, most
        self._share = value / limit if limit else 0.0
        self.setAccessibleName(f"{self._name} {self.words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = theme.tones["stop"]
        over = QColor(tone.soft_text)
        top = QRectF(0, 0, self.width(), 26)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignLeft, self._name)
        most = f"  / {self._most}" if self._most else ""
        wide = painter.fontMetrics().horizontalAdvance(most)
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignRight, most)
        painter.setFont(font("strong"))
        painter.setPen(over if self.is_over else theme.colour("text"))
        now = f"!  {self._now}" if self.is_over else self._now
        painter.drawText(top.adjusted(0, 0, -wide, 0), middle | Qt.AlignmentFlag.AlignRight, now)
        bar = QRectF(0, 32, self.width(), 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border"))
        painter.drawRoundedRect(bar, 4, 4)
        if self._share:
            bar.setWidth(max(8.0, bar.width() * min(1.0, self._share)))
            painter.setBrush(over if self.is_over else theme.colour("accent"))
            painter.drawRoundedRect(bar, 4, 4)
