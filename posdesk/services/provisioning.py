"""The installer's job: what one file says of this counter comes into force, told and repeatable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import NotAllowed, PosDeskError, WrongInput
from posdesk.domain.event import Event, PersonAdded, Provisioned
from posdesk.domain.people import Job, Role
from posdesk.domain.provision import (
    CONTACTS,
    ENCRYPTION_KEY,
    SECOND_PLACE_KEY,
    EncryptionPolicy,
    Provision,
)
from posdesk.domain.shop import INSTALLER
from posdesk.domain.text import N_, Lang
from posdesk.i18n import in_both
from posdesk.intake.provision_file import ReadProvision, read_provision
from posdesk.intake.whole_file import write_whole
from posdesk.services.encryption import Encryption
from posdesk.services.policy import LAST_COPY, OWN_COPY, Policy, read_copy
from posdesk.services.provision_outcome import Applied, ProvisionFaulty, Waiting
from posdesk.services.provision_plan import Fate
from posdesk.services.provision_sheet import sheet_path
from posdesk.services.provision_waiting import Awaited
from posdesk.services.provision_writing import Writing
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff
from posdesk.services.turn import Turn
from posdesk.storage.durable import file_trouble
from posdesk.storage.ids import new_id
from posdesk.storage.store import DATABASE, EXHIBITS, Store

MOST_UNATTENDED = 64 * 1024 * 1024
"""Bytes of data that a start encrypts by itself; more takes its time, and somebody is to see it."""


class Provisioner:
    """Brings a file into force for one shop's data; doing it twice changes nothing more."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        book: ShopBook,
        encryption: Encryption,
        policy: Policy,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._staff, self._book = store, staff, book
        self._encryption, self._policy, self._clock = encryption, policy, clock
        self._awaited = Awaited(store, staff, book, encryption)
        self.trouble: PosDeskError | None = None
        self.sheet: Path | None = None

    def apply(self, file: Path, passphrase: str = "") -> Applied:
        """Bring ``file`` into force by hand; a manager's job where there is a manager's PIN.

        Raises ``ProvisionFaulty``, ``NotAllowed`` where this computer has a file that rules, and
        other ``PosDeskError``; nothing was applied then.
        """
        self._store.require_there()
        self._staff.require(Job.SETTINGS)
        read = read_provision(file)
        if read.faults:
            raise ProvisionFaulty(read.faults)
        machine = paths.provision_file()
        if not machine.is_file():
            return self._bring(read, OWN_COPY, self._staff.actor(), passphrase)
        if machine.resolve() != file.resolve() and read.data != read_provision(machine).data:
            raise NotAllowed(
                N_(
                    "This computer goes by {machine}; nothing was applied; put {file} in its"
                    " place, or take that file away first."
                ),
                machine=machine,
                file=file.name,
            )
        return self._bring(read, LAST_COPY, self._staff.actor(), passphrase)

    def start(self, passphrase: str = "") -> Applied | None:
        """Bring the computer's file into force where it is new or something locked differs.

        ``None`` where there is nothing to do. Nothing is raised and nobody is asked: a trouble is
        kept to be told, and what was in force stays.
        """
        try:
            return self._start(passphrase)
        except PosDeskError as error:
            self.trouble = error
            return None

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what the file in force asks for and is not there yet."""
        return self._awaited.now(self._policy.in_force.provision)

    def _start(self, passphrase: str) -> Applied | None:
        self._policy.renew()
        force = self._policy.in_force
        if force.file is None:
            return None
        if force.is_machine_wide and not force.faults:
            paths.remember_provisioned_folder()
        name = LAST_COPY if force.is_machine_wide else OWN_COPY
        copy = read_copy(self._store.folder, name)
        if force.is_machine_wide and not force.faults and copy.digest != force.digest:
            return self._bring(read_provision(force.file), name, INSTALLER, passphrase)
        if not self._is_off(copy.provision):
            return None
        return self._bring(copy, name, INSTALLER, passphrase, only_locked=True)

    def _is_off(self, provision: Provision) -> bool:
        """Return whether something that the file in force asks for can be brought about now."""
        if provision.encryption is EncryptionPolicy.REQUIRED and not self._encryption.is_on():
            return bool(provision.sheet)
        plan = Writing(self._store.folder, self._book, provision, provision, only_locked=True)
        is_written = any(change.is_written for change in plan.changes)
        return is_written or self._awaited.place_came(provision)

    def applied_at(self) -> str:
        """Return when (ISO) a file was brought into force last, empty where none ever was."""
        return self._awaited.last()[0]

    def _bring(
        self,
        read: ReadProvision,
        copy: str,
        actor: str,
        passphrase: str,
        *,
        only_locked: bool = False,
    ) -> Applied:
        folder, wanted = self._store.folder, read.provision
        former = _former(folder)
        also = (SECOND_PLACE_KEY,) if only_locked and self._awaited.place_came(wanted) else ()
        plan = Writing(folder, self._book, wanted, former, only_locked=only_locked, also=also)
        troubles = [Waiting(key, in_both(error)) for key, error in plan.write()]
        added = () if only_locked else self._new_people(wanted, former)
        turn, sheet = None, None
        if wanted.encryption is EncryptionPolicy.REQUIRED and not self._encryption.is_on():
            try:
                turn, sheet = self._turn(wanted, passphrase, actor)
            except PosDeskError as error:
                troubles.append(Waiting(ENCRYPTION_KEY, in_both(error)))
        waiting = self._awaited.now(wanted, troubles, is_turning=turn is not None)
        done = Applied(
            read.file, read.digest, plan.changes, tuple(p.name for p in added), waiting, turn, sheet
        )
        is_new = read_copy(folder, copy).digest != read.digest
        if is_new or added or any(change.is_written for change in plan.changes):
            self._store.append((*added, _event(done, wanted)), actor=actor, at=self._clock())
        if is_new:
            write_whole(folder / copy, read.data)
        _remove(folder / (OWN_COPY if copy == LAST_COPY else LAST_COPY))
        self._policy.renew()
        self._book.reload()
        return done

    def _new_people(self, wanted: Provision, former: Provision) -> tuple[PersonAdded, ...]:
        """Return who is to be added: nobody who is or was here, or whom the shop renamed since."""
        known = {person.name.casefold() for person in self._staff.people.known.values()}
        known |= {name.casefold() for name in (*former.managers, *former.cashiers)}
        listed = ((Role.MANAGER, wanted.managers), (Role.CASHIER, wanted.cashiers))
        return tuple(
            PersonAdded(person=new_id(), name=name, role=role.value)
            for role, names in listed
            for name in names
            if name.casefold() not in known
        )

    def _turn(self, wanted: Provision, passphrase: str, actor: str) -> tuple[Turn, Path]:
        if actor == INSTALLER and _size(self._store.folder) > MOST_UNATTENDED:
            raise WrongInput(
                N_(
                    "There are too many data to encrypt them at a start; nothing was encrypted; a"
                    " manager turns encryption on in Settings."
                )
            )
        lang: Lang = "en" if self._book.library.settings.language == "en" else "zh_CN"
        target = sheet_path(wanted.sheet, self._book.shop.till, self._clock().date())
        turn = self._encryption.turning_on_unattended(target, lang, passphrase, actor)
        return turn, target


def _former(folder: Path) -> Provision:
    """Return what the file said that was applied before, by hand or as the computer's."""
    last = read_copy(folder, LAST_COPY)
    return last.provision if last.data else read_copy(folder, OWN_COPY).provision


def _size(folder: Path) -> int:
    files = (folder / name for name in (DATABASE, EXHIBITS))
    return sum(file.stat().st_size for file in files if file.exists())


def _event(done: Applied, wanted: Provision) -> Event:
    return Provisioned(
        file=done.file.name,
        digest=done.digest,
        set=_impersonal(done.keys(Fate.SET)),
        overwritten=_impersonal(done.keys(Fate.OVERWRITTEN)),
        kept=_impersonal(done.keys(Fate.KEPT)),
        waiting=tuple(one.key for one in done.waiting),
        locked=wanted.locked,
    )


def _impersonal(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the names without those of people whom one can call: a journal keeps them for ever."""
    return tuple(dict.fromkeys(CONTACTS if key.startswith(f"{CONTACTS}.") else key for key in keys))


def _remove(other: Path) -> None:
    """Remove the copy of what ruled before; raises ``DataTrouble``."""
    try:
        other.unlink(missing_ok=True)
    except OSError as error:
        raise file_trouble(other, error) from error
