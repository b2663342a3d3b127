"""What holds of every command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.cli.main import main


def test_bytes_that_are_no_text_are_refused_in_a_sentence(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ("handover", "end", "--by", "周\udcba"),
        ("settings", "set", "shop.name", "\udcff"),
    ):
        assert main(["--data-dir", str(data_dir), *words]) == 2
        said = capsys.readouterr().err
        assert "不成字" in said
        assert len(said.splitlines()) == 1
