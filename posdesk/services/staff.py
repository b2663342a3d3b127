"""Who is at the desk, and what they may do: every other service asks here before it does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from posdesk.domain.errors import NotAllowed
from posdesk.domain.people import JOB_SENTENCES, Job, People, Person, Role, fold_people
from posdesk.domain.shop import CASHIER
from posdesk.storage.store import Store


class Staff:
    """Knows who is there; until a manager has a PIN, everybody may do everything."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._present: str | None = None

    @property
    def people(self) -> People:
        """Everybody as the journal tells it now."""
        return fold_people(self._store.beside_cases())

    @property
    def present(self) -> Person | None:
        """Who is signed in, ``None`` where nobody is."""
        return self.people.known.get(self._present) if self._present else None

    def actor(self) -> str:
        """Return the id under which events are written: the person's, else the counter's own."""
        return self._present or CASHIER

    def may(self, job: Job) -> bool:
        """Return whether whoever is there may do ``job``."""
        people = self.people
        if not people.is_guarded:
            return True
        person = people.known.get(self._present or "")
        return person is not None and person.active and person.role is Role.MANAGER

    def require(self, job: Job) -> None:
        """Raise ``NotAllowed`` where whoever is there may not do ``job``."""
        if not self.may(job):
            raise NotAllowed(JOB_SENTENCES[job])
