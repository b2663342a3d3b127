"""``posdesk update check``: whether a newer version is out; asks only when it is called."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from posdesk import __version__
from posdesk.cli.context import Context


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    update = commands.add_parser("update", parents=options).add_subparsers(required=True)
    check = update.add_parser("check", parents=options)
    check.set_defaults(run=check_updates)


def check_updates(args: argparse.Namespace, context: Context) -> int:
    """Say what the address in the settings answers; exit 1 where it cannot be used."""
    from posdesk.app import beijing_clock
    from posdesk.services.updates import Updates

    heard, tr = Updates(context.folder, beijing_clock).check(), context.tr
    news, newer = heard.news, heard.newer
    lines = [tr("PosDesk {version} is the newest.", version=__version__)]
    if newer is not None:
        lines = [
            tr(
                "PosDesk {version} is out since {day}; this is {installed}.",
                version=newer.version,
                day=newer.released,
                installed=__version__,
            ),
            *filter(None, (tr.text(newer.notes),)),
            *(f"{one.system}  {one.url}  SHA-256 {one.sha256}" for one in newer.downloads),
        ]
    context.say(
        {
            "installed": __version__,
            "newer": newer is not None,
            "signed": heard.signed,
            "version": news.version if news else None,
            "released": str(news.released) if news else None,
            "notes": news.notes.as_dict() if news else None,
            "downloads": [asdict(one) for one in news.downloads] if news else [],
        },
        lines,
    )
    return 0
