"""Learning the trade: short lessons with one question each, and who has done which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from posdesk.domain.errors import WrongInput
from posdesk.domain.event import LessonPractised
from posdesk.domain.lesson import Lesson, Theme
from posdesk.domain.text import N_
from posdesk.services.given import check_words
from posdesk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """What one person has done: lessons answered rightly, tries in all, and when last (ISO)."""

    person: str
    done: frozenset[str]
    tries: int
    last_at: str


class Trainer:
    """Offers the lessons and keeps who answered what, as events that belong to no case."""

    def __init__(
        self,
        store: Store,
        read_themes: Callable[[], Sequence[Theme]],
        clock: Callable[[], datetime],
        actor: Callable[[], str],
    ) -> None:
        self._store = store
        self._read_themes = read_themes
        self._clock = clock
        self._actor = actor

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The lessons by theme, read from their files when somebody first goes there."""
        return tuple(self._read_themes())

    def answer(self, lesson: Lesson, choice: int, person: str) -> bool:
        """Keep that ``person`` chose the answer ``choice`` (from 0); return whether it is right."""
        name = " ".join(person.split())
        if not name:
            raise WrongInput(N_("Say first who is learning; nothing was stored."))
        check_words("cashier", name)
        right = choice == lesson.question.right
        practised = LessonPractised(lesson=lesson.id, person=name, right=right)
        self._store.append((practised,), actor=self._actor(), at=self._clock())
        return right

    def progress(self) -> tuple[Progress, ...]:
        """Return what each person has done, whoever learnt last first."""
        people: dict[str, Progress] = {}
        for recorded in self._store.beside_cases():
            event = recorded.event
            if not isinstance(event, LessonPractised):
                continue
            so_far = people.get(event.person, Progress(event.person, frozenset(), 0, ""))
            done = so_far.done | {event.lesson} if event.right else so_far.done
            people[event.person] = Progress(event.person, done, so_far.tries + 1, recorded.at)
        return tuple(sorted(people.values(), key=lambda p: p.last_at, reverse=True))
