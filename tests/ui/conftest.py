"""The real window on real services and an empty data folder; questions are recorded, not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posdesk.app import open_desk
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Lang
from posdesk.i18n import Translator
from posdesk.ui.questions import Questions
from posdesk.ui.session import Sitting, application

NOW = datetime(2026, 11, 20, 14, 43, 7, tzinfo=BEIJING)

Open = Callable[..., Sitting]


class Recorded(Questions):
    """Answers as the test wants and remembers what was asked."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr)
        self.asked: list[str] = []
        self.save_to: Path | None = None
        self.files: tuple[Path, ...] = ()

    def files_to_open(self) -> tuple[Path, ...]:
        self.asked.append("files")
        return self.files

    def bundle_file(self) -> Path | None:
        self.asked.append("bundle")
        return self.files[0] if self.files else None

    def certificate_file(self) -> Path | None:
        self.asked.append("certificate")
        return self.files[0] if self.files else None

    def path_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(suggested.name)
        return self.save_to

    def file_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(suggested.name)
        return self.save_to

    def tell(self, sentence: str) -> None:
        self.asked.append(sentence)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def open_window(qtbot: QtBot, data_dir: Path) -> Iterator[Open]:
    """Return what opens the window on one data folder, as often as wanted."""
    opened: list[Sitting] = []

    def opener(
        lang: Lang = "zh_CN", theme: str | None = "light", size: tuple[int, int] = (1366, 768)
    ) -> Sitting:
        tr = Translator(lang, Path())
        desk = open_desk(data_dir, lambda: NOW)
        sitting = Sitting(
            application(),
            desk,
            lang=lang,
            theme=theme,
            clock=lambda: NOW,
            questions=Recorded(tr),
        )
        qtbot.addWidget(sitting.window)
        sitting.window.resize(*size)
        sitting.window.show()
        sitting.window.activateWindow()
        qtbot.waitUntil(sitting.window.isVisible)
        opened.append(sitting)
        return sitting

    yield opener
    for sitting in opened:
        sitting.window.close()
