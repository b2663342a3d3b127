"""The home field's job: flows, response codes and open cases for what a person says or sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from posdesk.domain.code_advice import CodeAdvice, advise
from posdesk.domain.codes import CodeBook, tidy_code
from posdesk.domain.flow import Flow, FlowBook
from posdesk.domain.search.marks import Mark, marks
from posdesk.domain.search.phrases import Phrase, Phrases
from posdesk.domain.search.reading import CODE, Reader, fold, tokens
from posdesk.domain.search.synonyms import Synonyms
from posdesk.domain.text import Text
from posdesk.services.library import Library
from posdesk.storage.queries import CaseRow
from posdesk.storage.store import Store

CODE_FLOW = "declined"
"""The flow that response codes belong to."""

_SPOKEN_OF = Text("机器显示代码", "The terminal shows a response code")
_LEAST, _LEAST_OF_BEST = 0.14, 0.45
_CODE_BY_WORDS = 0.62
_AS_WRITTEN = 3.0
_HABIT = 0.04
"""What a flow gains that every case was of; less than what makes a better fit."""
_MOST_CODES, _MOST_CASES = 3, 3
_ALONE = re.compile(r"\s*(?=[a-z]?\d)[a-z\d]{2}\s*")
_NAMED = re.compile(r"(?:代码|应答码|错误码|返回码|\bcode)[:：\s]*([a-z\d]{2})(?![a-z\d])")
_MONEY = re.compile(r"[¥￥]\s*\d[\d.,]*|\d[\d.,]*\s*(?:元|块|角|yuan\b|rmb\b)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A flow that fits, with the symptom that fitted best and how well, from 0 to 1."""

    flow: Flow
    symptom: Text
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """All that fits what was typed, each kind with the best first.

    ``named_a_code`` says that the codes were typed themselves, not told by their meaning.
    """

    flows: tuple[Hit, ...] = ()
    codes: tuple[CodeAdvice, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    named_a_code: bool = False


class Finder:
    """Answers while a person types; ``reader`` is asked for once, when first needed."""

    def __init__(
        self, store: Store, book: FlowBook, codes: CodeBook, reader: Callable[[], Reader]
    ) -> None:
        self._store = store
        self._open_reader = reader
        self._met: Mapping[str, int] | None = None
        self._take(book, codes)

    def find(self, words: str) -> tuple[Hit, ...]:
        """Return the flows that fit ``words``, the best first; none where nothing fits."""
        named = frozenset(code.casefold() for code in self._named(words))
        fits = self._flows.find(words, named)
        hits = [
            Hit(self._book.flow(f.subject), f.text, self._weighed(f.subject, f.score))
            for f in fits
            if f.score >= _LEAST
        ]
        hits.sort(key=lambda hit: -hit.score)
        return tuple(hit for hit in hits if hit.score >= _LEAST_OF_BEST * hits[0].score)

    def look_up(self, words: str) -> Found:
        """Return flows, codes and open cases that fit ``words``."""
        plain = words.strip()
        if not plain:
            return Found()
        cases = self._store.open_cases(plain, limit=_MOST_CASES) if len(plain) > 1 else ()
        named = bool(self._named(plain))
        return Found(self.find(plain), self.codes(plain), cases, named)

    def codes(self, words: str) -> tuple[CodeAdvice, ...]:
        """Return the codes that ``words`` name, or whose meaning they tell."""
        named = self._named(words)
        plain = fold(words).strip()
        if not named and len(plain) > (3 if plain.isascii() else 2):
            fits = self._meanings.find(words)
            named = [fit.subject for fit in fits if fit.score >= _CODE_BY_WORDS]
        return tuple(advise(code, self._codes) for code in named[:_MOST_CODES])

    def marks(self, words: str, text: str) -> tuple[Mark, ...]:
        """Return the stretches of ``text`` that ``words`` say."""
        return marks(words, text, self._reader)

    def refresh(self) -> None:
        """Count anew what this shop meets, when it is next asked."""
        self._met = None

    def renew(self, library: Library) -> None:
        """Find in other books from now on."""
        self._take(library.book, library.codes)
        for made in ("_flows", "_meanings"):
            self.__dict__.pop(made, None)

    def _take(self, book: FlowBook, codes: CodeBook) -> None:
        self._book = book
        self._codes = codes
        self._spoken = {c for c in codes.codes if not c.startswith("LOCAL-") and c != "OTHER"}

    def warm(self) -> None:
        """Make ready what the first key would wait for; any thread may do it."""
        self._flows.find("没出单")
        self._meanings.find("没出单")

    def _named(self, words: str) -> list[str]:
        """Return the codes that were typed themselves."""
        return [*self._typed_codes(words), *self._unlisted(words)]

    def _typed_codes(self, words: str) -> list[str]:
        """Return the listed codes that stand in ``words`` by themselves, amounts left aside."""
        whole = tidy_code(words)
        if whole in self._spoken:
            return [whole]
        told = (t.text.rstrip(".") for t in tokens(_MONEY.sub(" ", fold(words))))
        with_digit = (tidy_code(t) for t in told if any(c.isdigit() for c in t))
        return list(dict.fromkeys(code for code in with_digit if code in self._spoken))

    def _unlisted(self, words: str) -> list[str]:
        """Return what can only be a code, though no list has it."""
        folded = fold(words)
        named = _NAMED.findall(folded) or ([folded] if _ALONE.fullmatch(folded) else [])
        return [code for word in named if (code := tidy_code(word)) not in self._codes.codes]

    def _weighed(self, flow: str, score: float) -> float:
        """Return ``score`` with a little more for what this shop meets most."""
        if self._met is None:
            self._met = self._store.flows_met()
        every = sum(self._met.values())
        more = _HABIT * self._met.get(flow, 0) / every if every else 0.0
        return min(1.0, score * (1 + more))

    @cached_property
    def _reader(self) -> Reader:
        return self._open_reader()

    @cached_property
    def _flows(self) -> Phrases:
        phrases = [
            Phrase(flow.id, text)
            for flow in self._book.flows.values()
            for text in (flow.title, flow.subtitle, *flow.symptoms)
        ]
        if CODE_FLOW in self._book.flows:
            phrases.append(Phrase(CODE_FLOW, _SPOKEN_OF, (CODE,)))
        return Phrases(phrases, self._reader)

    @cached_property
    def _meanings(self) -> Phrases:
        """The meanings of codes, by their own words: a synonym would be another code."""
        codes, sounds = self._codes.codes, self._reader.sounds
        reader = Reader(sounds, Synonyms.of((), sounds))
        meanings = [Phrase(c, codes[c].meaning) for c in sorted(self._spoken)]
        return Phrases(meanings, reader, _AS_WRITTEN)
