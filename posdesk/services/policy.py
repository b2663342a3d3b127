"""Which settings the installer's file holds in force here, asked before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import NotAllowed
from posdesk.domain.people import Person, Role
from posdesk.domain.provision import (
    NO_PINS,
    NOTHING_SAID,
    EncryptionPolicy,
    PinFor,
    PinPolicy,
    Provision,
)
from posdesk.domain.text import N_
from posdesk.intake.provision_faults import ProvisionFault
from posdesk.intake.provision_file import ReadProvision, read_provision

OWN_COPY, LAST_COPY = "provision.toml", "provision.last.toml"
"""In the data folder: what was applied by hand, and what came last from this computer's file."""

_LOCKED = N_(
    "“{key}” is set by the installer's file {file}; nothing was changed; ask whoever installed this"
    " counter."
)
_NEEDS_PIN = N_(
    "{name} needs a PIN here, by the installer's file; nothing was done; a manager gives one in"
    " Settings > People."
)
_PIN_STAYS = N_(
    "{name} needs a PIN here, by the installer's file {file}; nothing was changed; give a new one"
    " instead."
)
_ENCRYPTED = N_(
    "These data are to be encrypted, by the installer's file {file}; nothing was changed; ask"
    " whoever installed this counter."
)
_NOT_ENCRYPTED = N_(
    "These data are not to be encrypted, by the installer's file {file}; nothing was changed; ask"
    " whoever installed this counter."
)


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds in one data folder: the last sound state of a file, where it lies, its digest.

    ``faults`` are those of the file as it lies now, which is not used while it has any.
    ``is_machine_wide`` tells that it is the computer's, not one that was applied by hand.
    """

    provision: Provision = NOTHING_SAID
    file: Path | None = None
    digest: str = ""
    faults: tuple[ProvisionFault, ...] = ()
    is_machine_wide: bool = False


def read_in_force(folder: Path) -> InForce:
    """Return what holds for the data in ``folder``."""
    machine = paths.provision_file()
    if machine.is_file():
        read = read_provision(machine)
        if not read.faults:
            return InForce(read.provision, machine, read.digest, is_machine_wide=True)
        last = read_copy(folder, LAST_COPY)
        return InForce(last.provision, machine, last.digest if last.data else "", read.faults, True)
    own = read_copy(folder, OWN_COPY)
    if own.data and not own.faults:
        return InForce(own.provision, folder / OWN_COPY, own.digest)
    return InForce(faults=own.faults) if own.data else InForce()


def read_copy(folder: Path, name: str) -> ReadProvision:
    """Return the copy of a file that was applied, which says nothing where there is none."""
    copy = folder / name
    return read_provision(copy) if copy.is_file() else ReadProvision(copy)


class Policy:
    """What may not be changed here; the installer alone does, by the file."""

    def __init__(self, folder: Path | None = None) -> None:
        """``None`` is where nothing is locked."""
        self._folder = folder
        self.in_force = InForce()
        self.renew()

    def renew(self) -> None:
        """Look at the files anew."""
        if self._folder is not None:
            self.in_force = read_in_force(self._folder)

    @property
    def file(self) -> Path | None:
        """The file that holds, where there is one."""
        return self.in_force.file

    @property
    def faults(self) -> tuple[ProvisionFault, ...]:
        """What is wrong in that file; what it said before holds then."""
        return self.in_force.faults

    @property
    def locked(self) -> tuple[str, ...]:
        """The settings that are locked, by the names of ``posdesk settings set``."""
        return self.in_force.provision.locked

    @property
    def pin(self) -> PinPolicy:
        """Who needs a PIN, and how long it is."""
        return self.in_force.provision.pin if self.file else NO_PINS

    @property
    def encryption(self) -> EncryptionPolicy:
        """Whether the data are to be encrypted."""
        return self.in_force.provision.encryption

    def is_locked(self, key: str) -> bool:
        """Return whether ``key``, such as ``shop.name`` or ``terminals``, may not be changed."""
        return self.in_force.provision.is_locked(key)

    def require_free(self, *keys: str) -> None:
        """Raise ``NotAllowed`` where one of ``keys`` is locked."""
        for key in keys:
            if self.is_locked(key):
                raise NotAllowed(_LOCKED, key=key, file=self.file)

    def require_may_encrypt(self) -> None:
        """Raise ``NotAllowed`` where the data are to stay in plain."""
        if self.encryption is EncryptionPolicy.OFF:
            raise NotAllowed(_NOT_ENCRYPTED, file=self.file)

    def require_may_decrypt(self) -> None:
        """Raise ``NotAllowed`` where the data are to stay encrypted."""
        if self.encryption is EncryptionPolicy.REQUIRED:
            raise NotAllowed(_ENCRYPTED, file=self.file)

    def needs_pin(self, role: Role) -> bool:
        """Return whether somebody of that role must have a PIN."""
        required = self.pin.required
        return required is PinFor.EVERYONE or (required is PinFor.MANAGERS and role is Role.MANAGER)

    def require_pin_of(self, person: Person) -> None:
        """Raise ``NotAllowed`` where a person must have a PIN to be let in and has none."""
        if not person.pin and self.needs_pin(person.role):
            raise NotAllowed(_NEEDS_PIN, name=person.name)

    def require_may_lose_pin(self, person: Person) -> None:
        """Raise ``NotAllowed`` where a person must keep a PIN."""
        if self.needs_pin(person.role):
            raise NotAllowed(_PIN_STAYS, name=person.name, file=self.file)


FREE = Policy()
"""Where nothing is locked."""
