"""``posdesk bundle``: the evidence of one case or several as files that a bank can act on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from posdesk.cli.context import Context
from posdesk.cli.form_commands import WALLET, image_arguments, text_arguments
from posdesk.cli.output import print_error
from posdesk.cli.place import place
from posdesk.cli.preset_commands import limits_json
from posdesk.cli.sent_command import copy_arguments, sent_arguments
from posdesk.domain.bundle.fitting_words import show_size
from posdesk.domain.bundle.order import BUNDLE_LANGS, BundleOrder
from posdesk.domain.bundle.preset import DEFAULT_PRESET, NO_LIMITS, Preset
from posdesk.domain.bundle.request import RequestKind, kind_of
from posdesk.domain.bundle.slots import Slot, SlotState
from posdesk.domain.case import Case
from posdesk.domain.text import LANGS

if TYPE_CHECKING:
    from posdesk.reports.casefile import CaseFile
    from posdesk.services.evidence import Bundle, Fitted


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser; ``options`` are those of all commands, ``--lang`` last."""
    common = options[:1]
    bundle = commands.add_parser("bundle", parents=common)
    bundle.add_argument("cases", nargs="+", metavar="ID")
    bundle.add_argument("-o", "--output", required=True, type=place, metavar="FILE")
    _add_order(bundle, preset=None)
    _add_seal(bundle)
    bundle.set_defaults(run=make_bundle)
    check = bundle.add_other("check", common)
    check.add_argument("case", metavar="ID")
    _add_order(check, preset=DEFAULT_PRESET)
    _add_seal(check)
    check.set_defaults(run=check_bundle)
    images = bundle.add_other("images", common)
    _add_order(images, preset=WALLET)
    image_arguments(images)
    text_arguments(bundle.add_other("text", options))
    sent_arguments(bundle.add_other("sent", options))
    copy_arguments(bundle.add_other("copy", options))


def make_bundle(args: argparse.Namespace, context: Context) -> int:
    """Write the bundle of one case or several; exit 1 where the recipient takes none of it."""
    target, desk = args.output, context.desk
    preset, order = _ordered(args, context)
    made = desk.evidence.bundle(
        args.cases,
        target,
        order,
        preset=preset,
        sealer=None if args.unsigned else lambda: desk.seals.present(stamped=not args.no_timestamp),
    )
    cases = {case.id: case for case in map(desk.log.case, args.cases)}
    gaps = [
        (case, s)
        for case in cases.values()
        for s in _missing(desk.evidence.slots(case, order.kind))
    ]
    for warning in made.warnings:
        print_error(context.tr.text(warning))
    context.say(_made_json(made, gaps), _made_lines(made, gaps, context))
    return 0


def check_bundle(args: argparse.Namespace, context: Context) -> int:
    """Say what is missing and whether it fits; exit 1 where something is, or it does not."""
    desk = context.desk
    case = desk.log.case(args.case)
    preset, order = _ordered(args, context)
    slots = desk.evidence.slots(case, order.kind)
    files = desk.evidence.gather([case.id])
    if preset.images:
        figures = _form(files, order, preset, context)
        lines, fits = list(figures["files"]), True
    else:
        # Only looking makes no key: any fingerprint takes the same room.
        seal = "" if args.unsigned else "0" * 64
        fitted = desk.evidence.fitted(files, replace(order, fingerprint=seal), preset)
        figures, lines, fits = _fitted_json(fitted), _fitted_lines(fitted, context), fitted.fits
    missing = [slot for slot in _missing(slots) if slot.required]
    context.say(
        {
            "case": case.number,
            "kind": (order.kind or kind_of(case)).value,
            "preset": preset.name,
            "slots": [_slot_json(slot) for slot in slots],
            "missing": [slot.name for slot in missing],
            **figures,
        },
        [*_slot_lines(slots, context), *lines],
    )
    return 0 if fits and not missing else 1


class _BundleLang(argparse.Action):
    """``--lang`` of a bundle: both languages are the bundle's alone, one is the interface's too."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the language."""
        namespace.bundle_lang = values
        if values in LANGS:
            namespace.lang = values


def _add_order(parser: argparse.ArgumentParser, preset: str | None) -> None:
    parser.add_argument("--for", dest="preset", metavar="PRESET", default=preset)
    parser.add_argument("--kind", choices=[kind.value for kind in RequestKind])
    parser.add_argument(
        "--lang", action=_BundleLang, choices=BUNDLE_LANGS, default=argparse.SUPPRESS
    )


