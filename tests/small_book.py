"""Ships one small flow instead of the whole book, which takes seconds to prove."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from posdesk import paths
from tests.intake.test_flow_files import GOOD

KEPT = ("calendars", "codes", "contacts", "fonts", "i18n", "icons", "presets", "themes", "words")


def ship_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let everything find its resources in ``folder``, and return where."""
    real, shipped = paths.resources(), folder / "shipped"
    (shipped / "flows").mkdir(parents=True)
    for name in KEPT:
        (shipped / name).symlink_to(real / name)
    shutil.copy(real / "flows" / "flow.schema.json", shipped / "flows")
    (shipped / "flows" / "small.yaml").write_text(GOOD, "utf-8")
    monkeypatch.setattr(paths, "resources", lambda: shipped)
    # One entry is kept in a cache: this one's would push out that of the whole book.
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "small-cache"))
    return shipped
