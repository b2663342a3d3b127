"""The data folder of the oldest version, as it lies in ``tests/releases``, laid out anew."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import closing
from pathlib import Path

from posdesk.storage.driver import connect
from posdesk.storage.store import DATABASE

OLDEST = Path(__file__).resolve().parents[1] / "releases" / "schema-1.zip"


def lay_oldest(folder: Path) -> set[str]:
    """Put the data of the oldest version in the place of ``folder``; return its events' ids."""
    shutil.rmtree(folder, ignore_errors=True)
    copy = folder.with_name("oldest")
    for place in (folder, copy):
        with zipfile.ZipFile(OLDEST) as packed:
            packed.extractall(place)
    # Looked into in a copy: whoever closes a database folds its log into it.
    with closing(connect(copy / DATABASE)) as connection:
        events = {one for (one,) in connection.execute("SELECT id FROM events").fetchall()}
    shutil.rmtree(copy)
    return events
