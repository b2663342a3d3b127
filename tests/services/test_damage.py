"""Damage anywhere in the database is found and a backup brings all of it back, or is none."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.errors import DataDamaged
from posdesk.services.backup_list import beside
from posdesk.services.doctor.examination import examine
from posdesk.services.restore import Step
from posdesk.storage.store import DATABASE
from tests.ui.stage import Ticking

PLACES = 15
PAGE = 4096


class Silent:
    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say nothing."""

    def __call__(self, done: int, total: int, /) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[str]]:
    """A folder with its backup; the numbers of the cases in the backup, and those after it."""
    folder = tmp_path_factory.mktemp("shop") / "data"
    desk = app.open_desk(folder, Ticking())
    try:
        add = [desk.log.add(desk.log.read({"amount": f"{n}.00"})).number for n in range(1, 41)]
        desk.backups.make()
        after = [desk.log.add(desk.log.read({"amount": "7.00"})).number for _ in range(3)]
    finally:
        desk.care.close()
    return folder, add, after


def found(folder: Path) -> bool:
    """Return whether the program finds damage: at the opening, or in the check after it."""
    try:
        desk = app.open_desk(folder, Ticking())
    except DataDamaged:
        return True
    try:
        return not desk.care.soundness(lambda _done, _total: None).is_sound
    except DataDamaged:
        return True
    finally:
        desk.care.close()


def is_harmless(folder: Path, numbers: list[str]) -> bool:
    """Return whether everything that was acknowledged is there as it was."""
    desk = app.open_desk(folder, Ticking())
    try:
        return (
            desk.care.verify().valid
            and sorted(row.number for row in desk.log.cases()) == sorted(numbers)
            and all(desk.log.case(number).slip for number in numbers)
        )
    finally:
        desk.care.close()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_page_anywhere(shop: tuple[Path, list[str], list[str]], tmp_path: Path) -> None:
    first, held, after = shop
    whole = (first / DATABASE).read_bytes()
    chance = random.Random(20261122)
    pages = len(whole) // PAGE
    count = 0
    for place in range(PLACES):
        folder = tmp_path / f"n{place}"
        shutil.copytree(first, folder)
        shutil.copytree(beside(first), beside(folder))
        damaged = bytearray(whole)
        # Whole pages of noise, pages of nothing, and a few bytes somewhere.
        page = chance.randrange(pages) if place else 0
        kind = place % 3
        begin, size = page * PAGE, PAGE
        if kind == 2:
            begin, size = page * PAGE + chance.randrange(PAGE - 16), 16
        noise = bytes(size) if kind == 1 else chance.randbytes(size)
        damaged[begin : begin + size] = noise
        (folder / DATABASE).write_bytes(damaged)
        if not found(folder):
            assert is_harmless(folder, held + after), f"page {page}, kind {kind}"
            continue
        count += 1
        report = examine(folder)
        assert report.findings, f"the doctor does not see page {page}, kind {kind}"
        restorer = app.open_restorer(folder)
        best = restorer.best()
        assert best is not None
        assert best.trouble is None
        if best.lost is not None and best.lost.complete:
            assert set(best.lost.cases) <= set(after)
        done = restorer.restoring(best.path).do(Silent())
        assert done.saved is not None
        assert is_harmless(folder, held)
        shutil.rmtree(folder)
    assert count > PLACES / 2
