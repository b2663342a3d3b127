"""``posdesk provision``: the installer's file checked, applied, shown, and made for many tills."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from posdesk import app, paths
from posdesk.cli import sharing_commands
from posdesk.cli.context import Context
from posdesk.cli.output import print_error
from posdesk.cli.place import place
from posdesk.domain.errors import NotFound
from posdesk.domain.text import LANGS, N_
from posdesk.services.keys import SECRET
from posdesk.services.provision_files import (
    ProvisionFault,
    check_provision,
    example,
    make_counters,
)
from posdesk.services.provision_outcome import Applied, ProvisionFaulty

_NO_FILE = N_("There is no file {file}; nothing was checked.")


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    group = commands.add_parser("provision", parents=options).add_subparsers(required=True)
    check = group.add_parser("check", parents=options)
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=check_file)
    put = group.add_parser("apply", parents=options)
    put.add_argument("file", metavar="FILE")
    put.set_defaults(run=apply_file)
    show = group.add_parser("show", parents=options)
    show.set_defaults(run=show_in_force)
    many = group.add_parser("templates", parents=options)
    many.add_argument("counters", metavar="COUNTERS.csv")
    many.add_argument("--template", required=True, metavar="BASE.toml")
    many.add_argument("-o", "--out", dest="out", required=True, type=place, metavar="DIR")
    many.add_argument("--replace", action="store_true")
    many.set_defaults(run=write_templates)
    shown = group.add_parser("example", parents=options)
    shown.set_defaults(run=show_example)
    sharing_commands.add_to(group, options)


def check_file(args: argparse.Namespace, context: Context) -> int:
    """Name every fault of a file; exit 1 where there is one."""
    file = _there(args.file)
    checked = check_provision(file)
    context.say(
        {
            "file": str(file),
            "valid": not checked.faults,
            "faults": _as_json(checked.faults),
            "says": sorted(checked.provision.said()),
            "locked": list(checked.provision.locked),
        },
        _lines(checked.faults, context) or [context.tr("{file} is sound.", file=file.name)],
    )
    return 1 if checked.faults else 0


def apply_file(args: argparse.Namespace, context: Context) -> int:
    """Bring a file into force; exit 2 where it has faults, which are all named."""
    file = _there(args.file)
    faults = check_provision(file).faults
    if faults:
        return _say_faults(file, faults, context)
    desk = context.desk
    try:
        applied = desk.provisioner.apply(file, os.environ.get(SECRET, ""))
    except ProvisionFaulty as faulty:  # it was changed meanwhile
        return _say_faults(file, faulty.faults, context)
    context.desk = desk = app.turned(desk, applied)
    trouble = desk.provisioner.trouble
    said = _applied_json(applied)
    tr = context.tr
    names = {
        "set": tr("Set: {keys}", keys=", ".join((*said["set"], *said["people"]))),
        "overwritten": tr("Set over what was here: {keys}", keys=", ".join(said["overwritten"])),
        "kept": tr("Left as the shop set it: {keys}", keys=", ".join(said["kept"])),
    }
    context.say(
        {**said, "encrypted": desk.encryption.is_on()},
        [
            tr("{file} is in force.", file=file.name),
            *(
                line
                for name, line in names.items()
                if said[name] or (name == "set" and said["people"])
            ),
            *(tr("Waits for a person: {why}", why=one.why) for one in applied.waiting),
            *(tr("Print and lock away: {path}", path=path) for path in (applied.sheet,) if path),
        ],
    )
    if trouble is not None:
        print_error(tr.error(trouble))
        return 1
    return 0


def show_in_force(args: argparse.Namespace, context: Context) -> int:
    """Print what is in force, from which file, and what still waits for a person."""
    desk, tr = context.desk, context.tr
    force = desk.policy.in_force
    provision, waiting = force.provision, desk.provisioner.waiting()
    trouble = desk.provisioner.trouble
    context.say(
        {
            "file": str(force.file) if force.file else None,
            "looked_for": str(paths.provision_file()),
            "machine_wide": force.is_machine_wide,
            "digest": force.digest or None,
            "settings": dict(provision.settings),
            "pin": {
                "required": desk.policy.pin.required.value,
                "least_digits": desk.policy.pin.least_digits,
            },
            "encryption": provision.encryption.value,
            "data": {
                "folder": provision.data.folder or None,
                "shared": provision.data.shared,
                "group": provision.data.group or None,
            },
            "locked": list(provision.locked),
            "waiting": _waiting_json(waiting),
            "faults": _as_json(force.faults),
            "trouble": tr.error(trouble) if trouble else None,
        },
        [
            tr("In force: {file}", file=force.file)
            if force.file
            else tr("No installer's file is in force; looked for: {file}", file=_looked_for()),
            *(f"{key} = {value}" for key, value in provision.settings.items()),
            *(
                tr("Locked by the installer's file: {keys}", keys=", ".join(provision.locked))
                for _ in provision.locked[:1]
            ),
            *(tr("Waits for a person: {why}", why=one.why) for one in waiting),
            *_lines(force.faults, context),
        ],
    )
    return 0


def write_templates(args: argparse.Namespace, context: Context) -> int:
    """Write a file for each counter of a table, all of them or, where one has a fault, none."""
    table, template = _there(args.counters), _there(args.template)
    made = make_counters(table, template, args.out, replace=args.replace)
    if made.faults:
        context.say({"written": [], "faults": _as_json(made.faults)}, _lines(made.faults, context))
        print_error(
            context.tr("Faults found: {count}; nothing was written.", count=len(made.faults))
        )
        return 2
    context.say(
        {"written": [str(path) for path in made.written], "faults": []},
        [
            *(str(path) for path in made.written),
            context.tr("{count} counters.", count=len(made.written)),
        ],
    )
    return 0


def show_example(args: argparse.Namespace, context: Context) -> int:
    """Print the file to begin with."""
    text = example(context.tr.lang)
    context.say({"text": text, "languages": list(LANGS)}, text.rstrip("\n").split("\n"))
    return 0


def _say_faults(file: Path, faults: Sequence[ProvisionFault], context: Context) -> int:
    context.say(
        {"file": str(file), "applied": False, "faults": _as_json(faults)}, _lines(faults, context)
    )
    print_error(context.tr.error(ProvisionFaulty(faults)))
    return 2


def _there(given: str) -> Path:
    file = Path(given).expanduser().absolute()
    if not file.is_file():
        raise NotFound(_NO_FILE, file=file)
    return file


def _looked_for() -> Path:
    return paths.provision_file()


def _lines(faults: Iterable[ProvisionFault], context: Context) -> list[str]:
    return [
        f"{f.file.name}:{f.line}: {f'{f.key}: ' if f.key else ''}{context.tr.text(f.text)}"
        for f in faults
    ]


def _as_json(faults: Iterable[ProvisionFault]) -> list[dict[str, Any]]:
    return [
        {"file": f.file.name, "line": f.line, "key": f.key or None, "text": f.text.as_dict()}
        for f in faults
    ]


def _waiting_json(waiting: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"key": one.key, "why": one.why.as_dict()} for one in waiting]


def _applied_json(applied: Applied) -> dict[str, Any]:
    from posdesk.services.provision_plan import Fate

    return {
        "file": str(applied.file),
        "applied": True,
        "digest": applied.digest,
        **{fate.value: list(applied.keys(fate)) for fate in Fate},
        "people": list(applied.people),
        "waiting": _waiting_json(applied.waiting),
        "sheet": str(applied.sheet) if applied.sheet else None,
    }