def _add_seal(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--unsigned", action="store_true")
    how.add_argument("--no-timestamp", action="store_true")


def _ordered(args: argparse.Namespace, context: Context) -> tuple[Preset, BundleOrder]:
    preset = context.desk.presets.find(args.preset) if args.preset is not None else NO_LIMITS
    return preset, BundleOrder(
        lang=getattr(args, "bundle_lang", context.tr.lang),
        preset=preset.name or DEFAULT_PRESET,
        kind=RequestKind(args.kind) if args.kind else None,
    )


def _missing(slots: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot.state is SlotState.MISSING]


def _made_json(made: Bundle, gaps: Sequence[tuple[Case, Slot]]) -> dict[str, Any]:
    return {
        "path": str(made.path),
        "pages": made.pages,
        "bytes": made.size,
        "manifest_sha256": made.manifest_sha256,
        "sha256": made.sha256,
        "fingerprint": made.fingerprint,
        "parts": [
            {
                "path": str(part.path),
                "pages": part.pages,
                "bytes": part.size,
                "manifest_sha256": part.manifest_sha256,
                "sha256": part.sha256,
            }
            for part in made.parts
        ],
        "fitted": [text.as_dict() for text in made.done],
        "warnings": [text.as_dict() for text in made.warnings],
        "gaps": [{"case": case.number, **_slot_json(slot)} for case, slot in gaps],
    }


def _made_lines(made: Bundle, gaps: Sequence[tuple[Case, Slot]], context: Context) -> list[str]:
    tr = context.tr
    lines = []
    for part in made.parts:
        size = tr("{pages} pages, {size} bytes", pages=part.pages, size=part.size)
        lines += [str(part.path), f"{size}  SHA-256 {part.sha256}"]
    lines += [tr.text(text) for text in made.done]
    for case, slot in gaps:
        if slot.required:
            lines.append(
                tr("Missing in case {number}: {what}", number=case.number, what=tr.text(slot.words))
            )
    return lines


def _slot_json(slot: Slot) -> dict[str, Any]:
    return {
        "name": slot.name,
        "words": slot.words.as_dict(),
        "state": slot.state.value,
        "why": slot.why.as_dict() if slot.why else None,
        "exhibits": list(slot.exhibits),
        "required": slot.required,
    }


def _fitted_json(fitted: Fitted) -> dict[str, Any]:
    return {
        "pages": fitted.pages,
        "bytes": fitted.size,
        "limits": limits_json(fitted.limits),
        "fits": fitted.fits,
        "why": fitted.why.as_dict() if fitted.why else None,
        "fitted": [text.as_dict() for text in fitted.done],
        "files": list(fitted.names),
    }


def _form(
    files: Sequence[CaseFile], order: BundleOrder, preset: Preset, context: Context
) -> dict[str, Any]:
    """Return the figures of what goes into a form of pictures; a picture counts as a page."""
    filling = context.desk.form_filling
    made = filling.pictures(files, order, preset)
    text = filling.text(files[0], order, preset, context.tr.lang)
    return {
        "pages": len(made),
        "bytes": sum(len(one.data) for one in made),
        "characters": len(text),
        "limits": limits_json(preset),
        "fits": True,
        "why": None,
        "fitted": [],
        "files": [one.name for one in made],
    }


_SIGNS = {SlotState.THERE: "+", SlotState.MISSING: "?", SlotState.NOT_APPLICABLE: "-"}


def _slot_lines(slots: Sequence[Slot], context: Context) -> list[str]:
    tr, lines = context.tr, []
    for slot in slots:
        why = f"  {tr.text(slot.why)}" if slot.why else ""
        lines.append(f"{_SIGNS[slot.state]} {tr.text(slot.words)}{why}")
    return lines


def _fitted_lines(fitted: Fitted, context: Context) -> list[str]:
    tr = context.tr
    pages, size = fitted.pages, show_size(fitted.size)
    lines = [tr("{pages} pages, {size}", pages=pages, size=size)]
    lines += [*(tr.text(text) for text in fitted.done), *fitted.names]
    return [*lines, tr.text(fitted.why)] if fitted.why else lines
