"""Whatever is done when the power fails: nothing acknowledged is lost, nothing erased stays."""

import os
import tempfile
from pathlib import Path

import pytest

from posdesk import app
from posdesk.services.backups import beside
from tests.e2e.power_cut import Shop, cut, run
from tests.e2e.test_card_numbers import NUMBERS

CUTS = 36
"""Six of each kind of work; ``python -m tests.e2e.power_cut`` does five hundred."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork"),
]


def test_power_fails_at_any_instant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shop = run(tmp_path / "shop", CUTS, seed=20261122)
    assert sum(shop.cut.values()) + sum(shop.finished.values()) >= CUTS
    assert shop.erased
    assert len(shop.events) > 20
    later = in_plain_with_a_later_backup(shop)
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    for mark in shop.erased.values():
        there = [path for path in everything if mark.encode() in path.read_bytes()]
        assert [path for path in there if not path.is_relative_to(beside(shop.folder))] == []
        assert later not in there
    for number in NUMBERS:
        assert not [path for path in everything if number.encode() in path.read_bytes()]


def in_plain_with_a_later_backup(shop: Shop) -> Path:
    """Turn encryption off, so that bytes can be looked for, and make one more backup."""
    if shop.key() is not None:
        cut(shop, "encrypt", None)
    desk = app.open_desk(shop.folder, shop.clock)
    try:
        made = desk.backups.make_file(shop.folder.parent / "later.backup")
    finally:
        desk.care.close()
    return made.path
