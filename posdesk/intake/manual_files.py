"""Reads the manual of one language: its index names the parts and, in their order, the chapters."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.manual import PARTS, Block, Chapter, Heading, Listing, Manual, Part, Span
from posdesk.domain.text import N_, Lang
from posdesk.intake.markdown import read_blocks

INDEX = "index.md"
_GONE = N_(
    "The manual's file {file} cannot be read; your data are safe; install PosDesk again, or read"
    " the manual where you got PosDesk from."
)


def read_manual(folder: Path, lang: Lang) -> Manual:
    """Return the manual in ``folder``; raises ``DataTrouble`` where a file of it is missing."""
    blocks = read_blocks(_text(folder / lang / INDEX))
    title = next((b.text for b in blocks if isinstance(b, Heading)), "PosDesk")
    return Manual(title, tuple(_parts(folder / lang, blocks)))


def _parts(folder: Path, blocks: tuple[Block, ...]) -> list[Part]:
    """Return the parts: each heading of the second level, with the links in the list below it."""
    parts: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            parts.append(Part(PARTS[len(parts)], block.text, ()))
        elif isinstance(block, Listing) and parts:
            known = parts[-1]
            linked = (span for item in block.items for span in item if span.link)
            more = tuple(_chapter(folder, span) for span in linked)
            parts[-1] = Part(known.id, known.title, known.chapters + more)
    return parts


def _chapter(folder: Path, link: Span) -> Chapter:
    file = folder / link.link
    blocks = read_blocks(_text(file))
    title = next((b.text for b in blocks if isinstance(b, Heading)), link.text)
    return Chapter(file.stem, title, blocks)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise DataTrouble(_GONE, file=file.name) from None
