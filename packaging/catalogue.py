#!/usr/bin/env python3
"""Brings the Chinese catalogue up to date: extracts, merges, compiles.

    python packaging/catalogue.py          extract, merge into posdesk.po, compile posdesk.mo
    python packaging/catalogue.py --check  change nothing; end with 1 where something is amiss

What is no longer said is dropped, what is new stands there empty; a translator fills it in, by hand
or with Poedit, and runs this again.
"""

from __future__ import annotations

import argparse
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "posdesk.po", FOLDER / "posdesk.mo"
SINCE = datetime(2026, 11, 20, tzinfo=UTC)
"""A fixed date, so that nothing but a changed sentence changes the files."""
KEYWORDS = {"tr": None, "_tr": None, "N_": None}


def said() -> Catalog:
    """Return every sentence in the code, with where it stands."""
    catalogue = Catalog()
    for file, line, message, comments, context in extract_from_dir(
        ROOT / "posdesk", [("**.py", "python")], keywords=KEYWORDS
    ):
        if message:
            catalogue.add(message, None, [(f"posdesk/{file}", line)], context=context)
            del comments
    return catalogue


def translated() -> Catalog:
    """Return the catalogue as it lies there."""
    if not PO.exists():
        return Catalog(locale="zh_CN", project="PosDesk")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Return the messages without the header."""
    return (message for message in catalogue if message.id)


def fields(sentence: str) -> frozenset[str]:
    """Return the names of the ``{fields}`` in ``sentence``."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the program reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def faults() -> list[str]:
    """Return what is missing, unused, badly filled in or not compiled, one sentence each."""
    there, wanted = translated(), said()
    known = {str(m.id): str(m.string) for m in messages(there)}
    needed = {str(m.id) for m in messages(wanted)}
    found = [f"missing: {text}" for text in sorted(needed) if not known.get(text)]
    found += [f"unused: {text}" for text in sorted(known.keys() - needed)]
    found += [
        f"other fields: {text}"
        for text, chinese in sorted(known.items())
        if chinese and fields(text) != fields(chinese)
    ]
    if not MO.exists() or _read_mo(MO.read_bytes()) != _read_mo(compiled(there)):
        found.append(f"stale: {MO.name}; run packaging/catalogue.py")
    return found


def _read_mo(data: bytes) -> dict[str, str]:
    """Return the messages of a compiled catalogue, without its header."""
    read = GNUTranslations(BytesIO(data))._catalog  # type: ignore[attr-defined]
    return {str(key): str(value) for key, value in read.items() if key}


def update() -> None:
    """Merge what the code says into the catalogue and compile it."""
    old = {str(m.id): str(m.string) for m in messages(translated())}
    fresh = Catalog(
        locale="zh_CN",
        project="PosDesk",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        header_comment="# PosDesk in Chinese; the English sentences are the keys.",
        creation_date=SINCE,
        revision_date=SINCE,
        fuzzy=False,
    )
    for message in messages(said()):
        text = str(message.id)
        where = sorted({(file, 0) for file, _ in message.locations})
        fresh.add(text, old.get(text, ""), where)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=100, sort_output=True, include_lineno=False)
    MO.write_bytes(compiled(translated()))


def main() -> int:
    """Do what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is amiss")
    if not parser.parse_args().check:
        update()
    found = faults()
    print("\n".join(found) or "The catalogue is complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
