"""Every name that this computer knows of people, the shop and itself, to be looked for at last."""

from __future__ import annotations

import getpass
import os
import socket
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from posdesk import paths
from posdesk.domain.scrubbing import Scrubber, Sort
from posdesk.intake.contact_files import read_own_contacts
from posdesk.intake.settings_file import read_settings
from posdesk.services.backup_list import beside
from posdesk.services.doctor.patient import Patient
from posdesk.services.policy import read_in_force
from posdesk.services.support.data_part import names_in

_ACCOUNTS = ("USER", "USERNAME", "LOGNAME", "SUDO_USER")
_COMPUTERS = ("HOSTNAME", "COMPUTERNAME", "USERDOMAIN")


def scrubber_for(patient: Patient) -> Scrubber:
    """Return what takes the names known here out of any text."""
    return Scrubber(_names(patient), _places(patient.folder))


def _names(patient: Patient) -> Mapping[Sort, Iterable[str]]:
    folder = patient.folder
    settings = read_settings(folder)
    shop, said = settings.shop, read_in_force(folder).provision
    contacts = read_own_contacts(folder).contacts
    people = (shop.cashier, shop.manager, *said.managers, *said.cashiers, *names_in(patient))
    ours = (shop.name, shop.till, shop.acquirer, shop.merchant_id, shop.terminal_id)
    terminals = (word for terminal in settings.terminals for word in astuple(terminal))
    called = (name for one in contacts for name in (one.name.zh_CN, one.name.en))
    return {
        Sort.PERSON: (*people, *called),
        Sort.SHOP: (*ours, *terminals, *said.settings.values()),
        Sort.PHONE: (shop.acquirer_phone, *(one.number for one in contacts)),
        Sort.ACCOUNT: _accounts(),
        Sort.COMPUTER: _computers(),
    }


def _accounts() -> list[str]:
    found = [os.environ.get(name, "") for name in _ACCOUNTS]
    with suppress(OSError, KeyError, ImportError):
        found.append(getpass.getuser())
    with suppress(RuntimeError):
        found.append(Path.home().name)
    return found


def _computers() -> list[str]:
    found = [os.environ.get(name, "") for name in _COMPUTERS]
    with suppress(OSError):
        found.append(socket.gethostname())
    return [*found, *(name.partition(".")[0] for name in found)]


def _places(folder: Path) -> Mapping[str, Iterable[str]]:
    second = read_settings(folder).second_place
    program = Path(sys.executable).parent
    named: dict[str, list[Path]] = {
        "<data>": [folder],
        "<beside data>": [folder.parent],
        "<backups>": [beside(folder)],
        "<second place>": [Path(second)] if second else [],
        "<resources>": [paths.resources()],
        "<cache>": [paths.cache_folder()],
        "<temporary>": [Path(tempfile.gettempdir())] if _has_temporary() else [],
        "<program>": [program],
        "<provision>": [paths.provision_file()],
    }
    with suppress(RuntimeError):
        named["<home>"] = [Path.home()]
    return {mark: [form for one in known for form in _forms(one)] for mark, known in named.items()}


def _forms(path: Path) -> list[str]:
    """Return the ways in which a folder may be written."""
    found = [str(path), path.as_posix()]
    with suppress(OSError, RuntimeError):
        found.append(str(path.resolve()))
    return found


def _has_temporary() -> bool:
    try:
        tempfile.gettempdir()
    except OSError:
        return False
    return True
