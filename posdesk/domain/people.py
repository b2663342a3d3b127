"""Who works in the shop, what each may do, and how long wrong PINs lock somebody out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from posdesk.domain.errors import WrongInput
from posdesk.domain.event import PersonAdded, PersonChanged, PinSet, PinTried, Recorded
from posdesk.domain.event import RecoveryKept as Recovery
from posdesk.domain.moment import BEIJING, from_iso
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.shop import ACTOR_WORDS
from posdesk.domain.text import N_, Text


class Role(StrEnum):
    """What a person is in the shop."""

    CASHIER = "cashier"
    MANAGER = "manager"


ROLE_WORDS: dict[Role, Text] = {
    Role.CASHIER: Text("收银员", "Cashier"),
    Role.MANAGER: Text("店长", "Manager"),
}


class Job(StrEnum):
    """What only a manager does once there is a manager's PIN."""

    EXPORT = "export"
    WRITE_OFF = "write_off"
    SETTINGS = "settings"
    PEOPLE = "people"
    RESTORE = "restore"
    ERASE = "erase"
    ENCRYPT = "encrypt"
    SEAL = "seal"


JOB_SENTENCES: Mapping[Job, str] = {
    Job.EXPORT: N_("Only a manager exports; nothing was written; let a manager sign in."),
    Job.WRITE_OFF: N_("Only a manager writes off; nothing was stored; let a manager sign in."),
    Job.SETTINGS: N_("Only a manager changes settings; nothing was stored; let a manager sign in."),
    Job.PEOPLE: N_("Only a manager changes who works here; nothing was stored; let one sign in."),
    Job.RESTORE: N_("Only a manager restores; nothing was changed; let a manager sign in."),
    Job.ERASE: N_("Only a manager erases; nothing was changed; let a manager sign in."),
    Job.ENCRYPT: N_("Only a manager turns encryption on or off; nothing was changed."),
    Job.SEAL: N_("Only a manager moves keys or says whose to trust; nothing was changed."),
}

MOST_NAME = 20

FREE_TRIES = 3
"""Wrong PINs in a row that cost nothing."""

LOCK_MINUTES, MOST_LOCK_MINUTES = 5, 120
"""After how long a manager who does nothing is signed out, unless the shop chose otherwise."""

FIRST_LOCK, LONGEST_LOCK = timedelta(seconds=30), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Person:
    """One who works here; ``pin`` is the hash of their PIN, empty where they have none.

    ``wrong`` counts wrong PINs since the last right one, ``tried_at`` is when the last was.
    """

    id: str
    name: str
    role: Role
    active: bool = True
    pin: str = ""
    wrong: int = 0
    tried_at: str = ""

    @property
    def is_proven_manager(self) -> bool:
        """Whether they are a manager whose PIN shows that it is they."""
        return self.active and self.role is Role.MANAGER and bool(self.pin)

    @property
    def tried_moment(self) -> datetime:
        """When the last PIN of theirs was tried; long ago where none was."""
        return from_iso(self.tried_at) if self.tried_at else datetime.min.replace(tzinfo=BEIJING)

    def locked_until(self) -> datetime | None:
        """Return until when no PIN of theirs is looked at, ``None`` where it is.

        After three wrong ones in a row half a minute, then twice as long each time, an hour at
        most.
        """
        if self.wrong < FREE_TRIES:
            return None
        doubled: timedelta = FIRST_LOCK * (2 ** min(self.wrong - FREE_TRIES, 20))
        return from_iso(self.tried_at) + min(doubled, LONGEST_LOCK)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody there is or was, by id; ``recovery`` is the hash of the code kept on paper."""

    known: Mapping[str, Person] = field(default_factory=dict)
    recovery: str = ""

    @property
    def active(self) -> tuple[Person, ...]:
        """Those who work here now, as they were added."""
        return tuple(person for person in self.known.values() if person.active)

    @property
    def is_guarded(self) -> bool:
        """Whether some jobs are a manager's alone: once a manager has a PIN."""
        return any(person.is_proven_manager for person in self.active)

    @property
    def managers(self) -> tuple[Person, ...]:
        """Those who may do a manager's jobs once they have shown their PIN."""
        return tuple(person for person in self.active if person.is_proven_manager)

    @property
    def names(self) -> dict[str, str]:
        """The names of everybody by their ids, of those who left too."""
        return {person.id: person.name for person in self.known.values()}

    def named(self, name: str) -> Person | None:
        """Return who is called that (or has that id) and works here, ``None`` where nobody is."""
        plain = " ".join(name.split()).casefold()
        found = (p for p in self.active if plain in (p.name.casefold(), p.id.casefold()))
        return next(found, None)


ERASED_PERSON = Text("已清除的员工", "an erased person")
_ID_SIGNS = 36


def actor_words(actor: str, names: Mapping[str, str]) -> Text:
    """Return who ``actor`` is: by ``names``, by role, or one whose name was erased."""
    name = names.get(actor)
    if name is not None:
        return Text(name, name)
    if actor in ACTOR_WORDS:
        return ACTOR_WORDS[actor]
    return ERASED_PERSON if len(actor) == _ID_SIGNS else Text(actor, actor)


def read_person_name(text: str) -> str:
    """Return the name that a person wrote; raises ``WrongInput`` or ``Refused``."""
    plain = " ".join(text.split())
    refuse_sensitive("name", plain)
    if not 1 <= len(plain) <= MOST_NAME:
        raise WrongInput(
            N_("A name has 1 to {most} characters; nothing was stored."), most=MOST_NAME
        )
    return plain


def read_lock_minutes(text: str) -> int:
    """Return the minutes that a person wrote; raises ``WrongInput``."""
    plain = text.strip()
    if not (plain.isdecimal() and 1 <= int(plain[:4]) <= MOST_LOCK_MINUTES):
        raise WrongInput(
            N_("Say 1 to {most} whole minutes; nothing was stored."), most=MOST_LOCK_MINUTES
        )
    return int(plain)


def fold_people(events: Iterable[Recorded]) -> People:
    """Return the people that the events of no case tell of; other events are passed over."""
    known: dict[str, Person] = {}
    recovery = ""
    for recorded in events:
        event = recorded.event
        if isinstance(event, PersonAdded):
            known[event.person] = Person(event.person, event.name, Role(event.role))
        elif isinstance(event, Recovery):
            recovery = event.hash
        elif isinstance(event, PersonChanged | PinSet | PinTried) and event.person in known:
            known[event.person] = _changed(known[event.person], recorded)
    return People(known, recovery)


def _changed(person: Person, recorded: Recorded) -> Person:
    match recorded.event:
        case PinSet(hash=pin):
            return replace(person, pin=pin, wrong=0)
        case PinTried(right=True):
            return replace(person, wrong=0, tried_at=recorded.at)
        case PinTried():
            return replace(person, wrong=person.wrong + 1, tried_at=recorded.at)
        case PersonChanged(name=name, role=role, active=active):
            return replace(
                person,
                name=person.name if name is None else name,
                role=person.role if role is None else Role(role),
                active=person.active if active is None else active,
            )
    return person
