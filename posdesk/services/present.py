"""Who is at the desk and what they may do: what every other service asks before it does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from posdesk.domain.errors import NotAllowed
from posdesk.domain.people import JOB_SENTENCES, Job, People, Person, fold_people
from posdesk.domain.shop import CASHIER
from posdesk.services.pins import Pins
from posdesk.services.policy import FREE, Policy
from posdesk.storage.store import Store


class Present:
    """Knows who is there; until a manager has a PIN, everybody may do everything."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], pins: Pins, policy: Policy = FREE
    ) -> None:
        self._store, self._clock, self._pins, self._policy = store, clock, pins, policy
        self._present = ""
        self._before = ""
        self._known: tuple[int, People] = (-1, People())

    @property
    def people(self) -> People:
        """Everybody as the journal tells it now."""
        length = self._store.length
        if self._known[0] != length:
            self._known = length, fold_people(self._store.beside_cases())
        return self._known[1]

    @property
    def present(self) -> Person | None:
        """Who is signed in, ``None`` where nobody is."""
        person = self.people.known.get(self._present)
        return person if person and person.active else None

    def actor(self) -> str:
        """Return the id under which events are written: the person's, else the counter's own."""
        return self._present or CASHIER

    def may(self, job: Job) -> bool:
        """Return whether whoever is there may do ``job``; a manager without a PIN counts as none.

        Every ``Job`` is a manager's.
        """
        if not self.people.is_guarded:
            return True
        person = self.present
        return person is not None and person.is_proven_manager

    def require(self, job: Job) -> None:
        """Raise ``NotAllowed`` where whoever is there may not do ``job``."""
        if not self.may(job):
            raise NotAllowed(JOB_SENTENCES[job])
