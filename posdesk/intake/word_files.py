"""Reads what the search knows of words: how characters are read, and words that mean the same."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.search.sound import Sounds, readings
from posdesk.domain.search.synonyms import Meaning, Synonyms


def load_words(folder: Path) -> tuple[Sounds, Synonyms]:
    """Return the sounds and the synonyms that are shipped in ``folder``."""
    table = _lines(folder / "pinyin.tsv", 3)
    sounds = Sounds(readings((row[0], row[1], row[2]) for row in table))
    meanings = (
        Meaning(name, tuple(zh.split()), tuple(word.strip() for word in en.split(",")))
        for name, zh, en in _lines(folder / "synonyms.tsv", 3)[1:]
    )
    return sounds, Synonyms.of(meanings, sounds)


def _lines(file: Path, columns: int) -> list[list[str]]:
    """Return the cells of each line that is no remark."""
    lines = file.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(row + [""] * columns)[:columns] for row in rows]
