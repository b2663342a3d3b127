"""Which part of a title is what was typed, so that it can be underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posdesk.domain.search.reading import Reader, Token, fold, tokens
from posdesk.domain.search.synonyms import NEGATION

_CHINESE = re.compile(r"[\u3400-\u9fff]+")

Mark = tuple[int, int]
"""A stretch of a text, from the first character up to the second."""


def marks(typed: str, text: str, reader: Reader) -> tuple[Mark, ...]:
    """Return the stretches of ``text`` that ``typed`` says, by letters, by sound or by meaning."""
    plain = "".join(fold(c) if len(fold(c)) == 1 else c for c in text)
    told = [mark for token in tokens(typed) for mark in _of_token(token, plain, reader)]
    return _joined(told or list(_of_meaning(typed, plain, reader)))


def _of_token(token: Token, text: str, reader: Reader) -> Iterator[Mark]:
    if token.is_letters:
        if (at := text.find(token.text)) >= 0 and len(token.text) > 1:
            yield at, at + len(token.text)
        else:
            yield from _of_sound(token.text, text, reader)
        return
    at = 0
    while at < len(token.text):
        end = next((e for e in range(len(token.text), at, -1) if token.text[at:e] in text), at)
        if end - at > 1 or (len(token.text) == 1 and end > at):
            start = text.index(token.text[at:end])
            yield start, start + end - at
        at = max(end, at + 1)


def _of_sound(letters: str, text: str, reader: Reader) -> Iterator[Mark]:
    """Yield the first stretch whose characters are said as ``letters``, whole or by initials."""
    for start in range(len(text)):
        reached = {letters}
        for end in range(start, len(text)):
            said = reader.sounds.of(text[end])
            starts = {part for syllable in said for part in (syllable, syllable[0])}
            reached = {rest[len(s) :] for rest in reached for s in starts if rest.startswith(s)}
            if "" in reached and end > start:
                yield start, end + 1
                return
            if not reached:
                break


def _of_meaning(typed: str, text: str, reader: Reader) -> Iterator[Mark]:
    meant = {name for span in reader.meant(typed) for name in span.names} - {NEGATION}
    for chinese in _CHINESE.finditer(text):
        for span in reader.spans(chinese[0]):
            if span.names & meant:
                yield chinese.start() + span.start, chinese.start() + span.end


def _joined(found: list[Mark]) -> tuple[Mark, ...]:
    """Return ``found`` in order, those that touch as one."""
    joined: list[Mark] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
