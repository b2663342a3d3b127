"""``posdesk presets``: what recipients take, listed, and changed for this shop."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.output import print_error
from posdesk.domain.bundle.fitting_words import show_limits
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    presets = commands.add_parser("presets", parents=options)
    presets.set_defaults(run=list_presets)
    put = presets.add_other("set", options)
    put.add_argument("name", metavar="NAME")
    put.add_argument("values", metavar="FIELD=VALUE", nargs="+")
    put.set_defaults(run=set_preset)


def list_presets(args: argparse.Namespace, context: Context) -> int:
    """Print every recipient with its limits; what is wrong in the shop's file is told beside."""
    desk = context.desk
    for fault in desk.faults:
        print_error(fault.in_(context.tr.lang))
    presets = desk.presets.all()
    context.say(
        [_json(preset, own=desk.presets.is_own(preset.name)) for preset in presets],
        [_line(preset, context) for preset in presets],
    )
    return 0


def set_preset(args: argparse.Namespace, context: Context) -> int:
    """Keep fields of a recipient, ``FIELD=VALUE`` each; an empty value takes one away."""
    values: dict[str, str] = {}
    for given in args.values:
        field, equals, value = str(given).partition("=")
        if not equals:
            raise WrongInput(
                N_("“{given}” is not FIELD=VALUE, such as pages=19; nothing was changed."),
                given=given[:40],
            )
        values[field.strip()] = value
    presets = context.desk.presets
    kept = presets.change(args.name, values)
    if kept is None:
        context.say(None, [])
        return 0
    context.say(_json(kept, own=presets.is_own(kept.name)), [_line(kept, context)])
    return 0


def limits_json(preset: Preset) -> dict[str, Any]:
    """Return the limits of a recipient; 0 is none."""
    return {
        "pages": preset.pages,
        "files": preset.files,
        "bytes_each": preset.bytes_each,
        "bytes_all": preset.bytes_all,
        "dpi": preset.dpi,
        "grey": preset.grey,
        "name_length": preset.name_length,
        "plain_names": preset.plain_names,
        "images": preset.images,
        "characters": preset.characters,
    }


def _json(preset: Preset, *, own: bool) -> dict[str, Any]:
    return {
        "name": preset.name,
        "words": preset.words.as_dict(),
        "to": preset.to.as_dict() if preset.to else None,
        **limits_json(preset),
        "source": preset.source,
        "own": own,
    }


def _line(preset: Preset, context: Context) -> str:
    tr = context.tr
    return f"{preset.name}  {tr.text(preset.words)}  {tr.text(show_limits(preset))}".rstrip()
