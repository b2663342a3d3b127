"""What happens to a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from posdesk.domain.event.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitAttached(Event):
    """A piece of evidence was added; its bytes lie in the exhibit store under ``sha256``.

    ``received_sha256`` is the digest of the bytes as they came, before they were cleaned. ``pages``
    counts the pages of a document, 1 for a picture or a text. ``original`` says that the bytes as
    they came are kept too, under their own digest.
    """

    type: ClassVar[str] = "exhibit_attached"
    version: ClassVar[int] = 2
    exhibit: str
    kind: str
    name: str
    mime: str
    sha256: str
    received_sha256: str
    size: int
    pages: int = 1
    not_a_card: bool = False
    original: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitCovered(Event):
    """Parts of an exhibit were covered for good; new bytes stand in its place from now on.

    ``boxes`` are the covers as ``PAGE,X,Y,W,H`` in thousandths of the page's width and height,
    the page counted from 1. What was kept before, as received or cleaned, is gone.
    """

    type: ClassVar[str] = "exhibit_covered"
    exhibit: str
    boxes: tuple[str, ...] = ()
    mime: str
    sha256: str
    size: int
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitDescribed(Event):
    """The kind of an exhibit was corrected, or a sentence about it was given."""

    type: ClassVar[str] = "exhibit_described"
    exhibit: str
    kind: str | None = None
    about: str | None = None
    not_a_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitMarked(Event):
    """Places of an exhibit were framed, a row of a statement for instance; nothing is hidden.

    ``boxes`` are all frames it has from now on, as ``PAGE,X,Y,W,H`` in thousandths.
    """

    type: ClassVar[str] = "exhibit_marked"
    exhibit: str
    boxes: tuple[str, ...] = ()
