"""``posdesk people``: who works here, as what, and their PINs, which are never arguments."""

from __future__ import annotations

import argparse
import os
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.erase_commands import add_people
from posdesk.cli.secret import secret, secret_twice
from posdesk.domain.moment import iso
from posdesk.domain.people import ROLE_WORDS, Job, Person, Role

RECOVERY = "POSDESK_RECOVERY"
"""Holds the recovery code, wherever one is asked for."""


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    people = commands.add_parser("people", parents=options).add_subparsers(required=True)
    listing = people.add_parser("list", parents=options)
    listing.set_defaults(run=list_people)
    add = people.add_parser("add", parents=options)
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", default=Role.CASHIER.value, metavar="|".join(Role))
    add.set_defaults(run=add_person)
    named = argparse.ArgumentParser(add_help=False)
    named.add_argument("name", metavar="NAME")
    pin = people.add_parser("pin", parents=[*options, named])
    pin.add_argument("--take", action="store_true")
    pin.set_defaults(run=set_pin)
    leave = people.add_parser("leave", parents=[*options, named])
    leave.set_defaults(run=leave_shop)
    rename = people.add_parser("rename", parents=[*options, named])
    rename.add_argument("to", metavar="NEW_NAME")
    rename.set_defaults(run=rename_person)
    role = people.add_parser("role", parents=[*options, named])
    role.add_argument("role", metavar="|".join(Role))
    role.set_defaults(run=change_role)
    recover = people.add_parser("recover", parents=options)
    recover.add_argument("name", nargs="?", default="", metavar="NAME")
    recover.add_argument("--new-code", action="store_true")
    recover.set_defaults(run=recover_pin)
    add_people(people, options)


def list_people(args: argparse.Namespace, context: Context) -> int:
    """Print who works here."""
    people = context.desk.staff.people.active
    context.say([_json(p) for p in people], [_line(p, context) for p in people])
    return 0


def add_person(args: argparse.Namespace, context: Context) -> int:
    """Add a person."""
    return _say_person(context.desk.staff.add(args.name, args.role), context)


def rename_person(args: argparse.Namespace, context: Context) -> int:
    """Call a person otherwise."""
    return _say_person(context.desk.staff.rename(args.name, args.to), context)


def set_pin(args: argparse.Namespace, context: Context) -> int:
    """Give a person a PIN, or take it away; a manager does, or the person with the old one."""
    staff, tr = context.desk.staff, context.tr
    person = staff.find(args.name)
    if args.take:
        staff.take_pin(person.id, code=_code_given())
        return _say_person(staff.find(person.id), context)
    new = secret_twice("POSDESK_NEW_PIN", tr("New PIN: "), tr("Once more: "))
    there = staff.present
    own = not staff.may(Job.PEOPLE) and there is not None and there.id == person.id
    old = secret("POSDESK_PIN", tr("Old PIN: ")) if own else None
    code = staff.set_pin(person.id, new, old=old)
    return _say_person(staff.find(person.id), context, code)


def leave_shop(args: argparse.Namespace, context: Context) -> int:
    """Let a person go."""
    staff = context.desk.staff
    person = staff.find(args.name)
    staff.leave(person.id, code=_code_given())
    return _say_person(staff.people.known[person.id], context)


def change_role(args: argparse.Namespace, context: Context) -> int:
    """Make a person something else."""
    staff = context.desk.staff
    person = staff.find(args.name)
    code = staff.change_role(person.id, args.role, code=_code_given())
    return _say_person(staff.find(person.id), context, code)


def recover_pin(args: argparse.Namespace, context: Context) -> int:
    """Set a manager's PIN by the code on paper, or, with ``--new-code``, make a new one."""
    staff, tr = context.desk.staff, context.tr
    if args.new_code:
        code = staff.begin_recovery()
    else:
        given = secret(RECOVERY, tr("Recovery code: "))
        new = secret_twice("POSDESK_NEW_PIN", tr("New PIN: "), tr("Once more: "))
        code = staff.recover(given, new, args.name)
    context.say({"recovery_code": code}, _code_lines(code, context))
    return 0


def _code_given() -> str:
    return os.environ.get(RECOVERY, "")


def _say_person(person: Person, context: Context, code: str = "") -> int:
    """Print a person as they are now, and the recovery code where there is a new one."""
    told = {**_json(person), **({"recovery_code": code} if code else {})}
    context.say(told, [_line(person, context), *_code_lines(code, context)])
    return 0


def _code_lines(code: str, context: Context) -> list[str]:
    if not code:
        return []
    tr = context.tr
    advice = tr("Recovery code, shown only now: write it down and keep it away from the counter.")
    return [advice, code]


def _json(person: Person) -> dict[str, Any]:
    until = person.locked_until()
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "active": person.active,
        "pin": bool(person.pin),
        "locked_until": iso(until) if until else None,
    }


def _line(person: Person, context: Context) -> str:
    tr = context.tr
    pin = tr("with a PIN") if person.pin else tr("no PIN")
    gone = [] if person.active else [tr("has left")]
    return "  ".join((person.name, tr.text(ROLE_WORDS[person.role]), pin, *gone))
