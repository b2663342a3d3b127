"""What a demonstration leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Made:
    """The case's number, and absolute paths of the PDF and the pictures."""

    case: str
    bundle: Path
    screenshots: tuple[Path, ...]
