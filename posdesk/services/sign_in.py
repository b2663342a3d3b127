"""Signing in: each wrong PIN is in the journal before anybody hears that it was wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

from posdesk.domain.errors import NotAllowed
from posdesk.domain.event import PinTried
from posdesk.domain.people import FREE_TRIES, Person, Role
from posdesk.domain.text import N_, Text
from posdesk.services.deed import Deed
from posdesk.services.present import Present

NOBODY = N_("Nobody here is called “{name}”; nothing was done; `people list` names all.")


class SignIn(Present):
    """Lets people in and out; what nobody can undo by ending the program is the count of tries."""

    def sign_in(self, who: str, pin: str = "", *, told: bool = True) -> Person:
        """Sign a person in, by name or id; raises ``NotAllowed``, and nothing changes.

        A cashier without a PIN needs none. ``told`` keeps a right PIN in the journal even where
        it ends no row of wrong ones.
        """
        return self.signing_in(who, pin, told=told).now()

    def signing_in(self, who: str, pin: str = "", *, told: bool = True) -> Deed[bool, Person]:
        """Return the deed of ``sign_in``; raises ``NotAllowed`` where no PIN is looked at."""
        person = self.people.named(who)
        if person is None:
            raise NotAllowed(NOBODY, name=who[:24])
        self._policy.require_pin_of(person)
        self.require_unlocked(person)

        def finish(right: bool) -> Person:
            self._settle(person, right, told=told)
            self._enter(person)
            return person

        return Deed(lambda: not person.pin or self._pins.fits(person.pin, pin), finish)

    def sign_out(self) -> None:
        """Let nobody be there."""
        self._present = self._before = ""

    def lock(self) -> bool:
        """Take a manager's rights back: whoever was there before is there again.

        Return whether anything changed; a cashier stays.
        """
        person = self.present
        if person is None or person.role is not Role.MANAGER:
            return False
        self._present, self._before = self._before, ""
        return True

    def wait(self, person: Person) -> timedelta:
        """Return how long no PIN of theirs is looked at; nothing where it is.

        A clock that was set back makes nobody wait less: the lock holds until the clock has
        caught up, and is told as if it began now.
        """
        until = person.locked_until()
        if until is None:
            return timedelta()
        tried = person.tried_moment
        now: datetime = max(self._clock(), tried)
        return max(until - now, timedelta())

    def require_unlocked(self, person: Person) -> None:
        """Raise ``NotAllowed`` with how long to wait where no PIN of theirs is looked at."""
        left = self.wait(person)
        if left:
            raise NotAllowed(
                N_("Too many wrong PINs for {name}; the next try is in {wait}; nothing was done."),
                name=person.name,
                wait=wait_words(left),
            )

    def _settle(self, before: Person, right: bool, *, told: bool = True) -> None:
        """Write how a try went, then raise ``NotAllowed`` for a wrong one.

        Where another program has tried meanwhile, this try is neither counted nor answered: many
        at once would else get more tries than one after the other.
        """
        if not before.pin:
            return
        with self._store.writing(actor=self.actor(), at=self._clock()) as writer:
            now = self.people.known[before.id]
            if (now.pin, now.wrong, now.tried_at) != (before.pin, before.wrong, before.tried_at):
                raise NotAllowed(
                    N_("This PIN was just tried elsewhere; nothing was done; try once more.")
                )
            if not right or told or before.wrong:
                writer.append((PinTried(person=before.id, right=right),))
        if right:
            return
        after = self.people.known[before.id]
        left = self.wait(after)
        if left:
            raise NotAllowed(
                N_("Wrong PIN; the next try is in {wait}; nothing was done."),
                wait=wait_words(left),
            )
        raise NotAllowed(
            N_("Wrong PIN; {count} more tries without a wait; nothing was done."),
            count=FREE_TRIES - after.wrong,
        )

    def _enter(self, person: Person) -> None:
        there = self.present
        stays = person.role is Role.MANAGER and there and there.role is not Role.MANAGER
        self._before = there.id if stays and there else ""
        self._present = person.id


def wait_words(left: timedelta) -> Text:
    """Return a wait in words, rounded up: ``30 秒``, ``2 分钟``."""
    seconds = -int(-left.total_seconds() // 1)
    if seconds < 60:
        return Text(f"{seconds} 秒", "1 second" if seconds == 1 else f"{seconds} seconds")
    minutes = -(-seconds // 60)
    return Text(f"{minutes} 分钟", "1 minute" if minutes == 1 else f"{minutes} minutes")
