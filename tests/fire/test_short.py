"""The short form of every trial: ``python -m tests.fire long`` does thousands of each by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fire.__main__ import SEED, fire
from tests.fire.trial import Ground, names

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no kill -9 and no fork"),
]


@pytest.mark.parametrize("name", names())
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    found = fire(name, Ground(tmp_path / name, SEED))
    assert found["lost"] == []
    assert found["done"] or found["left_out"]
