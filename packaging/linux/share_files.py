"""Lays out what a desktop knows a program by: entry, icons, file types, descriptions, manuals."""

from __future__ import annotations

import gzip
from pathlib import Path

from linux import icons

SHARE = Path(__file__).resolve().parent / "share"
BUNDLE = "application-x-posdesk-bundle"


def lay_out(share: Path, version: str, date: str) -> None:
    """Fill ``share`` (as in ``/usr/share``); ``date`` is that of the release, ``2026-11-22``."""
    for source in sorted(f for f in SHARE.rglob("*") if f.is_file()):
        words = source.read_text("utf-8").replace("@VERSION@", version).replace("@DATE@", date)
        target = share / source.relative_to(SHARE)
        target.parent.mkdir(parents=True, exist_ok=True)
        if "man" in target.relative_to(share).parts[:1]:
            write_gz(target.with_name(f"{target.name}.gz"), words)
        else:
            target.write_text(words, "utf-8")
    icons.render_all(share / "icons" / "hicolor")


def write_gz(target: Path, words: str) -> None:
    """Write ``words`` compressed, the same bytes each time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(words.encode("utf-8"), 9, mtime=0))
