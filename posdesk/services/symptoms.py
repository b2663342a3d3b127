"""Finds the flow that fits what a person says: by shared characters, words and their order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from posdesk.domain.flow import Flow, FlowBook
from posdesk.domain.text import Text

_WORD = re.compile(r"[a-z0-9]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A flow that fits, with the symptom that fitted best and how well, from 0 to 1."""

    flow: Flow
    symptom: Text
    score: float


class SymptomIndex:
    """The symptoms of all flows, ready to be compared with what is typed."""

    def __init__(self, book: FlowBook) -> None:
        self._entries = [
            (flow, symptom, _pieces(symptom.zh_CN) | _pieces(symptom.en))
            for flow in book.flows.values()
            for symptom in (flow.title, flow.subtitle, *flow.symptoms)
        ]

    def find(self, words: str) -> tuple[Hit, ...]:
        """Return one hit a flow, the best first; nothing where nothing is shared."""
        wanted = _pieces(words)
        best: dict[str, Hit] = {}
        for flow, symptom, pieces in self._entries:
            score = _fit(wanted, pieces)
            if score > 0 and (flow.id not in best or score > best[flow.id].score):
                best[flow.id] = Hit(flow, symptom, score)
        return tuple(sorted(best.values(), key=lambda hit: -hit.score))


def _fit(wanted: frozenset[str], pieces: frozenset[str]) -> float:
    """Return how much of what is wanted is there, pieces of two characters counting double."""
    weight = {piece: 2.0 if len(piece) > 1 else 1.0 for piece in wanted}
    total = sum(weight.values())
    found = sum(w for piece, w in weight.items() if _held(piece, pieces))
    return found / total if total else 0.0


def _held(piece: str, pieces: frozenset[str]) -> bool:
    if piece in pieces:
        return True
    return piece.isascii() and len(piece) > 1 and any(p.startswith(piece) for p in pieces)


def _pieces(text: str) -> frozenset[str]:
    """Return the single Chinese characters, pairs of them, and the Latin words of ``text``."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    chinese = _CHINESE.findall(folded)
    pairs = (a + b for a, b in pairwise(chinese))
    return frozenset((*chinese, *pairs, *_WORD.findall(folded)))
