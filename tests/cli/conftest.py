from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from posdesk.cli.main import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(
    data_dir: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run one command line on the test's data folder, ``facts`` on standard input."""

    def run(*argv: str, facts: object = None) -> Ran:
        given = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = main(["--data-dir", str(data_dir), *argv])
        read = capsysbinary.readouterr()
        return Ran(code, read.out.decode(), read.err.decode())

    return run
