"""What was dropped, pasted or chosen, as values that a worker may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage

from posdesk.i18n import Translator
from posdesk.intake.exhibits import CleanExhibit, Progress
from posdesk.services.exhibits import ExhibitKeeper

_GUESSES = (
    ("terminal", "terminal"),
    ("record", "terminal"),
    ("app", "app"),
    ("bank", "app"),
    ("sms", "sms"),
    ("portal", "statement"),
    ("host", "statement"),
    ("slip", "slip"),
    ("print", "slip"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to add to a case: a file, or a picture or a text without one."""

    name: str
    path: Path | None = None
    image: QImage | None = None
    text: str = ""

    def prepare(
        self,
        *,
        not_a_card: bool = False,
        cover_found: bool = False,
        progress: Progress | None = None,
    ) -> CleanExhibit:
        """Return the clean copy; long work, for a worker. Raises ``PosDeskError``."""
        content: Path | bytes = self.path or self.text.encode() or _png(self.image or QImage())
        return ExhibitKeeper.prepare(
            content, self.name, not_a_card=not_a_card, cover_found=cover_found, progress=progress
        )


def sources(mime: QMimeData | None, tr: Translator, *, texts: bool = False) -> tuple[Source, ...]:
    """Return what ``mime`` brings: its local files, else its picture, else (``texts``) its text."""
    if mime is None:  # an empty clipboard, on some systems
        return ()
    files = tuple(of_paths(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()))
    if files:
        return files
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage):
        return (Source(tr("Pasted picture") + ".png", image=image),)
    if texts and mime.text().strip():
        return (Source(tr("Pasted text") + ".txt", text=mime.text()),)
    return ()


def of_paths(paths: Iterable[Path]) -> Iterable[Source]:
    """Return ``paths`` as sources, each under the name of its file."""
    return (Source(path.name, path=path) for path in paths)


def guess_kind(asked: str) -> str:
    """Return the kind of exhibit that fits the step or picture ``asked``, ``other`` for none."""
    return next((kind for word, kind in _GUESSES if word in asked), "other")


def thumbnail(data: bytes, size: QSize) -> QImage:
    """Return a picture cut to ``size``; an empty image where ``data`` holds none."""
    image = QImage.fromData(data)
    if image.isNull():
        return image
    fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = image.scaled(size, fill, Qt.TransformationMode.SmoothTransformation)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
