"""``posdesk provision prepare`` and ``adopt``: one data folder for several accounts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk import app, paths
from posdesk.cli.context import Context
from posdesk.cli.secret import secret
from posdesk.domain.errors import NotFound
from posdesk.domain.text import N_
from posdesk.services.provision_files import check_provision
from posdesk.services.provision_outcome import ProvisionFaulty
from posdesk.services.restore import Step
from posdesk.services.sharing import prepare
from posdesk.services.staff import Staff
from posdesk.services.taking_over import TakingOver

_NO_FILE = N_("There is no file {file}; nothing was made.")


class _Silent:
    """A terminal is told what came of it, not how far it is."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say nothing."""

    def __call__(self, done: int, total: int, /) -> None:
        """Say nothing."""


def add_to(group: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to those of ``posdesk provision``."""
    making = group.add_parser("prepare", parents=options)
    making.add_argument("file", metavar="FILE", nargs="?")
    making.set_defaults(run=prepare_folder)
    adopting = group.add_parser("adopt", parents=options)
    adopting.add_argument("--from", dest="own", metavar="DIR")
    adopting.set_defaults(run=adopt)


def prepare_folder(args: argparse.Namespace, context: Context) -> int:
    """Make the folder that several accounts share, with the rights for it."""
    file = Path(args.file).expanduser().absolute() if args.file else paths.provision_file()
    if not file.is_file():
        raise NotFound(_NO_FILE, file=file)
    read = check_provision(file)
    if read.faults:
        raise ProvisionFaulty(read.faults)
    done, tr = prepare(read.provision), context.tr
    context.say(
        {"folder": str(done.folder), "backups": str(done.backups), "group": done.group},
        [
            tr(
                "{folder} and {backups} belong to the group {group} now: every account in it works"
                " on the same data, no other one can read them.",
                folder=done.folder,
                backups=done.backups,
                group=done.group,
            )
        ],
    )
    return 0


def adopt(args: argparse.Namespace, context: Context) -> int:
    """Copy the data of an account's own folder into the present one, by way of a backup."""
    own = Path(args.own).expanduser().absolute() if args.own else paths.own_data_folder()
    folder, tr = context.folder, context.tr
    name = getattr(args, "as_name", None)

    def let_in(staff: Staff) -> None:
        if name is not None:
            person = staff.people.named(name)
            pin = secret("POSDESK_PIN", tr("PIN: ")) if person and person.pin else ""
            staff.sign_in(name, pin, told=False)

    taking_over = TakingOver(app.shelves(folder), app.beijing_clock)
    done = taking_over.do(own, let_in, _Silent(), context.on(own).key)
    context.say(
        {"from": str(own), "to": str(folder), "cases": done.cases, "backup": str(done.backup)},
        [
            tr(
                "{count} cases are in {folder} now. {own} was left as it is: remove it when nobody"
                " misses anything.",
                count=done.cases,
                folder=folder,
                own=own,
            )
        ],
    )
    return 0
