"""The desk, the theme and the small helpers that tests of single panels stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from posdesk import app, paths
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.fonts import load_fonts
from posdesk.ui.questions import Questions
from posdesk.ui.style import dress
from posdesk.ui.theme import Theme

CARD = "6228480402564890018"
"""A well-formed card number that no bank has issued to anybody we know."""


class Ticking:
    """A clock that starts on the Friday of the story and goes on by a second at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 14, 43, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Chosen(Questions):
    """Answers for the person: the files that a test puts here."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr)
        self.files: tuple[Path, ...] = ()

    def files_to_open(self) -> tuple[Path, ...]:
        return self.files


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """Open the desk on ``folder`` for the time of a test."""
    desk = app.open_desk(folder, Ticking())
    try:
        yield desk
    finally:
        desk.care.close()


def dressed(name: str = "light") -> Theme:
    """Return a theme in which the whole application is dressed."""
    theme = Theme.load(paths.resources() / "themes", name)
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    _fonts()
    if running.property("theme") != name:
        dress(running, theme)
        running.setProperty("theme", name)
    return theme


@cache
def _fonts() -> None:
    load_fonts(paths.resources() / "fonts")


def speaking(lang: Lang) -> Translator:
    """Return the words of one language."""
    return Translator(lang, paths.resources() / "i18n")


def everything_said(widget: QWidget) -> str:
    """Return all words that are in ``widget`` and its children, seen or only heard."""
    words: list[str] = []
    for part in (widget, *widget.findChildren(QWidget)):
        words += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        if isinstance(part, QLineEdit | QLabel | QAbstractButton):
            words.append(part.text())
        if isinstance(part, QLineEdit):
            words.append(part.placeholderText())
    return "\n".join(words)


def kept_on_disk(folder: Path) -> bytes:
    """Return every byte of every file under ``folder``."""
    return b"\n".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def picture(width: int = 320, height: int = 200, colour: str = "#cfe3d0") -> QImage:
    """Return a plain picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def encoded(image: QImage, form: str) -> bytes:
    """Return ``image`` as a file of ``form`` (JPG, PNG)."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(held.data())


Until = Callable[[Callable[[], bool]], None]
"""Wait until something holds, while events are dealt with."""
