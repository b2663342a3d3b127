"""Temporary files and caches inside a trial's own folder, so that what stays there can be seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posdesk import paths
from posdesk.intake.calendar_files import load_years
from posdesk.intake.flow_cache import load_cached_book
from posdesk.services import library, passphrases
from posdesk.services.library import Shelves


@contextmanager
def own_places(folder: Path) -> Iterator[None]:
    """Let everything of this process and its children go into ``folder``; guesses cost nothing."""
    temporary, before = folder / "tmp", tempfile.tempdir
    temporary.mkdir(parents=True, exist_ok=True)
    cache, costs = os.environ.get("XDG_CACHE_HOME"), dict(vars(passphrases))
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    tempfile.tempdir = str(temporary)
    # What a guess at the passphrase costs is not at stake here.
    vars(passphrases).update(MEMORY_KIB=1024, ROUNDS=1)
    _read_once()
    try:
        yield
    finally:
        tempfile.tempdir = before
        vars(library).update(load_cached_book=load_cached_book, load_years=load_years)
        vars(passphrases).update(MEMORY_KIB=costs["MEMORY_KIB"], ROUNDS=costs["ROUNDS"])
        if cache is None:
            os.environ.pop("XDG_CACHE_HOME", None)
        else:
            os.environ["XDG_CACHE_HOME"] = cache


def _read_once() -> None:
    """Let all children have the shipped flows and years as they were read here: most of a start."""
    shipped = paths.resources()
    codes, _ = library.open_codes(Shelves(shipped, shipped / "none", paths.cache_folder()))
    book = load_cached_book(paths.cache_folder(), shipped / "flows", codes=codes)
    years = load_years(shipped)
    vars(library).update(
        load_cached_book=lambda *_folders, **_given: book, load_years=lambda _folder: years
    )
