"""Killed at any instant of a backup, nothing older is harmed and nothing half done is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk.services.backups import beside
from posdesk.storage.backup.check import check
from posdesk.storage.backup.exhibits import KeptExhibits, backup_exhibits
from posdesk.storage.backup.look import named_digests
from posdesk.storage.backup.place import BackupFolder
from tests.storage.samples import open_store

KILLS = 36
ROOT = Path(__file__).resolve().parents[3]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork"),
]


def test_older_backups_and_the_data_are_whole_whenever_it_is_killed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = subprocess.run(
        [
            *(sys.executable, "-m", "tests.storage.backup.killed_backup"),
            *(str(data), str(KILLS), "20261122"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(run.stdout)["told"]
    assert len(told) >= KILLS / 4, "the children must come to make some"

    folder = BackupFolder(beside(data), None)
    left = {path.name for path in folder.named()}
    assert {*sorted(told)[-3:]} <= left, "what was made last is there"
    for path in folder.named():
        check(path)
        with backup_exhibits(path, None) as exhibits:
            for digest in named_digests(path):
                assert exhibits.get(digest)
    with open_store(data) as store:
        assert store.verify().valid
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()

    with folder.held():
        newest = max(folder.named().values())
        origin = folder.found()[0].about
        assert origin is not None
        folder.rotate(next(iter(folder.named())), origin.origin, newest + timedelta(hours=1))
    named = {digest for path in folder.named() for digest in named_digests(path)}
    kept = KeptExhibits(folder.folder, None)
    assert kept.lacking(named) == []
    assert kept.keep_only(named) == 0, "what no backup names went with the last one that did"
    kept.close()
    assert not list(folder.folder.glob("*.part*"))
