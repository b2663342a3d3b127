"""One exhibit and what is to be covered of it: accept all, look, or leave it open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.exhibit import EXHIBIT_KINDS, Exhibit
from posdesk.i18n import Translator
from posdesk.ui.cases.flow_layout import FlowLayout
from posdesk.ui.cases.one_line import OneLine
from posdesk.ui.evidence.covering import Found, Look
from posdesk.ui.evidence.framing import Framing
from posdesk.ui.icons import pixmap
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme

PICTURE = QSize(64, 64)
_TONES = {
    Look.SEARCHING: ("wait", "idle"),
    Look.PROPOSED: ("eye-off", "wait"),
    Look.COVERING: ("wait", "wait"),
    Look.CLEAN: ("go", "go"),
    Look.BY_EYE: ("question", "idle"),
    Look.COVERED: ("go", "go"),
    Look.LEFT_OPEN: ("idle", "idle"),
}


class CoverRow(Card):
    """``cover_wanted``, ``look_wanted`` and ``open_wanted`` say what was pressed."""

    cover_wanted = Signal()
    look_wanted = Signal()
    open_wanted = Signal()
    frame_wanted = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__("well", padding=10)
        self._theme, self._tr = theme, tr
        self.picture = _Picture(theme)
        self._title = OneLine("strong")
        self._icon = QLabel()
        self._state = Words(style="small", wrap=True)
        self.cover = Button("", theme, icon_name="check")
        self.look = Button(tr("Look and cover …"), theme)
        self.leave = Button(tr("Leave open"), theme, "link")
        self.cover.clicked.connect(self.cover_wanted)
        self.look.clicked.connect(self.look_wanted)
        self.leave.clicked.connect(self.open_wanted)
        self.frame = Button(tr("Frame our row"), theme)
        self.frame.clicked.connect(self.frame_wanted)
        self._lay_out()

    def show_found(self, title: str, exhibit: Exhibit, found: Found) -> None:
        """Show what was found on ``exhibit``."""
        tr, count = self._tr, len(found.boxes)
        kind = tr.text(EXHIBIT_KINDS[exhibit.kind])
        self._title.say(f"{title}  {kind}  {exhibit.name}")
        words = {
            Look.SEARCHING: tr("Looking for card and phone numbers …"),
            Look.PROPOSED: tr("{count} places found that should be covered", count=count),
            Look.COVERING: tr("Covering…"),
            Look.CLEAN: tr("No card or phone number found"),
            Look.BY_EYE: tr("A picture cannot be searched: look at it"),
            Look.COVERED: tr("{count} places covered for good", count=len(exhibit.boxes)),
            Look.LEFT_OPEN: tr("{count} places left open", count=count),
        }[found.look]
        icon, tone = _TONES[found.look]
        self._state.say(words)
        self._state.set_ink(tone)
        ink = QColor(self._theme.tones[tone].soft_text)
        self._icon.setPixmap(pixmap(icon, ink, 18, self.devicePixelRatioF()))
        proposed, left = found.look is Look.PROPOSED, found.look is Look.LEFT_OPEN
        self.cover.say(tr("Cover all {count}", count=count))
        self.cover.setAccessibleName(f"{self.cover.text()}: {title}")
        self.cover.setVisible(proposed)
        self.leave.say(tr("Decide again") if left else tr("Leave open"))
        self.leave.setAccessibleName(f"{self.leave.text()}: {title}")
        self.leave.setVisible(proposed or left)
        self.look.setAccessibleName(f"{self.look.text()}: {title}")
        frames = len(exhibit.marks)
        self.frame.say(
            tr("Take {count} frames off", count=frames) if frames else tr("Frame our row")
        )
        self.frame.setAccessibleName(f"{self.frame.text()}: {title}")
        self.frame.setVisible(Framing.may(exhibit))
        self.look.setEnabled(found.look is not Look.COVERING)

    def _lay_out(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._state, 1)
        buttons = FlowLayout(8)
        for button in (self.cover, self.look, self.frame, self.leave):
            buttons.addWidget(button)
        holder = QWidget()
        holder.setLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._title)
        right.addLayout(said)
        right.addWidget(holder)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self.body.addLayout(row)


class _Picture(QWidget):
    """The exhibit, small."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._image = theme, QImage()
        self.setFixedSize(PICTURE)

    def show_picture(self, image: QImage) -> None:
        """Show the picture."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("sunken"))
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
