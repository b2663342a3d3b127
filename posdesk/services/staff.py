"""The people of the shop: who works here, as what, with which PIN, and the way back in."""

from __future__ import annotations

from posdesk.domain.errors import NotAllowed, NotFound, WrongInput
from posdesk.domain.event import (
    Event,
    PersonAdded,
    PersonChanged,
    PinSet,
    RecoveryKept,
)
from posdesk.domain.people import Job, People, Person, Role, read_person_name
from posdesk.domain.pin import read_new_pin, show_code
from posdesk.domain.text import N_
from posdesk.services.deed import Deed
from posdesk.services.sign_in import NOBODY, SignIn
from posdesk.storage.ids import new_id

Kept = tuple[str, str]
"""A recovery code in clear, and what is kept of it."""

NO_CODE: Kept = ("", "")


class Staff(SignIn):
    """Changes people; what a manager alone may do is refused here, whoever asks."""

    @property
    def least_digits(self) -> int:
        """How many digits a new PIN has at least."""
        return self._policy.pin.least_digits

    def add(self, name: str, role: Role | str = Role.CASHIER) -> Person:
        """Add a person; raises ``PosDeskError``."""
        self.require(Job.PEOPLE)
        person = Person(new_id(), self._read_name(name), _read_role(role))
        self._keep(PersonAdded(person=person.id, name=person.name, role=person.role.value))
        return person

    def rename(self, who: str, name: str) -> Person:
        """Call a person otherwise; what they did before shows the new name too."""
        self.require(Job.PEOPLE)
        person = self.find(who)
        self._keep(PersonChanged(person=person.id, name=self._read_name(name, person)))
        return self.find(person.id)

    def change_role(self, who: str, role: Role | str, *, code: str = "") -> str:
        """Make a person something else; return a recovery code where there was none to ask for.

        ``code`` is the recovery code, needed where the last manager with a PIN would be gone.
        """
        return self.changing_role(who, role, code=code).now()

    def changing_role(self, who: str, role: Role | str, *, code: str = "") -> Deed[Kept, str]:
        """Return the deed of ``change_role``."""
        self.require(Job.PEOPLE)
        person, new = self.find(who), _read_role(role)
        if new is not Role.MANAGER:
            self._require_another_manager(person, code)
        first = new is Role.MANAGER and bool(person.pin) and not self.people.is_guarded

        def finish(kept: Kept) -> str:
            return self._keep_guarding(
                person, PersonChanged(person=person.id, role=new.value), kept
            )

        return Deed(lambda: self._pins.new_code() if first else NO_CODE, finish)

    def leave(self, who: str, *, code: str = "") -> None:
        """Let a person go; their name stays on what they did."""
        self.require(Job.PEOPLE)
        person = self.find(who)
        self._require_another_manager(person, code)
        self._keep(PersonChanged(person=person.id, active=False))
        if person.id in {self._present, self._before}:
            self.sign_out()

    def take_pin(self, who: str, *, code: str = "") -> None:
        """Take a person's PIN away."""
        self.require(Job.PEOPLE)
        person = self.find(who)
        self._policy.require_may_lose_pin(person)
        self._require_another_manager(person, code)
        self._keep(PinSet(person=person.id, hash=""))

    def set_pin(self, who: str, pin: str, *, old: str | None = None) -> str:
        """Give a person a PIN; return the recovery code where it is the first manager's, else "".

        A manager gives anybody a PIN; everybody changes their own with the ``old`` one.
        """
        return self.setting_pin(who, pin, old=old).now()

    def setting_pin(
        self, who: str, pin: str, *, old: str | None = None
    ) -> Deed[tuple[bool, str, Kept], str]:
        """Return the deed of ``set_pin``."""
        person = self.find(who)
        proven = self.may(Job.PEOPLE)
        if not proven:
            if old is None or not person.pin:
                self.require(Job.PEOPLE)
            self.require_unlocked(person)
        new = read_new_pin(pin, self.least_digits)
        first = person.role is Role.MANAGER and not self.people.is_guarded

        def work() -> tuple[bool, str, Kept]:
            if not (proven or self._pins.fits(person.pin, old or "")):
                return False, "", NO_CODE
            return True, self._pins.hash(new), self._pins.new_code() if first else NO_CODE

        def finish(made: tuple[bool, str, Kept]) -> str:
            right, hashed, kept = made
            if not proven:
                self._settle(person, right)
            return self._keep_guarding(person, PinSet(person=person.id, hash=hashed), kept)

        return Deed(work, finish)

    # --------------------------------------------------------------------------- the way back in

    def begin_recovery(self) -> str:
        """Return a new recovery code, to be shown once; the one before is worth nothing then."""
        return self.beginning_recovery().now()

    def beginning_recovery(self) -> Deed[Kept, str]:
        """Return the deed of ``begin_recovery``."""
        self.require(Job.PEOPLE)

        def finish(kept: Kept) -> str:
            self._keep(RecoveryKept(hash=kept[1]))
            return show_code(kept[0])

        return Deed(self._pins.new_code, finish)

    def recover(self, code: str, new_pin: str, who: str = "") -> str:
        """Give a manager a new PIN by the recovery code, sign them in and return the next code."""
        return self.recovering(code, new_pin, who).now()

    def recovering(
        self, code: str, new_pin: str, who: str = ""
    ) -> Deed[tuple[bool, str, Kept], str]:
        """Return the deed of ``recover``; ``who`` may be left out where there is one manager."""
        people = self.people
        pin = read_new_pin(new_pin, self.least_digits)
        person = self.find(who) if who else _only(people)
        if person.role is not Role.MANAGER:
            raise WrongInput(
                N_("{name} is no manager; nothing was changed; the code is for a manager's PIN."),
                name=person.name,
            )

        def work() -> tuple[bool, str, Kept]:
            if not self._pins.is_code(people.recovery, code):
                return False, "", NO_CODE
            return True, self._pins.hash(pin), self._pins.new_code()

        def finish(made: tuple[bool, str, Kept]) -> str:
            right, hashed, kept = made
            if not right:
                raise _wrong_code()
            self._keep(PinSet(person=person.id, hash=hashed), RecoveryKept(hash=kept[1]))
            self._enter(person)
            return show_code(kept[0])

        return Deed(work, finish)

    def find(self, who: str) -> Person:
        """Return who is called that or has that id; raises ``NotFound``."""
        person = self.people.named(who)
        if person is None:
            raise NotFound(NOBODY, name=who[:24])
        return person

    # ------------------------------------------------------------------------------------ keeping

    def _keep(self, *events: Event) -> None:
        self._store.append(events, actor=self.actor(), at=self._clock())

    def _keep_guarding(self, person: Person, event: Event, kept: Kept) -> str:
        """Keep ``event``; where the shop is guarded from now on, ``person`` is the one inside."""
        was = self.people.is_guarded
        code, hashed = kept
        self._keep(event, *((RecoveryKept(hash=hashed),) if code else ()))
        if self.people.is_guarded and not was:
            self._enter(person)
        return show_code(code)

    def _require_another_manager(self, person: Person, code: str) -> None:
        people = self.people
        if people.managers != (person,) or (code and self._pins.is_code(people.recovery, code)):
            return
        if code:
            raise _wrong_code()
        raise NotAllowed(
            N_(
                "{name} is the only manager with a PIN; nothing was changed; give another manager"
                " a PIN first, or take the recovery code."
            ),
            name=person.name,
        )

    def _read_name(self, name: str, own: Person | None = None) -> str:
        plain = read_person_name(name)
        there = self.people.named(plain)
        if there is not None and there != own:
            raise WrongInput(
                N_("Somebody here is called {name} already; nothing was stored; add a letter."),
                name=plain,
            )
        return plain


def _wrong_code() -> NotAllowed:
    return NotAllowed(
        N_("That is not the recovery code; nothing was changed; look at the paper once more.")
    )


def _read_role(role: str) -> Role:
    if role not in tuple(Role):
        raise WrongInput(
            N_("“{given}” is no role; nothing was stored; known: {known}."),
            given=role[:24],
            known=", ".join(Role),
        )
    return Role(role)


def _only(people: People) -> Person:
    """Return the one manager there is; raises ``WrongInput`` where there are more or none."""
    found = [person for person in people.active if person.role is Role.MANAGER]
    if len(found) != 1:
        raise WrongInput(N_("Say which manager; nothing was changed; `people list` names all."))
    return found[0]
