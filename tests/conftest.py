"""What every test stands on: no screen, no system fonts, no language, nobody's data, no dialog."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

# A machine with other work is slow at times; that is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent

LANGUAGE = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES")
HOMES = (
    *("APPDATA", "HOME", "LOCALAPPDATA", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
    *("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME"),
)

FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""

MODAL = {
    "QColorDialog": ("getColor",),
    "QDialog": ("exec",),
    "QFileDialog": (
        "exec",
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    "QFontDialog": ("getFont",),
    "QInputDialog": ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QMenu": ("exec",),
    "QMessageBox": ("about", "aboutQt", "critical", "exec", "information", "question", "warning"),
}


class UnattendedDialog(AssertionError):
    """Something asked a person, and a test has none: it would wait for ever."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Take away what differs between machines, before Qt reads it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in LANGUAGE:
        os.environ.pop(name, None)
    os.environ["LC_CTYPE"] = "C.UTF-8"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    private = tempfile.TemporaryDirectory(prefix="posdesk-tests-")
    config.add_cleanup(private.cleanup)
    conf = Path(private.name) / "fonts.conf"
    fonts = ROOT / "resources" / "fonts"
    conf.write_text(FONTS_CONF.format(fonts=fonts, cache=Path(private.name) / "cache"), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(conf)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that none of them is left for the end, alone."""
    frozen = {item.path for item in items if item.get_closest_marker("frozen")}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in frozen, item.path not in slow))


@pytest.fixture(autouse=True)
def _home_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let everything that looks for a person's folders find empty ones."""
    home = tmp_path_factory.mktemp("home")
    for name in HOMES:
        if name == "XDG_CACHE_HOME":  # parsed flows are the same for all tests
            monkeypatch.setenv(name, str(tmp_path_factory.getbasetemp() / "cache"))
            continue
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("POSDESK_PROVISION", str(home / "provision.toml"))  # there is none


def _raiser(name: str) -> Callable[..., NoReturn]:
    def ask(*_args: object, **_kwargs: object) -> NoReturn:
        raise UnattendedDialog(f"{name} was called in a test; replace it with monkeypatch")

    return ask


@pytest.fixture(autouse=True)
def _no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every call that would wait for a person fail at once."""
    widgets = pytest.importorskip("PySide6.QtWidgets")
    for kind, methods in MODAL.items():
        for method in methods:
            monkeypatch.setattr(getattr(widgets, kind), method, _raiser(f"{kind}.{method}"))


@pytest.fixture(autouse=True)
def _cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase cost next to nothing; what a shop's costs is a test of its own."""
    from posdesk.services import passphrases

    monkeypatch.setattr(passphrases, "MEMORY_KIB", 1024)
    monkeypatch.setattr(passphrases, "ROUNDS", 1)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One small flow in the place of the shipped book; where the resources lie then."""
    from tests.small_book import ship_small

    return ship_small(tmp_path, monkeypatch)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _closed_windows_are_gone() -> Iterator[None]:
    """Delete what a test closed: every later change of theme would dress it again."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # What a test left behind goes here and now, not while a worker of the next one runs.
        gc.enable()
        gc.collect(1)


@pytest.fixture
def soon(qtbot: QtBot) -> Iterator[Callable[[Callable[[], bool]], None]]:
    """Return what tries a person's steps from the event loop until each is done, in order."""
    from PySide6.QtCore import QTimer

    steps: list[Callable[[], bool]] = []
    timer = QTimer()

    def tick() -> None:
        if steps and steps[0]():
            steps.pop(0)

    timer.timeout.connect(tick)
    timer.start(20)
    yield steps.append
    timer.stop()
    assert not steps, "not every step was reached"
