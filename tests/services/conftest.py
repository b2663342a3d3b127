from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.moment import BEIJING
from posdesk.services.desk import Desk


class Clock:
    """A clock that a test sets; every look at it is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 14, 32, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(data_dir: Path, clock: Clock) -> Iterator[Desk]:
    opened = app.open_desk(data_dir, clock)
    yield opened
    opened.care.close()
