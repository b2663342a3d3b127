"""Loads the bundled typeface, so that Chinese is never empty boxes on any machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_

FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def load_fonts(folder: Path) -> None:
    """Make the typeface in ``folder`` known to Qt; raises ``DataTrouble`` if it is damaged."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise DataTrouble(
                N_(
                    "The typeface {name} cannot be read; your data are safe; install PosDesk again."
                ),
                name=name,
            )
