"""Words that mean the same at a counter, in both languages, by the name of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from posdesk.domain.search.sound import Sounds

NEGATION = "neg"
"""The one meaning whose words of a single syllable are known by their sound alone."""

LONGEST = 5
"""Characters or words of the longest entry."""

_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name for what several words mean, with the words."""

    name: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of what was read, from ``start`` up to ``end``, and what it means."""

    start: int
    end: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """All meanings, by characters, by sound and by English stems."""

    _characters: Mapping[tuple[str, ...], frozenset[str]]
    _sounds: Mapping[tuple[str, ...], frozenset[str]]
    _stems: Mapping[tuple[str, ...], frozenset[str]]
    stems: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, meanings: Iterable[Meaning], sounds: Sounds) -> Synonyms:
        """Return the meanings, ready to be looked up."""
        written: dict[tuple[str, ...], frozenset[str]] = {}
        spoken: dict[tuple[str, ...], frozenset[str]] = {}
        english: dict[tuple[str, ...], frozenset[str]] = {}
        for meaning in meanings:
            name = frozenset({meaning.name})
            for word in meaning.chinese:
                written[tuple(word)] = written.get(tuple(word), frozenset()) | name
                if len(word) > 1 or meaning.name == NEGATION:
                    said = sounds.usual(word)
                    spoken[said] = spoken.get(said, frozenset()) | name
            for word in meaning.english:
                stems = tuple(stem(w) for w in english_words(word))
                english[stems] = english.get(stems, frozenset()) | name
        return cls(written, spoken, english, frozenset(s for key in english for s in key))

    def in_chinese(self, characters: str, said: Sequence[str]) -> tuple[Span, ...]:
        """Return what is meant in ``characters``; those that only sound right count from two on."""
        return _spans(characters, self._characters, said, self._sounds)

    def in_sounds(self, said: Sequence[str]) -> tuple[Span, ...]:
        """Return what is meant by syllables alone."""
        return _spans(said, self._sounds, said, {})

    def in_english(self, stems: Sequence[str]) -> tuple[Span, ...]:
        """Return what is meant in English words, given as stems."""
        return _spans(stems, self._stems, stems, {})


def english_words(text: str) -> list[str]:
    """Return the words of ``text``; an apostrophe is left out (didn't, didnt)."""
    return re.findall(r"[a-z]+", re.sub(r"['’]", "", text.casefold()))


def stem(word: str) -> str:
    """Return ``word`` without its English ending, where enough of it is left."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) > 2 else word


def _spans(
    words: Sequence[str],
    table: Mapping[tuple[str, ...], frozenset[str]],
    said: Sequence[str],
    spoken: Mapping[tuple[str, ...], frozenset[str]],
) -> tuple[Span, ...]:
    """Return the longest stretches that are in ``table``, or else in ``spoken``, from the left."""
    found: list[Span] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST), at, -1):
            sound = spoken.get(tuple(said[at:end])) if end - at > 1 else None
            names = table.get(tuple(words[at:end])) or sound
            if names:
                found.append(Span(at, end, names))
                at = end
                break
        else:
            at += 1
    return tuple(found)
