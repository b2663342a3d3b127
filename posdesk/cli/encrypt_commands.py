"""``posdesk encrypt``: turn the encryption of everything at rest on or off, and see how it is."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from posdesk import paths
from posdesk.cli.context import Context
from posdesk.cli.output import print_error
from posdesk.cli.place import place
from posdesk.cli.secret import at_terminal, secret_if_any, secret_twice
from posdesk.domain.errors import KeyNeeded, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.passphrase import SHORTEST, strength
from posdesk.domain.text import N_
from posdesk.services.encryption import Encryption, Prepared, State
from posdesk.services.keys import SECRET
from posdesk.services.turn import Backups, Turn


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    encrypt = commands.add_parser("encrypt", parents=options).add_subparsers(required=True)
    on = encrypt.add_parser("on", parents=options)
    on.add_argument("--sheet", type=_sheet, metavar="FILE")
    on.add_argument("--confirm", metavar="NUMBER")
    on.set_defaults(run=turn_on)
    off = encrypt.add_parser("off", parents=options)
    off.set_defaults(run=turn_off)
    status = encrypt.add_parser("status", parents=options)
    status.set_defaults(run=show_status)


def show_status(args: argparse.Namespace, context: Context) -> int:
    """Say whether the data and their backups are encrypted, and where the key is kept."""
    state, tr = context.desk.encryption.state(), context.tr
    lines = [tr("The data are encrypted.") if state.is_on else tr("The data are not encrypted.")]
    if state.is_on:
        lines.append(tr("Key number: {key}", key=state.key_id))
    context.say(_as_json(state), [*lines, *_backup_lines(state.backups, context)])
    return 0


def turn_on(args: argparse.Namespace, context: Context) -> int:
    """Prepare key and sheet, and encrypt once the number on the sheet was given."""
    encryption = context.desk.encryption
    encryption.require_off()
    if args.confirm is not None and args.sheet is None and encryption.prepared.is_there():
        return _turn(encryption.turning_on(_prepared(encryption, context), args.confirm), context)
    made = _prepare(encryption, context, _sheet_place(args.sheet))
    key, sheet = made.key, made.sheet
    number = args.confirm
    if number is None and at_terminal():
        print_error(context.tr("The recovery sheet lies here, print it: {path}", path=sheet))
        number = input(context.tr("Check number on the sheet: "))
    if number is not None:
        return _turn(encryption.turning_on(key, number), context)
    context.say(
        {"encrypted": False, "sheet": str(sheet), "key_id": key.id},
        (str(sheet),),
    )
    print_error(
        context.tr(
            "Nothing is encrypted yet. Print {path}, lock it away, and give the check number on it:"
            " posdesk encrypt on --confirm NUMBER",
            path=sheet,
        )
    )
    return 1


def turn_off(args: argparse.Namespace, context: Context) -> int:
    """Write the data in plain again; backups stay as they are."""
    return _turn(context.desk.encryption.turning_off(), context)


def _prepare(encryption: Encryption, context: Context, target: Path) -> Prepared:
    tr, lang = context.tr, context.tr.lang
    if not encryption.needs_passphrase():
        try:
            return encryption.prepare(target, lang)
        except WrongInput:
            if encryption.prepared.is_there():
                raise
            # The store is there and keeps nothing: a passphrase serves.
    prompt = tr("New passphrase (at least {least} characters): ", least=SHORTEST)
    if os.environ.get(SECRET) is None and not at_terminal():
        raise KeyNeeded(
            N_(
                "This computer has no key store, so a passphrase must keep the key; nothing was"
                " changed; put one into POSDESK_PASSPHRASE."
            )
        )
    passphrase = secret_twice(SECRET, prompt, tr("Once more: "))
    if at_terminal():
        print_error(tr("Strength: {words}", words=tr.text(strength(passphrase))))
    return encryption.prepare(target, lang, passphrase, passphrase)


def _prepared(encryption: Encryption, context: Context) -> Key:
    passphrase = None
    if encryption.prepared.is_by_passphrase():
        passphrase = secret_if_any(SECRET, context.tr("Passphrase: "))
    return encryption.prepared.key(passphrase)


def _sheet(given: str) -> Path:
    place(given)
    return Path(given).expanduser().absolute()


def _sheet_place(given: Path | None) -> Path:
    if given is not None:
        return given
    name = f"PosDesk-recovery-{datetime.now(BEIJING):%Y-%m-%d}.pdf"
    return paths.documents_folder() / name


def _turn(turn: Turn, context: Context) -> int:
    """Close the data, turn, and say how things are now."""
    context.close()
    turned = turn.do()
    tr, on = context.tr, turned.key is not None
    kept_in = turned.kept_in.value if turned.kept_in else None
    lines = [
        tr("The data are encrypted from now on.") if on else tr("The data are in plain again.")
    ]
    context.say(
        {
            "encrypted": on,
            "key_id": turned.key.id if turned.key else None,
            "kept_in": kept_in,
            "backups": _backups_as_json(turned.backups),
        },
        [*lines, *_backup_lines(turned.backups, context)],
    )
    for trouble in turned.troubles:
        print_error(tr.error(trouble))
    return 0


def _backup_lines(backups: Backups, context: Context) -> list[str]:
    tr = context.tr
    return [
        tr(
            "Backups: {encrypted} encrypted, {plain} in plain",
            encrypted=backups.encrypted,
            plain=backups.plain,
        ),
        *(tr("Not reachable now: {place}", place=place) for place in backups.unreachable),
        *(
            tr("{place} holds damaged data in plain: remove it when nobody needs it.", place=one)
            for one in backups.aside
        ),
    ]


def _as_json(state: State) -> dict[str, Any]:
    return {
        "encrypted": state.is_on,
        "key_id": state.key_id or None,
        "kept_in": state.kept_in.value if state.kept_in else None,
        "backups": _backups_as_json(state.backups),
    }


def _backups_as_json(backups: Backups) -> dict[str, Any]:
    return {
        "encrypted": backups.encrypted,
        "plain": backups.plain,
        "unreachable": [str(place) for place in backups.unreachable],
        "aside": [str(place) for place in backups.aside],
    }
