"""The program on a real X server: off screen, a missing X library or platform goes unseen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(sys.platform != "linux", reason="X servers of one's own are Linux's"),
    pytest.mark.skipif(
        not (shutil.which("xvfb-run") and shutil.which("xauth")), reason="needs xvfb and xauth"
    ),
]

# Starts the program as a person does, looks once its window is on the screen, and closes it.
LOOK = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from posdesk.__main__ import main

def look():
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowHandle()]
    exposed = [w for w in shown if w.windowHandle().isExposed()]
    if not exposed:
        QTimer.singleShot(100, look)
        return
    window = exposed[0]
    print(QApplication.platformName(), window.width() >= 1024, window.height() >= 700)
    window.close()

def wait(*_):
    QTimer.singleShot(100, look)
    return run()

run, QApplication.exec = QApplication.exec, wait
sys.exit(main())
"""


def test_window_opens_on_an_x_server(data_dir: Path) -> None:
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", sys.executable, "-c", LOOK],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "POSDESK_DATA": str(data_dir)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout == "xcb True True\n", done.stderr
    assert done.returncode == 0, done.stderr
