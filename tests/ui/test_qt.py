"""What must be true of Qt itself before anything built on it can be."""

from __future__ import annotations

import subprocess
import sys

# PySide6 6.12 on Python 3.11 loses a reference to None at each such call and aborts the process
# after some thousands: hence a process of its own, and the marker in pyproject.toml.
MANY_CALLS = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
widget = QWidget()
for _ in range(20_000):
    widget.update()
print("alive")
"""


def test_calls_that_return_none_keep_their_references() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert done.stdout == "alive\n", done.stderr
