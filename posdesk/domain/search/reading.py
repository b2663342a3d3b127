"""What a text holds that another may hold too: characters, sounds, words, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from posdesk.domain.search.sound import Sounds
from posdesk.domain.search.synonyms import Span, Synonyms, english_words, stem

Way = tuple[str, float]
"""A feature that a phrase may have, and how much of a term it is worth there, up to 1."""

_TOKEN: Final = re.compile(r"[\u3400-\u9fff]+|[a-z]*\d[a-z\d.]*|[a-z]+(?:['’][a-z]+)*")
_FILLERS: Final = frozenset(
    english_words(
        "a an and are at be but by did do does for had has have i if in is it its me my of on or"
        " our so that the their them then there they this to up us was we were what when which who"
        " why with you your yet"
    )
)
_SINGLE, _PAIR, _WORD, _LINK, _DIGITS = 0.4, 1.0, 1.6, 1.2, 1.6
_SAID, _MEANT = 0.8, 0.85
CODE: Final = "d:code"
"""The feature of a phrase that stands for every response code."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is wanted, in every way in which it may be there."""

    weight: float
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of Chinese, of letters, or of letters and digits, as it was typed."""

    text: str

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese."""
        return self.text[0] > "\u33ff"

    @property
    def is_letters(self) -> bool:
        """Whether it is nothing but Latin letters."""
        return "a" <= self.text[0] <= "z" and not any(c.isdigit() for c in self.text)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: half-width and lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text`` in their order."""
    return tuple(Token(found) for found in _TOKEN.findall(fold(text)))


class Reader:
    """Reads texts with the sounds and synonyms of the shop's languages."""

    def __init__(self, sounds: Sounds, synonyms: Synonyms) -> None:
        self.sounds = sounds
        self.synonyms = synonyms

    def terms(self, text: str) -> list[Term]:
        """Return what ``text`` holds, as a phrase to be found, but for its other sounds."""
        typed = tokens(text)
        terms = [term for t in typed if t.is_chinese for term in self.chinese(t.text)]
        digits = (t for t in typed if not t.is_chinese and not t.is_letters)
        terms += (self.digits(token.text, is_code=False) for token in digits)
        return [*terms, *self.english(self._english_of(typed), {}), *links(self.meant(text))]

    def meant(self, text: str) -> list[Span]:
        """Return what is meant anywhere in ``text``; the spans are those of its tokens."""
        typed = tokens(text)
        spans = [span for t in typed if t.is_chinese for span in self.spans(t.text)]
        return [*spans, *self.synonyms.in_english(self._english_of(typed))]

    def _english_of(self, typed: Sequence[Token]) -> list[str]:
        return [stem for token in typed if token.is_letters for stem in self.stems(token.text)]

    def sounds_of(self, text: str) -> set[str]:
        """Return the sounds of the Chinese in ``text``, in every reading."""
        found: set[str] = set()
        for token in tokens(text):
            if token.is_chinese:
                told = [(self.sounds.of(c) or (c,))[:2] for c in token.text]
                found |= {f"s:{one}" for way in told for one in way}
                found |= {f"s:{a} {b}" for x, y in pairwise(told) for a in x for b in y}
        return found

    def spans(self, characters: str) -> tuple[Span, ...]:
        """Return what is meant in Chinese ``characters``."""
        return self.synonyms.in_chinese(characters, self.sounds.usual(characters))

    def stems(self, words: str) -> list[str]:
        """Return the stems of English ``words`` without those that only fill."""
        return [stem(w) for w in english_words(words) if w not in _FILLERS]

    def chinese(self, characters: str) -> list[Term]:
        """Return what is wanted by Chinese ``characters``."""
        said = self.sounds.usual(characters)
        meant = _meant(self.spans(characters), len(characters))
        terms = [
            Term(_SINGLE, ((f"c:{c}", 1.0), *_ways(meant[at]))) for at, c in enumerate(characters)
        ]
        for at, (left, right) in enumerate(pairwise(characters)):
            sound = (f"s:{said[at]} {said[at + 1]}", _SAID)
            both = meant[at] & meant[at + 1]
            terms.append(Term(_PAIR, ((f"c:{left}{right}", 1.0), sound, *_ways(both))))
        return terms

    def spoken(self, syllables: Sequence[str]) -> list[Term]:
        """Return what is wanted by ``syllables`` that were typed as letters."""
        meant = _meant(self.synonyms.in_sounds(syllables), len(syllables))
        terms = [
            Term(_SINGLE, ((f"s:{s}", 0.9), *_ways(meant[at]))) for at, s in enumerate(syllables)
        ]
        for at, (left, right) in enumerate(pairwise(syllables)):
            both = meant[at] & meant[at + 1]
            terms.append(Term(_PAIR, ((f"s:{left} {right}", 1.0), *_ways(both))))
        return terms

    def english(self, stems: Sequence[str], near: dict[str, tuple[Way, ...]]) -> list[Term]:
        """Return what is wanted by English ``stems``; ``near`` are words they may stand for."""
        meant = _meant(self.synonyms.in_english(stems), len(stems))
        return [
            Term(_WORD, ((f"w:{s}", 1.0), *near.get(s, ()), *_ways(meant[at])))
            for at, s in enumerate(stems)
        ]

    def digits(self, text: str, *, is_code: bool) -> Term:
        """Return what is wanted by digits, which may be a response code."""
        return Term(_DIGITS, ((f"d:{text}", 1.0), *(((CODE, 1.0),) if is_code else ())))


def links(spans: Iterable[Span]) -> list[Term]:
    """Return what is wanted by meanings that stand near each other, whichever comes first."""
    told = [span.names for span in spans]
    near = [*pairwise(told), *zip(told, told[2:], strict=False)]
    terms = []
    for left, right in near:
        pairs = {"+".join(sorted((a, b))) for a, b in product(left, right) if a != b}
        if pairs:
            terms.append(Term(_LINK, tuple((f"k:{pair}", 1.0) for pair in sorted(pairs))))
    return terms


def _meant(spans: Iterable[Span], length: int) -> list[frozenset[str]]:
    """Return what is meant at each place; meanings of other stretches do not run together."""
    names: list[frozenset[str]] = [frozenset()] * length
    for number, span in enumerate(spans):
        for place in range(span.start, span.end):
            names[place] = frozenset(f"{name}#{number}" for name in span.names)
    return names


def _ways(meant: frozenset[str]) -> tuple[Way, ...]:
    return tuple((f"k:{name.partition('#')[0]}", _MEANT) for name in sorted(meant))
