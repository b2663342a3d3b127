"""Killed at any instant, the program loses nothing it acknowledged and leaves nothing half done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.samples import open_case, open_store

KILLS = 200
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork"),
]


def test_no_acknowledged_event_is_lost(tmp_path: Path) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.storage.killed_writer",
            str(tmp_path),
            str(KILLS),
            "20261120",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(run.stdout)
    acknowledged = found["acknowledged"]
    assert sum(found["died"].values()) == KILLS
    assert found["died"]["while writing"] >= KILLS * 2 / 3, "the children must come to write"
    assert len(acknowledged) == len(set(acknowledged)) >= KILLS

    with open_store(tmp_path) as store:
        verified = store.verify()
        stored = [row[0] for row in store._database.rows("SELECT id FROM events ORDER BY pos")]
        assert verified.valid, verified.first_bad
        assert set(acknowledged) <= set(stored)
        assert [one for one in stored if one in set(acknowledged)] == acknowledged
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()
        numbers = [row.number for row in store.cases(limit=1_000_000)]
        assert len(numbers) == len(set(numbers))
        opened = 'SELECT "case" FROM events WHERE type = ? ORDER BY pos'
        both = [store._database.rows(opened, (kind,)) for kind in ("case_opened", "slip_recorded")]
        assert both[0] == both[1], "these are appended in one transaction"
        assert store.health().quick_check == ("ok",)
        open_case(store, "after all")
        assert store.verify().valid
