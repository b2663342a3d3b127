"""``posdesk bundle images`` and ``bundle text``: for forms that take pictures and a short text."""

from __future__ import annotations

import argparse

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.request import RequestKind

WALLET = "wechat"
"""The recipient where none is named: the form that there is a set of pictures for."""


def image_arguments(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``bundle images``."""
    parser.add_argument("cases", metavar="ID", nargs="+")
    parser.add_argument("-o", "--output", required=True, type=place, metavar="DIR")
    parser.set_defaults(run=write_images)


def text_arguments(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``bundle text``."""
    parser.add_argument("case", metavar="ID")
    parser.add_argument("--for", dest="preset", metavar="PRESET", default=WALLET)
    parser.add_argument("--kind", choices=[kind.value for kind in RequestKind])
    parser.set_defaults(run=print_text)


def write_images(args: argparse.Namespace, context: Context) -> int:
    """Write the pictures for a form into a folder."""
    target, desk, tr = args.output, context.desk, context.tr
    preset, order = desk.presets.find(args.preset), _order(args, context)
    files = desk.evidence.gather(args.cases)
    made = desk.form_filling.pictures(files, order, preset)
    written = desk.form_filling.write(made, target)
    context.say(
        {
            "path": str(target),
            "images": [
                {"path": str(one.path), "bytes": one.size, "sha256": one.sha256} for one in written
            ],
        },
        [tr("{path}, {size} bytes", path=str(one.path), size=one.size) for one in written],
    )
    return 0


def print_text(args: argparse.Namespace, context: Context) -> int:
    """Print the request of a case as a text to paste."""
    desk, lang = context.desk, context.tr.lang
    preset, order = desk.presets.find(args.preset), _order(args, context)
    (file,) = desk.evidence.gather([args.case])
    text = desk.form_filling.text(file, order, preset, lang)
    context.say(
        {"case": file.case.number, "characters": len(text), "text": text},
        text.splitlines(),
    )
    return 0


def _order(args: argparse.Namespace, context: Context) -> BundleOrder:
    kind = RequestKind(args.kind) if args.kind else None
    return BundleOrder(lang=getattr(args, "bundle_lang", context.tr.lang), kind=kind)
