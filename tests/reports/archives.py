"""What programs that nobody here wrote say of a bundle."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import page
import pytest

UNLIMITED = page.SafetyLimits(
    max_input_size=1 << 30,
    max_decoded_stream_size=1 << 30,
    max_total_decoded_content_size=1 << 31,
)


def broken_rules(data: bytes, *, claimed: bool = True) -> list[str]:
    """Return which rules of PDF/A-3u ``data`` breaks; it must claim to keep them, too."""
    profile = None if claimed else page.ValidationProfile.PDF_A_3U
    report = page.validate_pdf_bytes(data, profile=profile, limits=UNLIMITED)
    assert "PDF/A-3u" in str(report)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def told_by(program: str, *arguments: str | Path) -> str:
    """Return what ``program`` prints; it must be content. Skips where it is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    run = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
