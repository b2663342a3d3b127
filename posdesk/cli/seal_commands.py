"""``posdesk seal`` and ``verify``: the shop's key and certificate, and bundles that came."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.place import place
from posdesk.cli.secret import secret, secret_twice
from posdesk.domain.bundle.verification import FoundExhibit, Soundness, Verification
from posdesk.domain.known_seals import STANDING_WORDS, KnownSeal
from posdesk.domain.seal import grouped, read_fingerprint
from posdesk.domain.text import N_, Text

SECRET = "POSDESK_SEAL_PASSPHRASE"
"""The environment variable that holds the passphrase of a key file."""

STATE_WORDS: dict[Soundness, str] = {
    Soundness.INTACT: N_("Whole and unchanged since it was signed."),
    Soundness.CHANGED: N_("CHANGED since it was signed. Do not rely on it."),
    Soundness.UNSIGNED: N_("Not signed."),
    Soundness.UNKNOWN_SIGNER: N_("Unchanged, but the signer is not known here."),
    Soundness.FOREIGN: N_("No bundle of PosDesk's."),
}


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    verify = commands.add_parser("verify", parents=options)
    verify.add_argument("file", metavar="FILE")
    verify.add_argument("--fingerprint", metavar="HEX")
    verify.set_defaults(run=verify_bundle)
    seal = commands.add_parser("seal", parents=options).add_subparsers(required=True)
    show = seal.add_parser("show", parents=options)
    show.set_defaults(run=show_seals)
    export = seal.add_parser("export", parents=options)
    export.add_argument("file", type=place, metavar="FILE")
    export.add_argument("--key", action="store_true")
    export.set_defaults(run=export_seal)
    bring = seal.add_parser("import", parents=options)
    bring.add_argument("file", metavar="FILE")
    bring.set_defaults(run=import_seal)
    trust = seal.add_parser("trust", parents=options)
    trust.add_argument("file", metavar="FILE")
    trust.set_defaults(run=trust_seal)
    untrust = seal.add_parser("untrust", parents=options)
    untrust.add_argument("fingerprint", metavar="HEX")
    untrust.set_defaults(run=untrust_seal)


def verify_bundle(args: argparse.Namespace, context: Context) -> int:
    """Say whether a bundle is whole, unchanged and whose; exit 1 where it is not good."""
    # An empty one is refused: a script whose variable is not set would believe any known signer.
    wanted = "" if args.fingerprint is None else read_fingerprint(args.fingerprint)
    found = context.verifier.verify(Path(args.file).absolute(), wanted)
    context.say(verification_json(found), _verification_lines(found, context))
    return 0 if found.valid else 1


def show_seals(args: argparse.Namespace, context: Context) -> int:
    """Print the certificates that are believed here; a key is not made by looking."""
    known = context.desk.seals.known()
    context.say(
        {"seals": [_seal_json(one, context) for one in known]},
        [line for one in known for line in _seal_lines(one, context)]
        or [context.tr("No key was made yet; the first bundle that is signed makes it.")],
    )
    return 0


def export_seal(args: argparse.Namespace, context: Context) -> int:
    """Write the certificate, with ``--key`` the key under a passphrase too."""
    seals, target, tr = context.desk.seals, args.file, context.tr
    if args.key:
        passphrase = secret_twice(SECRET, tr("New passphrase: "), tr("Once more: "))
        made = seals.export_key(target, passphrase, passphrase)
    else:
        made = seals.export_certificate(target)
    context.say(
        {"path": str(target), "name": made.name, "fingerprint": made.fingerprint},
        (str(target), grouped(made.fingerprint)),
    )
    return 0


def import_seal(args: argparse.Namespace, context: Context) -> int:
    """Sign from now on with the key in a file."""
    seals = context.desk.seals
    seals.require_may_move()
    passphrase = secret(SECRET, context.tr("Passphrase: "))
    made = seals.import_key(Path(args.file).absolute(), passphrase)
    context.say(
        {"name": made.name, "fingerprint": made.fingerprint},
        (made.name, grouped(made.fingerprint)),
    )
    return 0


def trust_seal(args: argparse.Namespace, context: Context) -> int:
    """Believe the certificate in a file from now on."""
    found = context.desk.seals.trust(Path(args.file).absolute())
    context.say(_seal_json(found, context), _seal_lines(found, context))
    return 0


def untrust_seal(args: argparse.Namespace, context: Context) -> int:
    """Believe a certificate no longer."""
    found = context.desk.seals.untrust(args.fingerprint)
    context.say({"fingerprint": found.fingerprint, "trusted": False}, (found.fingerprint,))
    return 0


def verification_json(found: Verification) -> dict[str, Any]:
    """Return what was found as the command line prints it."""
    return {
        "valid": found.valid,
        "state": found.state.value,
        "reasons": [reason.as_dict() for reason in found.reasons],
        "exhibits": [asdict(exhibit) for exhibit in found.exhibits],
        "cases": list(found.cases),
        "signed_by": found.signed_by,
        "signed_at": found.signed_at,
        "stamped": found.stamped,
        "standing": found.standing.value if found.standing else None,
        "fingerprint": found.fingerprint,
        "sha256": found.sha256,
        "manifest_sha256": found.manifest_sha256,
    }


def _verification_lines(found: Verification, context: Context) -> list[str]:
    tr = context.tr
    lines = [tr(STATE_WORDS[found.state]), *(tr.text(reason) for reason in found.reasons)]
    if found.signed_by:
        who = found.signed_by
        if found.standing:
            who = f"{who} ({tr.text(STANDING_WORDS[found.standing])})"
        lines.append(tr("Signed by: {who}", who=who))
        lines.append(tr("Fingerprint: {digits}", digits=grouped(found.fingerprint)))
    if found.signed_at:
        said = (
            N_("Signed at {at}, by a time stamp")
            if found.stamped
            else N_("Signed at {at}, by the signer's own clock")
        )
        lines.append(tr(said, at=found.signed_at))
    if found.cases:
        lines.append(tr("Cases: {numbers}", numbers=", ".join(found.cases)))
    lines += [_exhibit_line(exhibit, context) for exhibit in found.exhibits]
    return [*lines, f"SHA-256 {found.sha256}"]


def _exhibit_line(exhibit: FoundExhibit, context: Context) -> str:
    words = _EXHIBIT_WORDS[exhibit.sound if exhibit.embedded or exhibit.sound is False else None]
    name = f"{exhibit.case} {exhibit.number} {exhibit.name}"
    return f"{name}: {context.tr.text(words)}"


_EXHIBIT_WORDS: dict[bool | None, Text] = {
    True: Text("随附的文件与清单一致", "its file is the listed one"),
    False: Text("随附的文件与清单不符或不见了", "its file is not the listed one, or gone"),
    None: Text("没有随附文件", "no file goes along"),
}


def _seal_json(seal: KnownSeal, context: Context) -> dict[str, Any]:
    return {
        "fingerprint": seal.fingerprint,
        "name": context.desk.seals.name_of(seal),
        "standing": seal.standing.value,
        "since": seal.at,
    }


def _seal_lines(seal: KnownSeal, context: Context) -> list[str]:
    name = context.desk.seals.name_of(seal)
    return [
        f"{name}  {context.tr.text(STANDING_WORDS[seal.standing])}  {seal.at[:10]}",
        f"  {grouped(seal.fingerprint)}",
    ]
