"""The phrases that can be found, each of one subject, and how well they fit what is typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from posdesk.domain.search.reading import Reader, Term, Token, Way, links, tokens
from posdesk.domain.search.sound import slips
from posdesk.domain.search.synonyms import Span, stem
from posdesk.domain.text import Text

_BEST, _ALL = 0.6, 0.4
_FIT, _EXACT = 0.7, 0.3
_NEAR, _BEGUN = 0.7, 0.8
_INITIALS, _INSIDE, _SLIPPED = 0.95, 0.8, 0.5
_MOST_INITIALS = 10
_LETTER = 0.55
"""The weight of one letter of an initial."""

Scores = dict[int, float]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of a subject, in both languages, with features beside those of its words."""

    subject: str
    text: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a subject fits, from 0 to 1, and the phrase of it that fits best."""

    subject: str
    text: Text
    score: float


@dataclass(frozen=True, slots=True)
class _Part:
    """Of one part of what was typed: how much there is, and how much of it each phrase has."""

    mass: float
    phrases: Scores
    subjects: Mapping[str, float]


class Phrases:
    """All phrases, ready to be compared with what is typed.

    ``unknown`` is how much a term counts that no phrase has: little where many words say the same,
    much where only what is written counts.
    """

    def __init__(self, phrases: Iterable[Phrase], reader: Reader, unknown: float = 0.3) -> None:
        self._reader = reader
        self._unknown = unknown
        self._phrases: list[Phrase] = []
        self._initials: list[frozenset[str]] = []
        self._terms: list[list[Term]] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        for phrase in phrases:
            for half in (phrase.text.zh_CN, phrase.text.en):
                self._add(phrase, half)
        self._subjects = {
            feature: tuple({self._phrases[number].subject for number in numbers})
            for feature, numbers in self._having.items()
        }
        self._weight = self._weigh()
        words = (f[2:] for f in self._having if f.startswith("w:"))
        self._words = sorted({*words, *reader.synonyms.stems})
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for slip in slips(word) if len(word) > 3 else ():
                self._near[slip].add(word)
        self._whole = [self._worth(terms) for terms in self._terms]

    def find(self, words: str, codes: frozenset[str] = frozenset()) -> tuple[Fit, ...]:
        """Return the subjects that fit, the best first; ``codes`` are tokens that are codes."""
        parts = [part for part in self._parts(words, codes) if part.mass > 0]
        mass = sum(part.mass for part in parts)
        if not mass:
            return ()
        phrases: defaultdict[int, float] = defaultdict(float)
        subjects: defaultdict[str, float] = defaultdict(float)
        for part in parts:
            for number, worth in part.phrases.items():
                phrases[number] += worth
            for subject, worth in part.subjects.items():
                subjects[subject] += worth
        best: dict[str, Fit] = {}
        for number, worth in phrases.items():
            phrase, whole = self._phrases[number], self._whole[number]
            exact = worth / whole if whole > worth else 1.0
            score = _BEST * worth / mass * (_FIT + _EXACT * exact)
            score += _ALL * min(1.0, subjects[phrase.subject] / mass)
            if phrase.subject not in best or score > best[phrase.subject].score:
                best[phrase.subject] = Fit(phrase.subject, phrase.text, score)
        return tuple(sorted(best.values(), key=lambda fit: -fit.score))

    def _add(self, phrase: Phrase, half: str) -> None:
        number = len(self._phrases)
        self._phrases.append(phrase)
        self._terms.append(self._reader.terms(half))
        ways = {feature for term in self._terms[-1] for feature, _ in term.ways}
        for feature in ways | self._reader.sounds_of(half) | set(phrase.also):
            self._having[feature].append(number)
        clauses = "".join(f"|{t.text}" for t in tokens(half) if t.is_chinese)
        initials = self._reader.sounds.initials(f"{clauses}|") if clauses else frozenset()
        self._initials.append(initials)

    def _weigh(self) -> dict[str, float]:
        """Return what each feature is worth: more, the fewer subjects have it."""
        every = len({phrase.subject for phrase in self._phrases})
        return {f: log(1.0 + every / len(having)) for f, having in self._subjects.items()}

    def _worth(self, terms: Iterable[Term]) -> float:
        """Return how much a phrase has of itself."""
        return sum(term.weight * self._weight[term.ways[0][0]] for term in terms)

    # ------------------------------------------------------------------------------ what is wanted

    def _parts(self, words: str, codes: frozenset[str]) -> list[_Part]:
        """Return what was typed, part by part, each read in the way that fits a phrase best."""
        parts: list[_Part] = []
        spans: list[Span] = []
        for run in self._runs(tokens(words)):
            if run[0].is_chinese:
                spans += self._reader.spans(run[0].text)
                parts.append(self._part(self._reader.chinese(run[0].text)))
            elif run[0].is_letters:
                stems = [s for token in run for s in self._reader.stems(token.text)]
                spans += self._reader.synonyms.in_english(stems)
                parts.append(self._part(self._reader.english(stems, self._near_words(stems))))
                if not self._is_english(run[0].text) and (len(run) == 1 or self._is_spelt(run[0])):
                    letters = "".join(token.text for token in run)
                    parts[-1] = _best_of([parts[-1], *self._said(letters)])
            else:
                text = run[0].text
                parts.append(self._part([self._reader.digits(text, is_code=text in codes)]))
        return [*parts, self._part(links(spans))]

    def _runs(self, typed: Sequence[Token]) -> list[list[Token]]:
        """Return the tokens; syllables with spaces between them run together, and English does."""
        runs: list[list[Token]] = []
        spelt: list[bool] = []
        for token in typed:
            plain = token.is_letters and self._is_spelt(token)
            if runs and token.is_letters and runs[-1][0].is_letters and plain == spelt[-1]:
                runs[-1].append(token)
            else:
                runs.append([token])
                spelt.append(plain)
        return runs

    def _is_spelt(self, token: Token) -> bool:
        return not self._is_english(token.text) and self._reader.sounds.is_spelt(token.text)

    def _is_english(self, word: str) -> bool:
        stems = self._reader.stems(word)
        return not stems or f"w:{stem(word)}" in self._having or stems[0] in self._words

    def _said(self, letters: str) -> Iterator[_Part]:
        """Yield ``letters`` read as syllables, with a slip and without, and as initials."""
        for slip in (False, True) if len(letters) > 3 else (False,):
            if syllables := self._reader.sounds.spell(letters, self._knows_pair, slip=slip):
                spans = self._reader.synonyms.in_sounds(syllables)
                yield self._part([*self._reader.spoken(syllables), *links(spans)])
        if 1 < len(letters) <= _MOST_INITIALS:
            yield self._part_of_initials(letters)

    def _knows_pair(self, left: str, right: str) -> bool:
        return f"s:{left} {right}" in self._having

    def _near_words(self, stems: Sequence[str]) -> dict[str, tuple[Way, ...]]:
        """Return words that unknown stems may stand for: begun, or with one letter wrong."""
        return {s: tuple(self._near_word(s)) for s in stems if f"w:{s}" not in self._having}

    def _near_word(self, word: str) -> list[Way]:
        if len(word) < 3:
            return []
        found = {}
        if len(word) > 3:
            found = {near: _NEAR for slip in slips(word) for near in self._near.get(slip, ())}
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                break
            found[self._words[place]] = _BEGUN
        return [
            way
            for near, worth in found.items()
            for way in (
                (f"w:{near}", worth),
                *(
                    (f"k:{name}", worth * 0.85)
                    for span in self._reader.synonyms.in_english([near])
                    for name in span.names
                ),
            )
        ]

    # ---------------------------------------------------------------------------- how much is there

    def _part(self, terms: Iterable[Term]) -> _Part:
        mass = 0.0
        phrases: defaultdict[int, float] = defaultdict(float)
        subjects: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            known = [way for way in term.ways if way[0] in self._having]
            if not known:
                mass += term.weight * self._unknown
                continue
            mass += term.weight * max(self._weight[feature] for feature, _ in known)
            ways = [(f, term.weight * strength * self._weight[f]) for f, strength in known]
            _add_best(phrases, [(self._having[feature], worth) for feature, worth in ways])
            _add_best(subjects, [(self._subjects[feature], worth) for feature, worth in ways])
        return _Part(mass, phrases, subjects)

    def _part_of_initials(self, letters: str) -> _Part:
        """Return how much of ``letters`` are initials in a row, best at the edge of a clause."""
        mass = _LETTER * len(letters)
        slipped = list(slips(letters))[1:] if len(letters) > 4 else []
        phrases: Scores = {}
        subjects: dict[str, float] = {}
        for number, ways in enumerate(self._initials):
            if any(edge in way for way in ways for edge in (f"|{letters}", f"{letters}|")):
                phrases[number] = mass * _INITIALS
            elif any(letters in way for way in ways):
                phrases[number] = mass * _INSIDE
            elif any(slip in way for way in ways for slip in slipped):
                phrases[number] = mass * _SLIPPED
        for number, worth in phrases.items():
            subject = self._phrases[number].subject
            subjects[subject] = max(worth, subjects.get(subject, 0.0))
        return _Part(mass, phrases, subjects)


def _add_best(sums: defaultdict[Key, float], ways: list[tuple[Sequence[Key], float]]) -> None:
    """Add to each key the most that one of ``ways`` is worth to it."""
    if len(ways) == 1:
        for key in ways[0][0]:
            sums[key] += ways[0][1]
        return
    best: dict[Key, float] = {}
    for keys, worth in sorted(ways, key=lambda way: way[1]):
        best.update(dict.fromkeys(keys, worth))
    for key, worth in best.items():
        sums[key] += worth


def _best_of(ways: Sequence[_Part]) -> _Part:
    """Return one part of several readings of the same letters: of each phrase the best."""
    mass = max(way.mass for way in ways)
    scaled = [_scaled(way, mass) for way in ways]
    return _Part(mass, _most(way.phrases for way in scaled), _most(way.subjects for way in scaled))


def _scaled(part: _Part, mass: float) -> _Part:
    """Return ``part`` as if it had that mass, so that ways of reading can be compared."""
    by = mass / part.mass if part.mass else 0.0
    return _Part(
        mass,
        {number: worth * by for number, worth in part.phrases.items()},
        {subject: worth * by for subject, worth in part.subjects.items()},
    )


def _most(ways: Iterable[Mapping[Key, float]]) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for way in ways:
        for key, worth in way.items():
            if found.get(key, 0.0) < worth:
                found[key] = worth
    return found
