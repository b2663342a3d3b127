"""``posdesk restore``: looks into a backup, and puts it in the place of the present data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from posdesk import app
from posdesk.cli.context import Context
from posdesk.cli.secret import secret_if_any
from posdesk.domain.errors import DataTrouble, KeyNeeded
from posdesk.domain.key import Key
from posdesk.services.keys import SECRET, known_key
from posdesk.services.restore import Exchanged, Inside, Restorer, Restoring, Step
from posdesk.storage.store import DATABASE

_FEW = 12
"""Case numbers told in one line."""


class _Silent:
    """A terminal is told what came of it, not how far it is."""

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say nothing."""

    def __call__(self, done: int, total: int, /) -> None:
        """Say nothing."""


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    restore = commands.add_parser("restore", parents=options)
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--look", action="store_true")
    restore.set_defaults(run=run_restore)


def run_restore(args: argparse.Namespace, context: Context) -> int:
    """Restore a backup, or with ``--look`` say what is in it; exit 1 where it is not sound."""
    backup = Path(args.file).expanduser().absolute()
    restorer = app.open_restorer(context.folder, present_key(context))
    key = _backup_key(backup, restorer, context)
    if args.look:
        return _look(restorer.look(backup, key), context)
    restoring = _gated(restorer, context, backup, key)
    compared = restorer.compare(backup, key)
    done = restoring.do(_Silent())
    lost = compared.lost.cases if compared else ()
    _say_restored(backup, done, lost, context)
    return 0


def _gated(restorer: Restorer, context: Context, backup: Path, key: Key | None) -> Restoring:
    """Ask whoever ``--as`` names, where there are data that can say who may; then close them."""
    if not (context.folder / DATABASE).exists():
        return restorer.restoring(backup, key)
    try:
        desk = context.desk
    except DataTrouble:
        # Nobody can be asked: what is damaged or locked does not tell who may.
        return restorer.restoring(backup, key)
    try:
        return desk.restorer.restoring(backup, key)
    finally:
        desk.care.close()
        del context.__dict__["desk"]


def present_key(context: Context) -> Key | None:
    """Return what opens the present data; without it they are kept as they lie."""
    try:
        return context.key or known_key(context.folder)
    except DataTrouble:
        return None


def _backup_key(backup: Path, restorer: Restorer, context: Context) -> Key | None:
    """Return what opens an encrypted backup: from the key store, else what is given."""
    try:
        return restorer.key_of(backup)
    except KeyNeeded:
        given = secret_if_any(SECRET, context.tr("Passphrase or recovery code: "))
        return restorer.key_of(backup, given) if given else None


def _look(inside: Inside, context: Context) -> int:
    tr, about, found, lost = context.tr, inside.about, inside.details, inside.lost
    missing = found.missing if found else about.missing
    lines = [
        tr("Made {when} by PosDesk {software}", when=about.made_at, software=about.software),
        tr("{cases} cases, {events} events", cases=about.cases, events=about.events),
    ]
    if found and found.newest:
        lines.append(tr("Cases {oldest} to {newest}", oldest=found.oldest, newest=found.newest))
    if missing:
        lines.append(tr("{count} exhibits are missing in it.", count=missing))
    lines += _lost_lines(lost.cases if lost else (), context)
    if lost and lost.changed:
        lines.append(tr("It knows less of: {cases}", cases=_few(lost.changed)))
    if lost and lost.erased:
        lines.append(tr("Erased since, and not brought back: {cases}", cases=_few(lost.erased)))
    lines.append(tr.error(inside.trouble) if inside.trouble else tr("It is whole and sound."))
    gained = inside.compared.gained if inside.compared else None
    context.say(
        {
            "path": str(inside.path),
            "sound": inside.trouble is None,
            "trouble": tr.error(inside.trouble) if inside.trouble else None,
            "made_at": about.made_at,
            "software": about.software,
            "events": about.events,
            "cases": about.cases,
            "oldest_case": found.oldest if found else None,
            "newest_case": found.newest if found else about.newest,
            "until": found.until if found else None,
            "exhibits": about.exhibits,
            "missing_exhibits": missing,
            "whole": about.whole,
            "lost_cases": list(lost.cases) if lost else None,
            "lost_events": lost.events if lost else None,
            "cases_it_knows_less_of": list(lost.changed) if lost else None,
            "erased_since": list(lost.erased) if lost else None,
            "compared_completely": lost.complete if lost else None,
            "gained_cases": list(gained.cases) if gained else None,
            "gained_events": gained.events if gained else None,
        },
        lines,
    )
    return 0 if inside.trouble is None else 1


def _say_restored(backup: Path, done: Exchanged, lost: tuple[str, ...], context: Context) -> None:
    tr, now = context.tr, done.now
    lines = [
        tr("Restored: {cases} cases, {exhibits} exhibits.", cases=now.cases, exhibits=now.exhibits)
    ]
    if now.missing:
        lines.append(tr("{count} exhibits are missing in it.", count=len(now.missing)))
    lines += _lost_lines(lost, context)
    if done.saved is not None:
        lines.append(tr("What was there before is kept in {path}", path=done.saved.path))
    context.say(
        {
            "restored": True,
            "path": str(backup),
            "events": now.events,
            "cases": now.cases,
            "exhibits": now.exhibits,
            "missing_exhibits": list(now.missing),
            "counter": now.counter,
            "saved": str(done.saved.path) if done.saved else None,
            "saved_as_it_lay": done.saved.damaged if done.saved else False,
            "lost_cases": list(lost),
        },
        lines,
    )


def _lost_lines(lost: tuple[str, ...], context: Context) -> list[str]:
    return [context.tr("Not in it: {cases}", cases=_few(lost))] if lost else []


def _few(numbers: tuple[str, ...]) -> str:
    more = len(numbers) - _FEW
    return ", ".join(numbers[:_FEW]) + (f" … (+{more})" if more > 0 else "")
