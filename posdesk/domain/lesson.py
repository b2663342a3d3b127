"""What a shop learns from: short lessons with one question each, and cards to print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question; exactly one of a question is right."""

    text: Text
    right: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The question of a lesson, its two to four answers, and why the right one is right."""

    text: Text
    choices: tuple[Choice, ...]
    why: Text

    @property
    def right(self) -> int:
        """The place of the right answer, from 0."""
        return next(place for place, choice in enumerate(self.choices) if choice.right)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Two or three sentences to read and one question; ``covers`` are rows of the checklist."""

    id: str
    title: Text
    text: Text
    question: Question
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The lessons on one matter, in the order in which they are learnt."""

    id: str
    title: Text
    lessons: tuple[Lesson, ...]


class CardKind(StrEnum):
    """Whom a card speaks to: a customer (tip), or the shop about tricks (warning)."""

    TIP = "tip"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Card:
    """A card to print: a title and a few lines."""

    id: str
    kind: CardKind
    title: Text
    lines: tuple[Text, ...]
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """All themes and cards of the shop, each by its order in the folder."""

    themes: tuple[Theme, ...] = ()
    cards: tuple[Card, ...] = ()
