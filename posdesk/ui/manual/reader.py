"""Shows one chapter; nothing is ever fetched from anywhere but the manual's own pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QKeySequence, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from posdesk.domain.manual import Chapter
from posdesk.i18n import Translator
from posdesk.ui.manual.html import SIZES, Page, leads_inside
from posdesk.ui.theme import Theme

_MARGIN = 24
_LEFT_TO_THE_PAGE = {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Reader(QTextBrowser):
    """The text of a chapter; ``followed`` names the chapter and the place that a link leads to."""

    followed = Signal(str, str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._folder = Path()
        self._size = 1
        self._room = 0
        self.chapter: Chapter | None = None
        self.setProperty("part", "reader")
        self.setAccessibleName(tr("The chapter"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._clicked)
        self._again = QTimer(self, singleShot=True, interval=80)
        self._again.timeout.connect(self._fit)

    def show_chapter(self, chapter: Chapter, pictures: Path, anchor: str = "") -> None:
        """Show a chapter from its beginning, or from ``anchor`` on."""
        self.chapter, self._folder = chapter, pictures
        self._write()
        self.verticalScrollBar().setValue(0)
        if anchor:
            self.scrollToAnchor(anchor)

    def mark(self, words: str) -> None:
        """Go to the first of ``words`` from where the text stands, and mark it."""
        for word in words.split()[:1]:
            self.find(word)

    @property
    def type_size(self) -> int:
        """The size of the type in pixels."""
        return SIZES[self._size]

    def resize_type(self, step: int) -> None:
        """Make the type one step larger or smaller; 0 makes it as it was."""
        wanted = self._size + step if step else 1
        self._size = min(max(wanted, 0), len(SIZES) - 1)
        self._write_again()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the manual, and nothing else whatever a text asks for."""
        file = self._folder / QUrl(name).fileName()
        known = self.chapter.pictures if self.chapter else ()
        if kind == QTextDocument.ResourceType.ImageResource.value and file.name in known:
            return self._fitting(QImage(str(file)))
        return None

    def _fitting(self, image: QImage) -> QImage:
        """Return a picture as wide as it is shown: Qt's own shrinking leaves letters in pieces."""
        wide = round(min(self._room, image.width()) * self.devicePixelRatioF())
        if wide >= image.width():
            return image
        return image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEFT_TO_THE_PAGE or event.modifiers() & _CHORD:
            event.ignore()
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again.start()

    def _fit(self) -> None:
        if self._width() != self._room:
            self._write_again()

    def _width(self) -> int:
        return max(240, self.viewport().width() - 2 * _MARGIN)

    def _write_again(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._write()
        bar.setValue(round(share * bar.maximum()))

    def _write(self) -> None:
        if self.chapter is None:
            return
        self._room = self._width()
        widths = {
            name: QImageReader(str(self._folder / name)).size().width()
            for name in self.chapter.pictures
        }
        self.setHtml(Page(self._theme, self.type_size, self._room, widths).html(self.chapter))

    def _clicked(self, url: QUrl) -> None:
        link = url.toString(QUrl.ComponentFormattingOption.PrettyDecoded)
        if self.chapter is not None and leads_inside(link):
            file, _, anchor = link.partition("#")
            self.followed.emit(file.removesuffix(".md") or self.chapter.id, anchor)
