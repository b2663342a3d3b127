"""How Chinese is said: characters as syllables, and letters without tones read as syllables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

LONGEST = 6
"""Letters of the longest syllable (zhuang)."""
_EACH, _SLIP, _NEVER = 0.1, 0.8, -100.0
_MOST_WAYS = 12


class Sounds:
    """The readings of characters, the usual one first, and the syllables that there are."""

    def __init__(self, readings: Mapping[str, tuple[str, ...]]) -> None:
        self._readings = readings
        self.syllables = frozenset(s for told in readings.values() for s in told)
        self._near: dict[str, set[str]] = {}
        self._begun: dict[str, list[str]] = {}
        for syllable in sorted(self.syllables):
            for slip in slips(syllable):
                self._near.setdefault(slip, set()).add(syllable)
            for end in range(2, len(syllable)):
                self._begun.setdefault(syllable[:end], []).append(syllable)

    def of(self, character: str) -> tuple[str, ...]:
        """Return the readings of ``character``; none where it is not in the table."""
        return self._readings.get(character, ())

    def usual(self, characters: str) -> tuple[str, ...]:
        """Return the usual reading of each character, the character itself where there is none."""
        return tuple((self.of(c) or (c,))[0] for c in characters)

    def initials(self, characters: str) -> frozenset[str]:
        """Return the first letters of ``characters`` as they may be typed."""
        letters = [sorted({s[0] for s in self.of(c)}) or [c] for c in characters]
        ways = 1
        for place, choice in enumerate(letters):
            ways *= len(choice)
            if ways > _MOST_WAYS:
                ways //= len(choice)
                letters[place] = [self.usual(characters[place])[0][0]]
        return frozenset("".join(way) for way in product(*letters))

    def is_spelt(self, letters: str) -> bool:
        """Return whether ``letters`` are nothing but whole syllables."""
        reached = {0}
        for end in range(1, len(letters) + 1):
            starts = range(max(0, end - LONGEST), end)
            if any(s in reached and letters[s:end] in self.syllables for s in starts):
                reached.add(end)
        return len(letters) in reached

    def spell(
        self, letters: str, known: Callable[[str, str], bool], *, slip: bool = False
    ) -> tuple[str, ...]:
        """Return ``letters`` as syllables, of all ways that with the most pairs that are ``known``.

        The last syllable may be unfinished. With ``slip`` one syllable may be wrong by a letter.
        Nothing is returned where there is no way.
        """
        ways: list[dict[tuple[str, bool], tuple[float, tuple[str, ...]]]]
        ways = [{} for _ in range(len(letters) + 1)]
        ways[0]["", False] = (0.0, ())
        for start in range(len(letters)):
            if not ways[start]:
                continue
            right = list(self._whole(letters, start))
            wrong = list(self._slipped(letters, start)) if slip else []
            for (last, slipped), (worth, path) in ways[start].items():
                edges = [(*edge, slipped, _EACH) for edge in right]
                if not slipped:
                    edges += [(*e, True, _SLIP) for e in wrong if not last or known(last, e[1])]
                for end, syllable, after, cost in edges:
                    more = worth + known(last, syllable) - cost
                    if more > ways[end].get((syllable, after), (_NEVER, ()))[0]:
                        ways[end][syllable, after] = (more, (*path, syllable))
        return max(ways[-1].values(), default=(0.0, ()))[1]

    def _whole(self, letters: str, start: int) -> Iterator[tuple[int, str]]:
        """Yield where a syllable that begins at ``start`` may end; the last may be unfinished."""
        for end in range(start + 1, min(start + LONGEST, len(letters)) + 1):
            part = letters[start:end]
            if part in self.syllables:
                yield end, part
            elif end == len(letters):
                yield from ((end, syllable) for syllable in self._begun.get(part, ()))

    def _slipped(self, letters: str, start: int) -> Iterator[tuple[int, str]]:
        """Yield the same for syllables that have one letter wrong."""
        for end in range(start + 2, min(start + LONGEST + 1, len(letters)) + 1):
            part = letters[start:end]
            near = {s for slip in slips(part) for s in self._near.get(slip, ())}
            yield from ((end, syllable) for syllable in sorted(near - {part}))


def slips(word: str) -> Iterator[str]:
    """Yield ``word`` and what is left of it without one letter.

    Two words with one of these in common differ by a letter that is missing, added, other, or in
    the wrong place.
    """
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def readings(lines: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the readings by character of lines of syllable, characters, characters read so too."""
    found: dict[str, list[str]] = {}
    rows = list(lines)
    for column in (1, 2):
        for row in rows:
            for character in row[column]:
                found.setdefault(character, []).append(row[0])
    return {character: tuple(told) for character, told in found.items()}
