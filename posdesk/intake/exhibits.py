"""What became of a file that was taken in as evidence, and of one that was covered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from posdesk.domain.cover import Box

Progress = Callable[[int, int], None]
"""Called with how many pages are done and how many there are; it may raise to give up."""

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
"""The kinds of bytes that are kept; nothing else is."""


@dataclass(frozen=True, slots=True)
class CoveredExhibit:
    """New bytes in which ``boxes`` are covered for good; ``before`` is the digest of the old."""

    mime: str
    data: bytes
    boxes: tuple[Box, ...]
    before: str
    pages: int = 1

    @property
    def sha256(self) -> str:
        """The digest of the new bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class CleanExhibit:
    """What is kept of a file: its clean bytes, and the digest (hex) of the bytes as they came.

    ``original`` are those bytes where they are kept too; ``covered`` tells of what was covered at
    once, on the way in.
    """

    name: str
    mime: str
    data: bytes
    received_sha256: str
    pages: int = 1
    original: bytes | None = None
    covered: CoveredExhibit | None = None

    @property
    def sha256(self) -> str:
        """The digest of the clean bytes."""
        return hashlib.sha256(self.data).hexdigest()
